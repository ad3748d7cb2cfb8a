namespace PublicDirectory.Importers.Annuaire;

/// <summary>How many points of a file could be compared with the outline of their commune.</summary>
internal sealed class PlaceTally
{
    /// <summary>Points compared; those outside are in the issues.</summary>
    public long Checked { get; set; }

    /// <summary>Points of records without commune, or in a commune whose outline is not known.</summary>
    public long NotChecked { get; set; }
}

namespace PublicDirectory.Importers.Annuaire;

/// <summary>What became of the records of a file: read = imported + rejected + skipped, always.</summary>
/// <param name="Read">Records met.</param>
/// <param name="Imported">Records given to the import.</param>
/// <param name="Rejected">Records that could not be taken; each has an issue that says why.</param>
/// <param name="Skipped">Records that say of themselves that they are not to be published.</param>
public readonly record struct ReadTally(long Read, long Imported, long Rejected, long Skipped)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Read} read = {Imported} imported + {Rejected} rejected + {Skipped} skipped";
}

namespace PublicDirectory.Core.Importing;

/// <summary>
/// What an import did, to the last record: <see cref="Read"/> is the sum of added, changed, confirmed, kept, unchanged,
/// deferred, skipped and rejected.
/// </summary>
public sealed record ImportResult
{
    /// <summary>Records that the file holds.</summary>
    public long Read { get; init; }

    /// <summary>New entries.</summary>
    public long Added { get; init; }

    /// <summary>Entries whose content changed.</summary>
    public long Changed { get; init; }

    /// <summary>Entries whose content is the same, checked by the source at a later date.</summary>
    public long Confirmed { get; init; }

    /// <summary>Records that changed in the source only where the entry was edited here: nothing was published.</summary>
    public long Kept { get; init; }

    /// <summary>Records that say what they said last time.</summary>
    public long Unchanged { get; init; }

    /// <summary>Records whose entry was published by someone else meanwhile; the next run takes them.</summary>
    public long Deferred { get; init; }

    /// <summary>Records that say that they are not to be published; they count as absent.</summary>
    public long Skipped { get; init; }

    /// <summary>Records that were not imported; each has an <see cref="ImportIssue"/>.</summary>
    public long Rejected { get; init; }

    /// <summary>Issues that did not stop their record.</summary>
    public long Warnings { get; init; }

    /// <summary>Entries that the source no longer has: removal proposed, at this import.</summary>
    public long RemovalsProposed { get; init; }

    /// <summary>Blocks edited here and changed in the source: an editor is asked to choose.</summary>
    public long Conflicts { get; init; }

    /// <summary>Whether the database was changed by new versions.</summary>
    public long Published => Added + Changed + Confirmed;
}

/// <summary>The file is readable but looks wrong as a whole. Nothing was written.</summary>
public sealed class ImportRefusedException(string message) : Exception(message);

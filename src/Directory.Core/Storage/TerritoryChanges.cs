namespace PublicDirectory.Core.Storage;

/// <summary>What a replacement did to one table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Added">Rows that were not there.</param>
/// <param name="Changed">Rows whose key stayed and whose content did not.</param>
/// <param name="Removed">Rows that are no longer there.</param>
public sealed record TerritoryTableChanges(string Table, int Added, int Changed, int Removed)
{
    /// <summary>All three together.</summary>
    public int Total => Added + Changed + Removed;
}

/// <summary>What <see cref="TerritoryStore.ReplaceAsync"/> did.</summary>
/// <param name="Tables">One item per table, those without changes included.</param>
/// <param name="ContentHash">The hash of what is now stored.</param>
public sealed record TerritoryChanges(IReadOnlyList<TerritoryTableChanges> Tables, string ContentHash)
{
    /// <summary>Rows added, changed or removed in all tables.</summary>
    public int Total => Tables.Sum(table => table.Total);
}

/// <summary>Territories that cannot replace the stored ones without breaking what refers to these.</summary>
public sealed class TerritoriesRefusedException : Exception
{
    /// <param name="message">What would break and what to do, for an operator.</param>
    /// <param name="innerException">What the database said, if it did.</param>
    public TerritoriesRefusedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

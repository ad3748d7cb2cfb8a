namespace PublicDirectory.Extranet.Comparison;

/// <summary>One thing that a block says, before and after. Null: it said or says nothing.</summary>
/// <param name="Label">« Lundi », « Téléphone ».</param>
/// <param name="Before">As a person reads it.</param>
/// <param name="After">As a person reads it.</param>
public sealed record ComparedRow(string Label, string? Before, string? After)
{
    public bool IsChanged => Before != After;
}

/// <summary>A block of two documents, side by side.</summary>
/// <param name="Block">Its name: <c>openingHours</c>.</param>
/// <param name="Title">« Horaires ».</param>
/// <param name="Rows">What it says, in the order in which people read it.</param>
public sealed record ComparedBlock(string Block, string Title, IReadOnlyList<ComparedRow> Rows)
{
    public int Changes => Rows.Count(row => row.IsChanged);
}

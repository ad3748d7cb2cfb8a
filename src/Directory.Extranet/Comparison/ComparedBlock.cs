using PublicDirectory.Core.Documents;

namespace PublicDirectory.Extranet.Comparison;

/// <summary>A piece of a text, and whether the other side lacks it.</summary>
public readonly record struct ComparedWords(string Text, bool IsChanged);

/// <summary>A door that moved.</summary>
/// <param name="Before">Where it was.</param>
/// <param name="After">Where it would be.</param>
public sealed record PointMove(GeoPoint Before, GeoPoint After)
{
    public const int Width = 240;
    public const int Height = 120;
    private const int Margin = 28;

    public double Metres => Before.DistanceMetresTo(After);

    /// <summary>Both on a plan of <see cref="Width"/> by <see cref="Height"/>, north up, as large as fits.</summary>
    public (PlanPoint Before, PlanPoint After) Plan
    {
        get
        {
            var east = (After.Longitude - Before.Longitude) * Math.Cos(double.DegreesToRadians(Before.Latitude));
            var north = After.Latitude - Before.Latitude;
            var scale = Math.Min(
                (Width - (2 * Margin)) / Math.Max(Math.Abs(east), 1e-9), (Height - (2 * Margin)) / Math.Max(Math.Abs(north), 1e-9)) / 2;
            return (
                new((Width / 2d) - (east * scale), (Height / 2d) + (north * scale)),
                new((Width / 2d) + (east * scale), (Height / 2d) - (north * scale)));
        }
    }
}

/// <summary>A point of a small plan, in its own units, x to the right and y down.</summary>
public readonly record struct PlanPoint(double X, double Y);

/// <summary>One thing that a block says, before and after. Null: it said or says nothing.</summary>
/// <param name="Label">« Lundi », « Téléphone ».</param>
/// <param name="Before">As a person reads it.</param>
/// <param name="After">As a person reads it.</param>
public sealed record ComparedRow(string Label, string? Before, string? After)
{
    /// <summary>False for what both sides say alike, even where only a part of it is shown.</summary>
    public bool IsChanged { get; init; } = Before != After;

    /// <summary><see cref="Before"/> piece by piece; empty where it is not compared by words.</summary>
    public IReadOnlyList<ComparedWords> BeforeWords { get; init; } = [];

    /// <inheritdoc cref="BeforeWords"/>
    public IReadOnlyList<ComparedWords> AfterWords { get; init; } = [];

    /// <summary>A word on the change as a whole: « Déplacée de 240 m. »; null for none.</summary>
    public string? Note { get; init; }

    /// <summary>Set where both sides are points.</summary>
    public PointMove? Move { get; init; }
}

/// <summary>Rows that belong together.</summary>
/// <param name="Title">« Horaires habituels »; null where the block's own title says it.</param>
/// <param name="Rows">In the order in which people read them.</param>
public sealed record ComparedGroup(string? Title, IReadOnlyList<ComparedRow> Rows)
{
    /// <summary>Short rows of one kind, such as days: shown as a table.</summary>
    public bool IsTable { get; init; }

    /// <summary>How many more rows there are that are not shown.</summary>
    public int Omitted { get; init; }
}

/// <summary>A block of two documents, side by side.</summary>
/// <param name="Block">Its name: <c>openingHours</c>.</param>
/// <param name="Title">« Horaires ».</param>
/// <param name="Groups">What it says.</param>
public sealed record ComparedBlock(string Block, string Title, IReadOnlyList<ComparedGroup> Groups)
{
    /// <summary>What the two sides are called.</summary>
    public (string Before, string After) Sides { get; init; } = ("Avant", "Après");

    public IEnumerable<ComparedRow> Rows => Groups.SelectMany(group => group.Rows);

    public int Changes { get; init; } = Groups.Sum(group => group.Rows.Count(row => row.IsChanged));

    public string ChangesInWords => Changes switch
    {
        0 => "aucun changement",
        1 => "1 changement",
        _ => $"{Changes} changements",
    };
}

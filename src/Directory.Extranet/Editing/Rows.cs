using System.Globalization;

namespace PublicDirectory.Extranet.Editing;

/// <summary>A button of a list of rows: <c>adresses:retirer:2</c>.</summary>
/// <param name="List">Which list.</param>
/// <param name="Verb"><see cref="Add"/>, <see cref="Remove"/>, <see cref="Up"/> or <see cref="Down"/>.</param>
/// <param name="Index">Which row, from 0.</param>
internal readonly record struct RowGesture(string List, string Verb, int Index)
{
    public const string Add = "ajouter";
    public const string Remove = "retirer";
    public const string Up = "monter";
    public const string Down = "descendre";

    public static RowGesture Parse(string gesture)
    {
        var parts = gesture.Split(':');
        return new RowGesture(
            parts[0],
            parts.ElementAtOrDefault(1) ?? "",
            int.TryParse(parts.ElementAtOrDefault(2), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1);
    }

    /// <summary>Does it, when there is such a row.</summary>
    /// <returns>The row that is to have the focus; null when it is the button that adds.</returns>
    public int? On<T>(List<T> rows, Func<T> blank)
    {
        if (Verb == Add)
        {
            rows.Add(blank());
            return rows.Count - 1;
        }

        var to = Verb switch { Up => Index - 1, Down => Index + 1, _ => -1 };
        if (Index < 0 || Index >= rows.Count)
        {
            return null;
        }

        if (Verb == Remove)
        {
            rows.RemoveAt(Index);
            return null;
        }

        if (to >= 0 && to < rows.Count)
        {
            (rows[Index], rows[to]) = (rows[to], rows[Index]);
            return to;
        }

        return Index;
    }

    /// <summary>The id of what is to have the focus: the first field of a new row, a row that moved, else the button that adds.</summary>
    public string Focus(int? row, Func<int, string> firstField) =>
        row is not { } index
            ? $"{List}-{Add}"
            : Verb == Add ? firstField(index) : string.Create(CultureInfo.InvariantCulture, $"{List}-{index}");
}

/// <summary>The buttons of one row.</summary>
/// <param name="List">As in <see cref="RowGesture"/>.</param>
/// <param name="Index">From 0.</param>
/// <param name="Count">How many rows there are.</param>
/// <param name="Name">What the row is called, after the verb: « l'adresse 2 ».</param>
/// <param name="CanMove">Whether the order counts.</param>
public sealed record RowButtons(string List, int Index, int Count, string Name, bool CanMove = true);

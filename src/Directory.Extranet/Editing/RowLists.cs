using System.Globalization;

namespace PublicDirectory.Extranet.Editing;

/// <summary>
/// The rows of a form beside the items of the document: which row each item comes from, so that a mistake in the document is shown at
/// its row, and rows left blank count for nothing.
/// </summary>
/// <param name="field">The rows' name in the form: <c>Form.Documents</c>.</param>
internal sealed class RowLists(string field)
{
    private readonly List<int> _rows = [];

    /// <summary>The items of the rows that are not blank.</summary>
    /// <param name="rows">As typed.</param>
    /// <param name="isBlank">Whether nothing was typed in a row.</param>
    /// <param name="write">Makes an item of a row; its mistakes go under the field's name that comes with it.</param>
    public IReadOnlyList<TItem> Write<TRow, TItem>(IReadOnlyList<TRow> rows, Func<TRow, bool> isBlank, Func<TRow, string, TItem> write)
    {
        _rows.Clear();
        _rows.AddRange(Enumerable.Range(0, rows.Count).Where(index => !isBlank(rows[index])));
        return [.. _rows.Select(index => write(rows[index], Name(index)))];
    }

    /// <summary>The field of a mistake in the document: <c>steps[2].title</c> is <c>Form.Steps[3].Title</c>.</summary>
    public string FieldOf(string path)
    {
        var (start, end) = (path.IndexOf('['), path.IndexOf(']'));
        if (start < 0
            || !int.TryParse(path.AsSpan(start + 1, end - start - 1), CultureInfo.InvariantCulture, out var item)
            || item >= _rows.Count)
        {
            return "";
        }

        var property = path[(end + 1)..].Split('.', '[').LastOrDefault(part => part.Length > 0 && char.IsAsciiLetter(part[0])) ?? "";
        return property.Length == 0 ? Name(_rows[item]) : $"{Name(_rows[item])}.{char.ToUpperInvariant(property[0])}{property[1..]}";
    }

    private string Name(int row) => string.Create(CultureInfo.InvariantCulture, $"{field}[{row}]");
}

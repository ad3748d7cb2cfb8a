namespace PublicDirectory.Testing.Habilitations;

/// <summary>A table of <c>docs/guides/habilitations.tsv</c>, whose grammar is said at its head.</summary>
/// <param name="Code">By which columns of other tables refer to it.</param>
/// <param name="Title">Of its chapter in the guide.</param>
/// <param name="Paragraphs">What the chapter says before the table.</param>
/// <param name="Columns">Their names; the first holds the rows' codes.</param>
/// <param name="Rows">Cells by column.</param>
public sealed record LawTable(
    string Code, string Title, IReadOnlyList<string> Paragraphs, IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyDictionary<string, string>> Rows)
{
    /// <summary>The codes of the rows.</summary>
    public IReadOnlyList<string> Codes => [.. Rows.Select(row => row[Columns[0]])];

    /// <summary>The row with this code.</summary>
    public IReadOnlyDictionary<string, string> this[string code] =>
        Rows.Single(row => row[Columns[0]] == code);
}

/// <summary>Reads the law of habilitations, as tables of texts. Knows nothing of the code that it judges.</summary>
public static class LawFile
{
    /// <summary>Where it is in this checkout.</summary>
    public static string Path => System.IO.Path.Combine(Repository.Root, "docs", "guides", "habilitations.tsv");

    /// <summary>The tables, by code, in the order of the file.</summary>
    public static IReadOnlyList<LawTable> Read() => Parse(File.ReadAllLines(Path));

    /// <exception cref="FormatException">A line does not fit the grammar; the message says which.</exception>
    public static IReadOnlyList<LawTable> Parse(IReadOnlyList<string> lines)
    {
        var tables = new List<LawTable>();
        var (code, title) = ("", "");
        var (paragraphs, columns) = (new List<string>(), new List<string>());
        var rows = new List<IReadOnlyDictionary<string, string>>();
        foreach (var (line, number) in lines.Append("").Select((line, index) => (line, index + 1)))
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            if (line.Length == 0)
            {
                if (code.Length > 0)
                {
                    tables.Add(new LawTable(code, title, [.. paragraphs], [.. columns], [.. rows]));
                }

                code = "";
                paragraphs.Clear();
                columns.Clear();
                rows.Clear();
            }
            else if (line.StartsWith('[') && code.Length == 0 && line.IndexOf(']', StringComparison.Ordinal) is > 1 and var end)
            {
                (code, title) = (line[1..end], line[(end + 1)..].Trim());
            }
            else if (line.StartsWith("> ", StringComparison.Ordinal) && code.Length > 0 && columns.Count == 0)
            {
                paragraphs.Add(line[2..]);
            }
            else if (code.Length > 0 && columns.Count == 0)
            {
                columns.AddRange(line.Split('\t'));
            }
            else if (code.Length > 0
                && line.Split('\t') is var cells
                && cells.Length == columns.Count
                && cells.All(cell => cell.Length > 0))
            {
                rows.Add(columns.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second));
            }
            else
            {
                throw new FormatException($"Line {number} fits no table, or has not a cell for each of its columns: {line}");
            }
        }

        return Check(tables);
    }

    // A code that no table knows would be a rule about nothing.
    private static List<LawTable> Check(List<LawTable> tables)
    {
        foreach (var table in tables)
        {
            if (table.Codes.Distinct().Count() != table.Codes.Count)
            {
                throw new FormatException($"[{table.Code}] has two rows of one code.");
            }

            foreach (var (row, column) in table.Rows.SelectMany(row => table.Columns.Skip(1).Select(column => (row, column))))
            {
                if (tables.Find(other => other.Code == column) is { } named
                    && row[column] is not ("-" or "*") && row[column].Split(' ').Except(named.Codes).ToList() is { Count: > 0 } unknown)
                {
                    throw new FormatException($"[{table.Code}] speaks of {string.Join(", ", unknown)}, which [{column}] does not know.");
                }
            }
        }

        return tables;
    }
}

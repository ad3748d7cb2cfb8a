using System.Text;

namespace PublicDirectory.Testing.Habilitations;

/// <summary>The guide <c>docs/guides/habilitations.md</c>, as the law's file gives it.</summary>
public static class LawGuide
{
    /// <summary>Set to write the guide anew: <c>HABILITATIONS_GUIDE=write ./test --filter HabilitationGuideTests</c>.</summary>
    public const string WriteVariable = "HABILITATIONS_GUIDE";

    /// <summary>Where it is in this checkout.</summary>
    public static string Path => System.IO.Path.ChangeExtension(LawFile.Path, ".md");

    /// <summary>The whole guide as Markdown.</summary>
    public static string Write(IReadOnlyList<LawTable> tables)
    {
        var text = new StringBuilder(
            """
            # Qui peut faire quoi

            Ce guide est tiré de [habilitations.tsv](habilitations.tsv) : ne le modifiez pas ici. Les essais du programme déploient la même règle en toutes
            ses combinaisons, et vérifient qu'il l'applique, que la base de données l'applique, et que les pages l'appliquent.

            """).Append('\n');
        foreach (var table in tables)
        {
            text.Append("## ").Append(table.Title).Append("\n\n");
            foreach (var paragraph in table.Paragraphs)
            {
                text.Append(Wrapped(paragraph)).Append("\n\n");
            }

            string[] shown = [.. table.Columns.Skip(1)];
            Line(text, shown.Select(Sentence));
            Line(text, shown.Select(_ => "---"));
            foreach (var row in table.Rows)
            {
                Line(text, shown.Select(column => Cell(tables, column, row[column])));
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Cell(IReadOnlyList<LawTable> tables, string column, string cell) => (cell, tables.FirstOrDefault(table =>
        table.Code == column)) switch
    {
        ("-", _) => "–",
        (_, null) => cell,
        ("*", _) => "Tous",
        var (codes, table) => string.Join(" ; ", codes.Split(' ').Select(code => table[code][table.Columns[1]])),
    };

    private static string Sentence(string column) => char.ToUpperInvariant(column[0]) + column[1..];

    private static string Wrapped(string paragraph)
    {
        var (text, length) = (new StringBuilder(), 0);
        foreach (var word in paragraph.Split(' '))
        {
            // A sign that stands apart in French stays with its word.
            if (length > 0 && length + word.Length > 139 && word is not (":" or ";" or "!" or "?" or "»"))
            {
                (text, length) = (text.Append('\n'), 0);
            }
            else if (length > 0)
            {
                (text, length) = (text.Append(' '), length + 1);
            }

            (text, length) = (text.Append(word), length + word.Length);
        }

        return text.ToString();
    }
}

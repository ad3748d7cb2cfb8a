using System.Globalization;
using System.Text;

namespace GraphQLEngine.Language;

/// <summary>The text of a document, kept so that errors can show the line they speak of.</summary>
public sealed class SourceText
{
    private const int ExcerptLength = 120;

    internal SourceText(ReadOnlyMemory<byte> utf8, string name)
    {
        Utf8 = utf8;
        Name = name;
    }

    /// <summary>The text as UTF-8.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>What to call the document in errors, e.g. a file name.</summary>
    public string Name { get; }

    /// <summary>The line of a location with a caret under its column, in two rows; long lines are cut around it.</summary>
    public string Excerpt(SourceLocation location)
    {
        var line = Line(location.Line);
        var caret = Math.Clamp(location.Column - 1, 0, line.Length);
        var from = Math.Max(0, Math.Min(caret - (ExcerptLength / 2), line.Length - ExcerptLength));
        var shown = line.Substring(from, Math.Min(ExcerptLength, line.Length - from));
        var margin = string.Create(CultureInfo.InvariantCulture, $"{location.Line,5} | ");
        return $"{margin}{shown}\n{new string(' ', margin.Length + caret - from)}^";
    }

    // Tabs become single spaces so that the caret stands under its column.
    private string Line(int number)
    {
        var text = Utf8.Span;
        for (var line = 1; line < number; line++)
        {
            var end = text.IndexOfAny((byte)'\n', (byte)'\r');
            if (end < 0)
            {
                return "";
            }

            var isPair = text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n';
            text = text[(end + (isPair ? 2 : 1))..];
        }

        var stop = text.IndexOfAny((byte)'\n', (byte)'\r');
        return Encoding.UTF8.GetString(stop < 0 ? text : text[..stop]).Replace('\t', ' ').Replace("\uFEFF", "", StringComparison.Ordinal);
    }
}

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using PublicDirectory.Core.Published.Records;

namespace PublicDirectory.Pages.Html;

/// <summary>
/// Writes markup as UTF-8. What stands in the code as literal text is markup; every value put into it is encoded, in texts and in
/// attributes between double quotes alike, so that no value can become markup.
/// </summary>
/// <param name="output">Where the bytes go.</param>
public sealed class HtmlWriter(IBufferWriter<byte> output)
{
    // Accents are as they are: pages are in UTF-8.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Writes markup with its values: <c>html.Write($"&lt;p&gt;{text}&lt;/p&gt;")</c>.</summary>
    /// <param name="markup">Written as it is put together; nothing is left to do with it.</param>
    [SuppressMessage("Performance", "CA1822", Justification = "The compiler gives this writer to the handler.")]
    public void Write([InterpolatedStringHandlerArgument("")] ref Markup markup) => _ = markup;

    /// <summary>Writes JSON for machines into the page: an element of script that is never run, and that no text of it can end.</summary>
    /// <param name="json">Valid JSON.</param>
    public void WriteData(string json)
    {
        Literal("<script type=\"application/ld+json\">");
        Literal(json.Replace("<", "\\u003c", StringComparison.Ordinal));
        Literal("</script>");
    }

    private void Literal(string markup) => Encoding.UTF8.GetBytes(markup, output);

    private void Value(ReadOnlySpan<char> text)
    {
        Span<char> encoded = stackalloc char[256];
        while (text.Length > 0)
        {
            Encoder.Encode(text, encoded, out var read, out var written);
            Encoding.UTF8.GetBytes(encoded[..written], output);
            text = text[read..];
        }
    }

    /// <summary>What the compiler makes of an interpolated text given to <see cref="Write"/>.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        private readonly HtmlWriter _writer;

        /// <summary>The lengths are the compiler's to give, and of no use here.</summary>
        public Markup(int literalLength, int formattedCount, HtmlWriter writer) => _writer = writer;

        /// <summary>Markup, as it stands in the code.</summary>
        public void AppendLiteral(string markup) => _writer.Literal(markup);

        /// <summary>A text; null is nothing.</summary>
        public void AppendFormatted(string? text) => _writer.Value(text);

        /// <summary>A letter.</summary>
        public void AppendFormatted(char letter) => _writer.Value([letter]);

        /// <summary>A text of a record.</summary>
        public void AppendFormatted(JsonText text) => _writer.Value(text.ToString());

        /// <summary>A number, as levels of headings and counts are.</summary>
        public void AppendFormatted(int number) => _writer.Value(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}

using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace PublicDirectory.Extranet.Dsfr;

/// <summary>
/// Markup written as an interpolated string: every value in it is encoded, except markup.
/// <c>Html.Of($"&lt;p&gt;{text}&lt;/p&gt;")</c>.
/// </summary>
internal static class Html
{
    public static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static IHtmlContent None { get; } = new HtmlString("");

    public static IHtmlContent Of(Markup markup) => new HtmlString(markup.ToString());

    public static IHtmlContent Join(IEnumerable<IHtmlContent> parts) => Join("", parts);

    public static IHtmlContent Join(string separator, IEnumerable<IHtmlContent> parts) =>
        new HtmlString(string.Join(separator, parts.Select(Markup.Text)));

    /// <summary>An attribute with a space before it; nothing when the value is null.</summary>
    public static IHtmlContent Attribute(string name, string? value) => value is null ? None : Of($" {new HtmlString(name)}=\"{value}\"");

    /// <summary>An attribute without a value, when the condition holds.</summary>
    public static IHtmlContent Attribute(string name, bool isSet) => isSet ? new HtmlString(" " + name) : None;

    [InterpolatedStringHandler]
    internal readonly ref struct Markup
    {
        private readonly StringBuilder _text;

        public Markup(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 20));

        public void AppendLiteral(string value) => _text.Append(value);

        public void AppendFormatted(IHtmlContent? value) => _text.Append(value is null ? "" : Text(value));

        public void AppendFormatted(string? value) => _text.Append(value is null ? "" : Encoder.Encode(value));

        public void AppendFormatted(int value) => _text.Append(value);

        public override string ToString() => _text.ToString();

        public static string Text(IHtmlContent content)
        {
            if (content is HtmlString text)
            {
                return text.Value ?? "";
            }

            using var writer = new StringWriter();
            content.WriteTo(writer, Encoder);
            return writer.ToString();
        }
    }
}

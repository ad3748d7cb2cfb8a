using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using PublicDirectory.Core.Documents;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>Makes plain text of what the source's fields hold: HTML, entities, stray spaces, control characters.</summary>
internal static class FieldText
{
    // A parser may build far more than it reads out of tags within tags; no field of ours has a tenth of these.
    private const int MaxTags = 500;

    private static readonly HtmlParser Parser = new();

    /// <summary>A text on one line; null where nothing is left.</summary>
    public static string? Line(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return IsCleanLine(text) ? text : Collapse(Plain(text), keepLineBreaks: false);
    }

    /// <summary>A text of several paragraphs, one a line; null where nothing is left.</summary>
    public static string? Paragraphs(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return IsCleanLine(text) ? text : Collapse(Plain(text), keepLineBreaks: true);
    }

    private static bool IsCleanLine(string text)
    {
        var previous = ' ';
        foreach (var c in text)
        {
            if (c is '<' or '&' || IsNoise(c) || (char.IsWhiteSpace(c) && (c != ' ' || previous == ' ')))
            {
                return false;
            }

            previous = c;
        }

        return previous != ' ' && text.IsNormalized();
    }

    private static string Plain(string text)
    {
        if (text.Contains('<', StringComparison.Ordinal))
        {
            var plain = new StringBuilder(text.Length);
            if (text.AsSpan().Count('<') > MaxTags)
            {
                return WebUtility.HtmlDecode(WithoutTags(text, plain));
            }

            // A fragment in a body: nothing is fetched or run, and "a < b" stays text.
            AppendText(Parser.ParseDocument(text).Body!, plain);
            return plain.ToString();
        }

        return text.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(text) : text;
    }

    private static string WithoutTags(string text, StringBuilder plain)
    {
        var isTag = false;
        foreach (var c in text)
        {
            isTag = c == '<' || (isTag && c != '>');
            plain.Append(isTag || c == '>' ? ' ' : c);
        }

        return plain.ToString();
    }

    private static void AppendText(INode node, StringBuilder plain)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText run)
            {
                plain.Append(run.Data);
            }
            else if (child is IElement element)
            {
                AppendElement(element, plain);
            }
        }
    }

    private static void AppendElement(IElement element, StringBuilder plain)
    {
        switch (element.LocalName)
        {
            case "script" or "style" or "template" or "noscript" or "iframe" or "object":
                return;
            case "br":
                plain.Append('\n');
                return;
            case "li":
                plain.Append("\n- ");
                AppendText(element, plain);
                return;
            case "p" or "div" or "ul" or "ol" or "table" or "tr" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                plain.Append('\n');
                AppendText(element, plain);
                plain.Append('\n');
                return;
            default:
                AppendText(element, plain);
                return;
        }
    }

    // Runs of spaces become one; control, zero-width and direction characters go; no blank line and no blank end.
    private static string? Collapse(string text, bool keepLineBreaks)
    {
        var result = new StringBuilder(text.Length);
        var pending = '\0';
        foreach (var c in text.NormalizeBounded(NormalizationForm.FormC))
        {
            if (keepLineBreaks && c is '\n' or '\r' or '\u2028' or '\u2029')
            {
                pending = '\n';
            }
            else if (char.IsWhiteSpace(c))
            {
                pending = pending == '\n' && keepLineBreaks ? '\n' : ' ';
            }
            else if (!IsNoise(c))
            {
                if (pending != '\0' && result.Length > 0)
                {
                    result.Append(keepLineBreaks ? pending : ' ');
                }

                pending = '\0';
                result.Append(c);
            }
        }

        return result.Length == 0 ? null : result.ToString();
    }

    private static bool IsNoise(char c) => char.IsControl(c)
        ? !char.IsWhiteSpace(c)
        : c is '\u00AD' or '\uFEFF' or '\uFFFE' or '\uFFFF' or '\u2060'
            or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}

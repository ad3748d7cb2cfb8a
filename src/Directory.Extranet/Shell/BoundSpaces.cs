using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PublicDirectory.Extranet.Shell;

/// <summary>
/// Hours, dates and durations are not cut at the end of a line: « 9 h 30 », « 1er décembre 2026 », « 3 jours ». Done where pages are shown, and
/// nowhere else: what is stored, posted and answered by the API keeps its plain spaces.
/// </summary>
internal static partial class BoundSpaces
{
    private const char NoBreak = '\u00A0';

    // What their text is, is for them: what was typed, most of all.
    private static readonly string[] Untouched = ["textarea", "script", "style", "code", "pre"];

    /// <summary>The same text, bound.</summary>
    public static string In(string text) => AfterWords().Replace(AfterFigures().Replace(text, $"$1{NoBreak}$2"), $"$1{NoBreak}$2");

    /// <summary>The same markup, its texts bound; attributes, and what is typed, stay as they are.</summary>
    public static string InMarkup(string markup)
    {
        var bound = new StringBuilder(markup.Length);
        for (var at = 0; at < markup.Length;)
        {
            var tag = markup.IndexOf('<', at);
            bound.Append(In(markup[at..(tag < 0 ? markup.Length : tag)]));
            if (tag < 0)
            {
                break;
            }

            var raw = Array.Find(Untouched, name => markup.AsSpan(tag + 1).StartsWith(name, StringComparison.OrdinalIgnoreCase));
            var end = raw is null ? tag : markup.IndexOf("</" + raw, tag, StringComparison.OrdinalIgnoreCase);
            end = markup.IndexOf('>', end < 0 ? tag : end);
            at = end < 0 ? markup.Length : end + 1;
            bound.Append(markup, tag, at - tag);
        }

        return bound.ToString();
    }

    [GeneratedRegex(
        "([0-9]|1er) (h\\b|jour|heure|minute|semaine|mois\\b|an\\b|ans\\b|janv|févr|mars\\b|avr|mai\\b|juin|juil|août|sept|oct|nov|déc)",
        RegexOptions.NonBacktracking)]
    private static partial Regex AfterFigures();

    [GeneratedRegex(
        "(\\bh|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|janv\\.|févr\\.|juil\\.|sept\\.|oct\\.|nov\\.|déc\\.) ([0-9]{2})",
        RegexOptions.NonBacktracking)]
    private static partial Regex AfterWords();
}

/// <summary>Every page is shown with its spaces bound.</summary>
[HtmlTargetElement("body")]
public sealed class BoundSpacesTagHelper(HtmlEncoder encoder) : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output) =>
        output.Content.SetHtmlContent(BoundSpaces.InMarkup((await output.GetChildContentAsync()).GetContent(encoder)));
}

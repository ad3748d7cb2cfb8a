using Microsoft.AspNetCore.Html;
using PublicDirectory.Extranet.Dsfr;

namespace PublicDirectory.Extranet.Comparison;

/// <summary>A side of a compared row as markup: what differs in <c>del</c> or <c>ins</c>, after words that are read and not seen.</summary>
internal static class ComparedHtml
{
    public static IHtmlContent SayBefore(this ComparedRow row) => Side(row.Before, row.BeforeWords, row.IsChanged, piece =>
        Html.Of($"""<del><span class="fr-sr-only">Supprimé : </span>{piece}</del>"""));

    public static IHtmlContent SayAfter(this ComparedRow row) => Side(row.After, row.AfterWords, row.IsChanged, piece =>
        Html.Of($"""<ins><span class="fr-sr-only">Ajouté : </span>{piece}</ins>"""));

    private static IHtmlContent Side(string? text, IReadOnlyList<ComparedWords> words, bool isChanged, Func<string, IHtmlContent> mark) =>
        text is null ? Html.Of($"""<span class="compared__nothing">Rien</span>""")
        : !isChanged ? Html.Of($"{text}")
        : words.Count == 0 ? mark(text)
        : Html.Join(words.Select(word => word.IsChanged ? Marked(word.Text, mark) : Html.Of($"{word.Text}")));

    // The space after the last word is outside of the mark.
    private static IHtmlContent Marked(string text, Func<string, IHtmlContent> mark)
    {
        var end = text.TrimEnd();
        return Html.Of($"{mark(end)}{text[end.Length..]}");
    }
}

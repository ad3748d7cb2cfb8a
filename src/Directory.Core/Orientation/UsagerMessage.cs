using System.Text.RegularExpressions;
using PublicDirectory.Core.Search;
using PublicDirectory.Core.Search.Analysis;
using PublicDirectory.Core.Search.Queries;

namespace PublicDirectory.Core.Orientation;

/// <summary>A message in plain French, as far as it helps to find what is wanted.</summary>
/// <param name="Text">As written; empty where there is none.</param>
/// <param name="Query">
/// What to search for: without courtesies, addresses and numbers, at most as long as a query may be; empty where nothing is left.
/// </param>
/// <param name="Words">The words of the text.</param>
internal sealed partial record UsagerMessage(string Text, string Query, IReadOnlyList<QueryWord> Words)
{
    public static UsagerMessage Read(string? text)
    {
        text = text?.Trim() ?? "";
        var said = Noise().Replace(text, " ");
        return new UsagerMessage(text, Shorten(said), QueryWord.Read(text));
    }

    // A long message is cut to the words that say something, each once, in their order.
    private static string Shorten(string text)
    {
        text = Spaces().Replace(text, " ").Trim();
        if (text.Length <= SearchQuery.MaxLength)
        {
            return HasWord(text) ? text : "";
        }

        Span<char> word = stackalloc char[WordReader.MaxWordLength + 1];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var kept = new List<string>();
        var reader = new WordReader(text, word);
        var length = 0;
        while (reader.MoveNext())
        {
            var next = reader.Word.ToString();
            if (StopWords.Contains(next) || IntentionWords.Contains(next) || !seen.Add(next))
            {
                continue;
            }

            length += next.Length + 1;
            if (length > SearchQuery.MaxLength)
            {
                break;
            }

            kept.Add(next);
        }

        return string.Join(' ', kept);
    }

    private static bool HasWord(string text) => text.Any(char.IsLetterOrDigit);

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();

    // What every letter has, addresses of mail and pages, and long numbers: none of it tells what is wanted.
    [GeneratedRegex(
        @"\b(bonjour|bonsoir|madame|monsieur|mesdames|messieurs|cordialement|salutations( distinguées)?|bien à vous|bonne (journée|soirée)"
        + @"|merci( (beaucoup|d['’]avance|par avance|de votre (aide|réponse|retour)))?|svp|s['’]il vous pla[iî]t)\b|\S+@\S+|https?://\S+|\+?[0-9][0-9 .]{7,}[0-9]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Noise();
}

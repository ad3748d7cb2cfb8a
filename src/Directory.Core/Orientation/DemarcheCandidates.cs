using System.Collections.Frozen;
using System.Text.RegularExpressions;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Search;
using PublicDirectory.Core.Search.Queries;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Orientation;

/// <summary>Which démarches a message may be about, by the search over everything published.</summary>
internal static partial class DemarcheCandidates
{
    /// <summary>How many are considered: three questions of three choices.</summary>
    public const int Most = 9;

    // Below, the words in common are no more than chance.
    private const float LeastScore = 0.1f;

    /// <summary>Best first; none where the message says nothing that is known.</summary>
    public static IReadOnlyList<DemarcheCandidate> Find(Picture picture, UsagerMessage message)
    {
        if (message.Query.Length == 0)
        {
            return [];
        }

        SearchPage page;
        try
        {
            page =
                picture.Search.Search(
                    new SearchQuery { Text = message.Query, Kinds = [SearchKind.Demarche], First = 2 * Most, IsMessage = true });
        }
        catch (SearchQueryException)
        {
            return []; // no word in it that can be searched for
        }

        return
        [
            .. page.Hits
                .TakeWhile(hit => hit.Score >= LeastScore)
                .Select(hit => (Hit: hit, Demarche: picture.FindDemarche(hit.Id)))
                .Where(item => item.Demarche is not null)
                .DistinctBy(item => FicheOf(item.Demarche!))
                .DistinctBy(item => TextFolding.Fold(item.Demarche!.Title.ToString()))
                .Take(Most)
                .Select(item => new DemarcheCandidate(item.Demarche!, item.Hit.Score, () => Because(page, item.Demarche!))),
        ];
    }

    // Without accents: who says one of these may want something else, or the contrary, and so may « ne … plus ».
    private static readonly FrozenSet<string> Doubts = (
        "pas jamais non annuler annule annulee annulation refuse refusee refus rejete rejetee decede decedee mort morte")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>
    /// The démarche that it is about without asking: the message has all words of its title, what the title says in parentheses left out,
    /// and those of no other title, and nothing that puts it in doubt. Null where one must ask.
    /// </summary>
    public static DemarcheRecord? Certain(IReadOnlyList<DemarcheCandidate> candidates, UsagerMessage message)
    {
        var said = message.Words.Select(word => TextFolding.Singular(word.Folded)).ToHashSet(StringComparer.Ordinal);
        var titles = candidates.Select(candidate => (candidate.Demarche, Words: TitleWords(candidate.Demarche))).ToList();
        var held = titles.Where(title => title.Words.Count > 0 && title.Words.IsSubsetOf(said)).ToList();
        if (held.Count == 0)
        {
            return null;
        }

        var (demarche, words) = held.MaxBy(title => title.Words.Count);
        // A single word may be said of anything: then nothing said may be in another title.
        var others = words.Count == 1 ? titles : held;
        return others.TrueForAll(title => title.Words.Where(said.Contains).All(words.Contains)) && !IsDoubtful(message, words)
            ? demarche
            : null;
    }

    private static bool IsDoubtful(UsagerMessage message, HashSet<string> title)
    {
        var said = message.Words.Select(word => word.Folded).Where(word => !title.Contains(TextFolding.Singular(word))).ToHashSet();
        return said.Overlaps(Doubts) || (said.Contains("plus") && (said.Contains("ne") || said.Contains("n")));
    }

    private static HashSet<string> TitleWords(DemarcheRecord demarche) =>
        [.. QueryWord.Read(Parentheses().Replace(demarche.Title.ToString(), " ")).Where(word => !word.IsSmall)
            .Select(word => TextFolding.Singular(word.Folded))];

    // One fiche may be there for several audiences: « particuliers/F2112 », « associations/F2112 ».
    private static string FicheOf(DemarcheRecord demarche)
    {
        foreach (var id in demarche.ExternalIds)
        {
            return id.Value.ToString().Split('/')[^1];
        }

        return demarche.Id.ToString();
    }

    private static List<string> Because(SearchPage page, DemarcheRecord demarche)
    {
        var reasons = new List<string>(2);
        Add(reasons, page, "Dans le titre", demarche.Title);
        Add(reasons, page, "Dans la présentation", demarche.Summary);
        if (reasons.Count == 0)
        {
            reasons.Add("Le texte de la démarche en parle");
        }

        return reasons;
    }

    private static void Add(List<string> reasons, SearchPage page, string where, JsonText text)
    {
        if (!text.IsNull && page.Highlight(text.ToString()) is { } highlight)
        {
            var words = highlight.Ranges
                .Select(range => highlight.Text.Substring(range.Start, range.Length))
                .Distinct(StringComparer.CurrentCultureIgnoreCase)
                .Take(6);
            reasons.Add($"{where} : {string.Join(", ", words.Select(word => $"« {word} »"))}");
        }
    }

    [GeneratedRegex(@"\([^)]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex Parentheses();
}

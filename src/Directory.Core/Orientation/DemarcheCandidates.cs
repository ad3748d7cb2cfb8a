using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Search;

namespace PublicDirectory.Core.Orientation;

/// <summary>Which démarches a message may be about, by the search over everything published.</summary>
internal static class DemarcheCandidates
{
    /// <summary>How many are considered: three questions of three choices.</summary>
    public const int Most = 9;

    // Below, the words in common are no more than chance.
    private const float LeastScore = 0.1f;

    // How far the second may come to the first before one must ask (docs/performance.md, « Orientation »).
    private const double CertainRatio = 0.7;

    // What covers less of the message's words is no more than a guess.
    private const double CertainScore = 0.6;

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
                    new SearchQuery { Text = message.Query, Kinds = [SearchKind.Demarche], First = Most, IsMessage = true });
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
                .Select(item => new DemarcheCandidate(item.Demarche!, item.Hit.Score, Because(page, item.Demarche!))),
        ];
    }

    /// <summary>The démarche that it is about without asking: far better than the next one. Null where one must ask.</summary>
    public static DemarcheRecord? Certain(IReadOnlyList<DemarcheCandidate> candidates) =>
        candidates.Count > 0
        && candidates[0].Score >= CertainScore
        && (candidates.Count == 1 || candidates[1].Score <= CertainRatio * candidates[0].Score)
            ? candidates[0].Demarche
            : null;

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
}

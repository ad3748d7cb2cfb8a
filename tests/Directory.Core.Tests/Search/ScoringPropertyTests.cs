using PublicDirectory.Core.Search;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Tests.Search;

public sealed class ScoringPropertyTests
{
    private static readonly string[] Words = ["chat", "chien", "vélo", "robe", "jardin", "lampe"];

    private static readonly SearchRanking Formula = new()
    {
        Popularity = 0,
        Proximity = 0,
        TitleProximity = 0,
        TitleShare = 0,
        Passage = 0,
        MinCoverage = 0,
        FieldWeights = [3, 1, 1, 1, 1, 1, 2],
        LengthWeights = [0.4f, 0, 0, 0, 0, 0, 0.75f],
    };

    [Fact]
    public void Search_OfRandomTexts_ScoresAsTheFormulaDoes()
    {
        var random = new Random(11);
        for (var round = 0; round < 40; round++)
        {
            var texts = Enumerable.Range(0, random.Next(1, 30)).Select(_ => (Title: Text(random, 4), Body: Text(random, 12))).ToArray();
            var index = SearchIndex.Build(
                texts.Select((text, i) => Documents.Demarche(i, text.Title, text.Body)), TerritoryIndex.Empty, ranking: Formula);
            var query = Words.Where(_ => random.Next(2) == 0).DefaultIfEmpty("chat").ToArray();

            var page = index.Search(new SearchQuery { Text = string.Join(' ', query), First = 100 });

            var expected =
                texts.Select((text, i) => (Id: Documents.Id(i), Score: Score(texts, i, query))).Where(item => item.Score > 0).ToList();
            Assert.Equal(expected.Count, page.TotalCount);
            Assert.Equal(expected.Select(item => item.Id).Order(), page.Hits.Select(hit => hit.Id).Order());
            Assert.All(page.Hits, hit => Assert.Equal(expected.Single(item => item.Id == hit.Id).Score, hit.Score, 0.001));
            Assert.Equal(page.Hits.Select(hit => hit.Score).OrderDescending(), page.Hits.Select(hit => hit.Score));
        }
    }

    private static string Text(Random random, int most) =>
        string.Join(' ', Enumerable.Range(0, random.Next(1, most)).Select(_ => Words[random.Next(Words.Length)]));

    // BM25F as it is published, each text read anew; the share of what all the query's words weigh.
    private static double Score((string Title, string Body)[] texts, int document, string[] query)
    {
        var (titles, bodies) = (texts.Average(text => Count(text.Title)), texts.Average(text => Count(text.Body)));
        var (score, total) = (0.0, 0.0);
        foreach (var word in query.Where(word => texts.Any(text => Has(text.Title, word) || Has(text.Body, word))))
        {
            var holding = texts.Count(text => Has(text.Title, word) || Has(text.Body, word));
            var rarity = Math.Log(1 + ((texts.Length - holding + 0.5) / (holding + 0.5)));
            var (title, body) = texts[document];
            var weighted = (3 * Count(title, word) / (0.6 + (0.4 * Count(title) / titles)))
                + (2 * Count(body, word) / (0.25 + (0.75 * Count(body) / bodies)));
            total += rarity;
            score += rarity * weighted / (Formula.Saturation + weighted);
        }

        total +=
            query.Count(word => !texts.Any(text => Has(text.Title, word) || Has(text.Body, word))) * Math.Log(
                1 + ((texts.Length + 0.5) / 0.5));
        return score / total;
    }

    private static double Count(string text) => text.Split(' ').Length;

    private static double Count(string text, string word) => text.Split(' ').Count(other => other == word);

    private static bool Has(string text, string word) => Count(text, word) > 0;
}

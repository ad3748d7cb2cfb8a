using PublicDirectory.Core.Search;
using PublicDirectory.Core.Search.Queries;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Tests.Search;

public sealed class SearchIndexTests
{
    private static readonly SearchIndex Few = Documents.Index(
        Documents.Demarche(1, "Carte d'identité d'un majeur", "Présentez votre ancienne carte et un justificatif de domicile."),
        Documents.Demarche(2, "Passeport d'un mineur", "Le passeport se demande en mairie. La carte d'identité du parent est vérifiée."),
        Documents.Demarche(3, "Certificat d'immatriculation d'un véhicule", "À demander en ligne."),
        Documents.Demarche(4, "Élections municipales", "S'inscrire sur les listes électorales."),
        Documents.Administration(5, "Préfecture - Rhône"),
        Documents.Administration(6, "Caisse d'allocations familiales du Rhône", acronym: "Caf"));

    [Theory]
    [InlineData("passeport", 2)]
    [InlineData("PASSEPORTS", 2)] // case and plural
    [InlineData("election municipale", 4)] // without accents
    [InlineData("passprot", 2)] // two letters swapped
    [InlineData("passepor", 2)] // cut short
    [InlineData("imatriculation vehicule", 3)]
    [InlineData("carte grise", 3)] // curated synonym
    [InlineData("CNI", 1)]
    [InlineData("c.a.f.", 6)]
    [InlineData("prefecture du rhone", 5)]
    public void Search_AsPeopleWrite_FindsFirstWhatTheyMean(string text, int expected) => Assert.Equal(expected, Few.Find(text)[0]);

    [Theory]
    [InlineData("je veux refaire ma carte grise")]
    [InlineData("Bonjour, je voudrais savoir où trouver une carte grise svp")]
    [InlineData("refaire carte grise")]
    public void Search_InWholeSentences_FindsWhatIsWantedAndNotTheWishes(string text)
    {
        var index = Documents.Index(
            Documents.Demarche(1, "Refaire sa carte d'identité", "Je veux refaire ma carte : où la demander ?", popularity: 1),
            Documents.Demarche(2, "Certificat d'immatriculation d'un véhicule", "À demander en ligne."),
            Documents.Demarche(3, "Savoir trouver une carte de la région"));

        Assert.Equal(2, index.Find(text)[0]);
    }

    /// <summary>Else two hundred characters of « caf » take as long as fifty searches.</summary>
    [Fact]
    public void Query_ThatSaysTheSameOverAndOver_IsLookedForThreeTimes()
    {
        var reader = new QueryReader(Thesaurus.Empty, TerritoryIndex.Empty, new Spelling([]), new SearchRanking());

        Assert.Equal(3, reader.Read(string.Concat(Enumerable.Repeat("caf ", 50))).Count);
        Assert.Equal(4, reader.Read("carte de la caf, de la caf et de la CAF").Count); // what people say again counts again
    }

    [Theory]
    [InlineData("je veux me marier", "Mariage en France")]
    [InlineData("je déménage, comment déménager", "Déménagement : vos démarches")]
    [InlineData("renouveler un titre", "Renouvellement d'un titre")]
    [InlineData("payer", "Paiement des amendes")]
    [InlineData("mariage", "Peut-on se marier à l'étranger ?")]
    public void Search_ForAnAction_FindsItsNounAndTheOtherWayRound(string text, string title) => Assert.Equal(
        [1],
        Documents.Index(Documents.Demarche(1, title), Documents.Demarche(2, "Marge d'une copie"), Documents.Demarche(3, "Passeport"))
            .Find(text));

    [Fact]
    public void Search_ForASubject_FindsFirstTheTitleThatSaysLittleElse()
    {
        var index = Documents.Index(
            Documents.Demarche(
                1, "La mairie peut-elle refuser un dossier de mariage ?",
                "Mariage refusé, mariage reporté : le mariage et le dossier de mariage.", popularity: 0.6f),
            Documents.Demarche(2, "Mariage en France", "Qui célèbre la cérémonie, où et quand."));

        Assert.Equal(2, index.Find("mariage")[0]);
        Assert.Equal(1, index.Find("la mairie refuse le dossier de mariage")[0]);
    }

    [Fact]
    public void Search_OfAMessage_NeedsButASmallPartOfItsWords()
    {
        const string Text = "mon oncle jardine beaucoup avec une vieille brouette et il a perdu son passeport";
        var index = Documents.Index(
            Documents.Demarche(1, "Passeport perdu"), Documents.Demarche(2, "Brouette"), Documents.Demarche(3, "Oncle"),
            Documents.Demarche(4, "Jardiner beaucoup vieille"));

        Assert.DoesNotContain(3, index.Find(Text));
        Assert.Contains(index.Search(new SearchQuery { Text = Text, IsMessage = true }).Hits, hit => hit.Id == Documents.Id(3));
    }

    [Fact]
    public void Search_OfCommonAndRareWords_FindsWhatComparingAllFinds()
    {
        // Words that are in most documents beside rare ones: the documents that have but the common ones are passed over.
        var random = new Random(3);
        string[] words = ["mairie", "service", "bureau", "rhone", "oise", "creuse", "landes", "gard"];
        var titles = Enumerable.Range(1, 400)
            .Select(_ => string.Join(' ', words.Where((_, i) => random.Next(i < 3 ? 2 : 12) == 0).DefaultIfEmpty("mairie")))
            .ToList();
        var all = new SearchRanking();
        var index = SearchIndex.Build(titles.Select((title, i) => Documents.Demarche(i + 1, title)), TerritoryIndex.Empty);
        for (var round = 0; round < 40; round++)
        {
            var query = words.Where(_ => random.Next(3) == 0).DefaultIfEmpty("gard").ToArray();

            var page = index.Search(new SearchQuery { Text = string.Join(' ', query), First = 100 });

            var rarity =
                query.ToDictionary(word => word, word => Rarity(titles.Count(title => title.Split(' ').Contains(word)), titles.Count));
            var expected =
                titles.Count(
                    title => query.Where(title.Split(' ').Contains)
                        .Sum(word => rarity[word]) >= (all.MinCoverage * rarity.Values.Sum()) - 1e-4);
            Assert.Equal(expected, page.TotalCount);
        }

        static double Rarity(int count, int of) => Math.Log(1 + ((of - count + 0.5) / (count + 0.5)));
    }

    [Fact]
    public void Search_ForAWishAlone_FindsItsWords() => Assert.Equal(
        [1], Documents.Index(Documents.Demarche(1, "Refaire ses papiers"), Documents.Demarche(2, "Passeport")).Find("refaire"));

    [Theory]
    [InlineData("hôtel de ville villeurbanne", 1)]
    [InlineData("mairie villeurbanne", 1)]
    [InlineData("villeurbanne mairie", 1)]
    [InlineData("mairie lyon", 2)]
    [InlineData("villeurbanne", 3)] // a place alone finds all that stands there
    public void Search_WithTheNameOfATown_FindsWhatStandsThereFirst(string text, int expected)
    {
        var index = SearchIndex.Build(
            [
                Documents.Administration(1, "Mairie - Services centraux", "69266"),
                Documents.Administration(2, "Mairie - Hôtel de Ville", "69123"),
                Documents.Administration(3, "Trésorerie de Villeurbanne", "69266"),
                Documents.Administration(4, "Hôtel de police", "69123"),
            ],
            Published.SmallCountry.Territories);

        Assert.Equal(expected, index.Find(text)[0]);
    }

    [Fact]
    public void Search_ForACounterInATown_LeavesOutWhatOnlyStandsThere() => Assert.Equal(
        [1],
        SearchIndex.Build(
            [Documents.Administration(1, "Mairie", "69266"), Documents.Administration(2, "Trésorerie de Villeurbanne", "69266")],
            Published.SmallCountry.Territories)
            .Find("mairie villeurbanne"));

    /// <summary>Where a démarche is done is no part of what it is: the name of a town in its text says nothing.</summary>
    [Fact]
    public void Search_ForADemarcheInATown_AsksTheTownOfNoDemarche() => Assert.Equal(
        [1, 2],
        SearchIndex.Build(
            [Documents.Demarche(1, "Carte grise"), Documents.Demarche(2, "Carte grise", "Au guichet de Villeurbanne")],
            Published.SmallCountry.Territories)
            .Find("carte grise villeurbanne"));

    [Fact]
    public void Search_WithTheNameOfATown_FindsWhoServesItBeforeWhoHasItsName()
    {
        var index = SearchIndex.Build(
            [Documents.Administration(1, "Caisse de Lyon"), Documents.Administration(2, "Caisse des bords de Saône et des environs")],
            Published.SmallCountry.Territories);

        var found = index.Search(new SearchQuery
        {
            Text = "caisse lyon",
            Serving = (commune, _) => commune?.Code.Value == "69123" ? [Documents.Id(2)] : [],
        });

        Assert.Equal(Documents.Id(2), found.Hits[0].Id);
    }

    [Theory]
    [InlineData("", "QUERY_EMPTY")]
    [InlineData(" '! ", "QUERY_EMPTY")]
    [InlineData("\0\uD800", "QUERY_EMPTY")]
    public void Search_ForNothing_IsRefused(string text, string code) =>
        Assert.Equal(code, Assert.Throws<SearchQueryException>(() => Few.Find(text)).Code);

    [Fact]
    public void Search_ForTooMuch_IsRefusedInFrench()
    {
        Assert.Empty(Few.Find(new string('x', 200)));
        var refusal = Assert.Throws<SearchQueryException>(() => Few.Find(new string('x', 10_000)));

        Assert.Equal("QUERY_TOO_LONG", refusal.Code);
        Assert.Equal("La recherche compte 10000 caractères, le maximum est de 200 : gardez les mots les plus importants.", refusal.Message);
        Assert.Throws<SearchQueryException>(() => Few.Complete(new string('x', 201)));
    }

    [Fact]
    public void Search_ForSmallWordsOnly_FindsNothing() => Assert.Empty(Few.Find("à la"));

    [Fact]
    public void Search_OfOneKind_FindsNoOther()
    {
        var page = Few.Search(new SearchQuery { Text = "rhône", Kinds = [SearchKind.Administration] });

        Assert.NotEmpty(page.Hits);
        Assert.All(page.Hits, hit => Assert.Equal(SearchKind.Administration, hit.Kind));
    }

    [Fact]
    public void Search_AmongGivenAdministrations_FindsNoOtherAndAllDemarches()
    {
        var query = new SearchQuery { Text = "rhône", Administrations = new HashSet<Guid> { Documents.Id(6) } };

        Assert.Equal([Documents.Id(6)], Few.Search(query).Hits.Select(hit => hit.Id));
        Assert.Equal(Documents.Id(2), Few.Search(query with { Text = "passeport" }).Hits[0].Id);
    }

    [Fact]
    public void Search_PageByPage_GivesEachOnceInTheSameOrder()
    {
        var index = Documents.Index([.. Enumerable.Range(1, 57).Select(i => Documents.Demarche(i, $"Aide {i}", new string('a', i % 3)))]);
        var (all, after) = (new List<Guid>(), (string?)null);
        SearchPage page;
        do
        {
            page = index.Search(new SearchQuery { Text = "aide", First = 10, After = after });
            all.AddRange(page.Hits.Select(hit => hit.Id));
            after = page.CursorOf(page.Hits.Count - 1);
        }
        while (page.HasNextPage);

        Assert.Equal(57, page.TotalCount);
        Assert.Equal(57, all.Distinct().Count());
        Assert.Equal(index.Search(new SearchQuery { Text = "aide", First = 57 }).Hits.Select(hit => hit.Id), all);
    }

    [Theory]
    [InlineData("abc", "CURSOR_INVALID")]
    [InlineData("00000000-5", "CURSOR_INVALID")] // of another query
    public void Search_AfterAForeignCursor_IsRefused(string after, string code) => Assert.Equal(
        code, Assert.Throws<SearchQueryException>(() => Few.Search(new SearchQuery { Text = "carte", After = after })).Code);

    [Fact]
    public void Search_BeyondTheLastPage_IsRefused()
    {
        var cursor = Few.Search(new SearchQuery { Text = "carte" }).CursorOf(0);

        Assert.Equal("PAGE_TOO_FAR", Assert.Throws<SearchQueryException>(() => Few.Search(
            new SearchQuery { Text = "carte", After = cursor.Split('-')[0] + "-1001" })).Code);
    }

    [Fact]
    public void With_Changes_AnswersAsAnIndexBuiltAnew()
    {
        var changed = Documents.Demarche(2, "Passeport d'un enfant");
        var added = Documents.Administration(7, "Préfecture - Ain");
        var index = Few.With([Documents.Id(1), Documents.Id(2)], [changed, added]);

        Assert.Equal([2], index.Find("passeport enfant"));
        Assert.DoesNotContain(1, index.Find("carte d'identité"));
        Assert.Equal(7, index.Find("préfecture ain")[0]);
        Assert.Contains("Préfecture - Ain", index.Complete("pref"));
        Assert.DoesNotContain("Passeport d'un mineur", index.Complete("passe"));
        Assert.Equal((3, 3), (index.CountOf(SearchKind.Demarche), index.CountOf(SearchKind.Administration)));
        Assert.Empty(index.With([Documents.Id(7)], []).Find("ain"));
        Assert.Equal(2, Few.Find("passeport mineur")[0]); // the first one is as it was
    }

    [Fact]
    public void Highlight_OfAText_MarksWordsAndLeavesMarkupAlone()
    {
        var page = Few.Search(new SearchQuery { Text = "carte identite" });

        var highlight = page.Highlight("<b>Les cartes</b> d'identité & autres")!;

        Assert.Equal("<b>Les cartes</b> d'identité & autres", highlight.Text);
        Assert.Equal(["cartes", "identité"], highlight.Ranges.Select(range => highlight.Text.Substring(range.Start, range.Length)));
        Assert.Null(page.Highlight("Rien à voir"));
    }

    [Fact]
    public void Highlight_OfALongText_IsItsMostTellingPart()
    {
        var text =
            $"Une carte. {string.Concat(Enumerable.Repeat("Autre chose encore. ", 60))}Voici la carte d'identité. {new string('x', 500)}";

        var highlight = Few.Search(new SearchQuery { Text = "carte identité" }).Highlight(text, 120)!;

        Assert.InRange(highlight.Text.Length, 20, 124);
        Assert.StartsWith("… ", highlight.Text, StringComparison.Ordinal);
        Assert.Equal(["carte", "identité"], highlight.Ranges.Select(range => highlight.Text.Substring(range.Start, range.Length)));
    }
}

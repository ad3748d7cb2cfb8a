using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Interlocutors;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Demarches;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Core.Tests.Published;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Interlocutors;

public sealed class InterlocutorSearchTests
{
    private static readonly LocalDate Today = new(2026, 3, 2);
    private static readonly GeoPoint Villeurbanne = new(45.7667, 4.8803);
    private static readonly Guid License = Guid.Parse("00000000-0000-7000-8000-0000000000d1");

    [Fact]
    public void Find_SeveralLevels_PutsTheMostSpecificFirstAndSaysWhy()
    {
        var picture = Of(
            Office("Nationale", "caf", wholeCountry: true),
            Office("Régionale", "caf", regions: ["84"]),
            Office("Départementale", "caf", departements: ["69"]),
            Office("Communale", "caf", communes: ["69266"]));

        var found = Find(picture, "69266", "caf");

        Assert.Equal(
            [
                (1, "Communale", InterlocutorReason.Commune, "Service compétent pour Villeurbanne."),
                (2, "Départementale", InterlocutorReason.Departement, "Service compétent pour tout le département (Rhône)."),
                (3, "Régionale", InterlocutorReason.Region, "Service compétent pour toute la région (Auvergne-Rhône-Alpes)."),
                (4, "Nationale", InterlocutorReason.National, "Service compétent pour toute la France."),
            ],
            found.Select(item => (item.Rank, item.Record.Name.ToString(), item.Reason, item.Explanation)));
    }

    [Fact]
    public void Find_SeveralOfOneLevel_PutsTheNearestFirst()
    {
        var picture = Of(
            TownHall("69266", Villeurbanne),
            Office("A, loin", "caf", communes: ["69266"], at: new GeoPoint(45.9, 4.9)),
            Office("B, près", "caf", communes: ["69266"], at: new GeoPoint(45.77, 4.881)),
            Office("C, on ne sait où", "caf", communes: ["69266"]));

        Assert.Equal(["B, près", "A, loin", "C, on ne sait où"], Names(Find(picture, "69266", "caf")));
    }

    [Fact]
    public void Find_ForADemarche_PutsTheOnlyOneForItFirstAndHidesItElsewhere()
    {
        var picture = Of(
            Office("Préfecture", "prefecture", departements: ["69"]),
            Office("Centre d'expertise", "prefecture", wholeCountry: true, demarche: License));

        var forIt = InterlocutorSearch.Find(picture, Question("69266", ["prefecture"]) with { Demarche = License });

        Assert.Equal(["Centre d'expertise", "Préfecture"], Names(forIt));
        Assert.Equal("Service compétent pour toute la France, pour cette démarche en particulier.", forIt[0].Explanation);
        Assert.Equal(["Préfecture"], Names(Find(picture, "69266", "prefecture")));
        Assert.Equal(
            ["Préfecture"],
            Names(InterlocutorSearch.Find(picture, Question("69266", ["prefecture"]) with { Demarche = Guid.NewGuid() })));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    public void Find_OnADay_HoldsToTheDatesOfTheCompetence(int dayOfMarch, int expected)
    {
        var picture = Of(Office("Caf", "caf", communes: ["69266"], until: Today));

        var found = InterlocutorSearch.Find(picture, Question("69266", ["caf"]) with { On = new LocalDate(2026, 3, dayOfMarch) });

        Assert.Equal(expected, found.Count);
    }

    [Fact]
    public void Find_NothingDeclaredButATypeOfTheDepartement_TakesThoseOfTheDepartement()
    {
        var picture = Of(
            TownHall("69266", Villeurbanne),
            Office("MDPH de l'Ain", "maison_handicapees", seat: "01053", at: new GeoPoint(45.78, 4.9)),
            Office("MDPH du Rhône", "maison_handicapees", seat: "69123", at: new GeoPoint(45.75, 4.85)));

        var found = Assert.Single(Find(picture, "69266", "maison_handicapees"));

        Assert.Equal("MDPH du Rhône", found.Record.Name.ToString());
        Assert.Equal(InterlocutorReason.Departement, found.Reason);
        Assert.Equal("Seul service de ce type dans le département (Rhône).", found.Explanation);
        Assert.InRange(found.DistanceMetres ?? 0, 2000, 3500);
    }

    [Theory]
    [InlineData("75101", "mairie", "Mairie du 1er")] // before the one of the whole city
    [InlineData("75056", "mairie", "Hôtel de Ville")]
    [InlineData("98818", "mairie", "Mairie de Nouméa")]
    [InlineData("75101", "prefecture", "Préfecture de police")]
    [InlineData("69266", "sous_pref", "Préfecture du Rhône")] // in its own arrondissement the préfecture is also that
    public void Find_WhereThereIsNoneOfTheKind_TakesWhatStandsForIt(string commune, string type, string expected)
    {
        var picture = Of(
            TownHall("69266", Villeurbanne),
            Office("Mairie du 1er", "paris_mairie_arrondissement", communes: ["75101"]),
            Office("Hôtel de Ville", "paris_mairie", communes: ["75056"]),
            Office("Mairie de Nouméa", "mairie_com", communes: ["98818"]),
            Office("Préfecture de police", "paris_ppp", seat: "75056"),
            Office("Préfecture du Rhône", "prefecture", departements: ["69"]));

        Assert.Equal(expected, Find(picture, commune, type)[0].Record.Name.ToString());
    }

    [Fact]
    public void Find_SeveralOfTheDepartement_SaysThatTheirShareIsNotKnown()
    {
        var picture = Of(
            TownHall("69266", Villeurbanne),
            Office("Loin", "tribunal_commerce", seat: "69123", at: new GeoPoint(46.0, 4.7)),
            Office("Près", "tribunal_commerce", seat: "69123", at: new GeoPoint(45.75, 4.85)));

        var found = Find(picture, "69266", "tribunal_commerce");

        Assert.Equal(["Près", "Loin"], Names(found));
        Assert.Equal(
            "Un des 2 services de ce type dans le département (Rhône), du plus proche au plus éloigné : leur répartition n'est pas précisée.",
            found[0].Explanation);
    }

    [Fact]
    public void Find_NothingKnown_ProposesTheNearestAndSaysThatItIsNoMore()
    {
        var picture = Of(
            TownHall("69266", Villeurbanne),
            Office("Très loin", "point_numerique", seat: "2A004", at: new GeoPoint(41.92, 8.73)),
            Office("Près", "point_numerique", seat: "69123", at: new GeoPoint(45.75, 4.85)));

        var found = Assert.Single(Find(picture, "69266", "point_numerique"));

        Assert.Equal(("Près", InterlocutorReason.Nearest), (found.Record.Name.ToString(), found.Reason));
        Assert.Equal(
            "Aucun service de ce type n'est indiqué pour Villeurbanne ; celui-ci est parmi les plus proches (3 km).", found.Explanation);
    }

    [Fact]
    public void Find_Nobody_IsEmpty()
    {
        Assert.Empty(Find(Of(TownHall("69266", Villeurbanne)), "69266", "caf"));
        Assert.Empty(Find(Of(), "69266", "caf"));
        Assert.Empty(Find(Of(Office("Caf", "caf", communes: ["69266"])), "69266"));
    }

    [Theory]
    [InlineData("01205", "Service compétent pour Valserhône.")] // delegated today
    [InlineData("01999", "Service compétent pour Valserhône.")] // a code of the past
    [InlineData("69381", "Service compétent pour Lyon 1er Arrondissement.")]
    public void Find_ACommuneOfThePastOrAPart_IsServedAsTodaysIs(string commune, string explanation)
    {
        var picture = Of(Office("Mairie", "mairie", communes: ["01033", "69123"]));

        Assert.Equal(explanation, Assert.Single(Find(picture, commune, "mairie")).Explanation);
    }

    [Fact]
    public void Find_SeveralTypes_PutsTheCompetentBeforeTheNearestAndEachOnce()
    {
        var picture = Of(
            TownHall("69266", Villeurbanne),
            Office("Proche", "point_numerique", seat: "69123", at: new GeoPoint(45.75, 4.85)),
            Office("Deux fois", "caf", communes: ["69266"]) with { Types = ["caf", "cpam"], Competences = [Competence("caf", "69266"), Competence("cpam", "69266")] },
            Office("Cpam", "cpam", communes: ["69266"]));

        Assert.Equal(["Deux fois", "Cpam", "Proche"], Names(Find(picture, "69266", "point_numerique", "caf", "cpam")));
    }

    [Theory]
    [InlineData(20, "100 m")]
    [InlineData(840, "800 m")]
    [InlineData(1000, "1 km")]
    [InlineData(3440, "3,4 km")]
    [InlineData(26_800, "27 km")]
    public void Distance_OfMetres_IsSaidAsPeopleSayIt(double metres, string expected) =>
        Assert.Equal(expected, InterlocutorSentences.Distance(metres));

    private static IReadOnlyList<Interlocutor> Find(Picture picture, string commune, params string[] types) =>
        InterlocutorSearch.Find(picture, Question(commune, types));

    private static InterlocutorQuestion Question(string commune, string[] types) =>
        new() { ServiceTypes = types, Commune = InseeCode.Parse(commune), On = Today };

    private static IEnumerable<string> Names(IEnumerable<Interlocutor> found) => found.Select(item => item.Record.Name.ToString());

    private static Competence Competence(string type, string commune) =>
        new() { ServiceType = type, Communes = [InseeCode.Parse(commune)] };

    private static AdministrationDocument TownHall(string commune, GeoPoint at) => Office("Mairie", "mairie", seat: commune, at: at);

    private static AdministrationDocument Office(
        string name,
        string type,
        string[]? communes = null,
        string[]? departements = null,
        string[]? regions = null,
        bool wholeCountry = false,
        Guid? demarche = null,
        LocalDate? until = null,
        string? seat = null,
        GeoPoint? at = null) => A.Mairie(name) with
        {
            Types = [type],
            Commune = seat is null ? null : InseeCode.Parse(seat),
            Addresses = at is null ? [] : [new Address { Kind = AddressKind.Physical, Lines = ["1 rue X"], Location = at }],
            Competences = communes is null && departements is null && regions is null && !wholeCountry
                ? []
                :
                [
                    new Competence
                    {
                        ServiceType = type,
                        Demarche = demarche,
                        WholeCountry = wholeCountry,
                        Regions = regions ?? [],
                        Departements = departements ?? [],
                        Communes = [.. (communes ?? []).Select(InseeCode.Parse)],
                        ValidTo = until,
                    },
                ],
        };

    private static Picture Of(params AdministrationDocument[] documents) => new(PictureState.Empty
        .WithTerritories(SmallCountry.Territories)
        .With([.. documents.Select((document, index) => DecodedVersion.From(new PublishedVersion(
            index + 1, Guid.CreateVersion7(), EntryKind.Administration, 1, DocumentJson.Write(document), PublicationPath.Standard,
            A.Morning, A.Morning), new AdministrationEncoder(), new DemarcheEncoder()))]));
}

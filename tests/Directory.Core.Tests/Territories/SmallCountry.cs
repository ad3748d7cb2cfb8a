using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Tests.Territories;

/// <summary>
/// A country of a dozen communes that shows each case: municipal arrondissements, a new commune with its delegated
/// ones, an associated commune, former codes, a shared postal code, Corsica, overseas with and without a region.
/// </summary>
internal static class SmallCountry
{
    public static readonly TerritoryData Data = new()
    {
        Version = "COG test",
        Regions =
        [
            new("84", "Auvergne-Rhône-Alpes", NameLink.Vowel, TerritoryZone.Metropole, Code("69123")),
            new("94", "Corse", NameLink.Consonant, TerritoryZone.Metropole, Code("2A004")),
            new("03", "Guyane", NameLink.La, TerritoryZone.Drom, Code("97302")),
            new("987", "Polynésie française", NameLink.Consonant, TerritoryZone.Com, Code("98735")),
        ],
        Departements =
        [
            new("01", "Ain", NameLink.L, TerritoryZone.Metropole, "84", Code("01053")),
            new("42", "Loire", NameLink.La, TerritoryZone.Metropole, "84", Code("42218")),
            new("69", "Rhône", NameLink.Le, TerritoryZone.Metropole, "84", Code("69123")),
            new("2A", "Corse-du-Sud", NameLink.La, TerritoryZone.Metropole, "94", Code("2A004")),
            new("973", "Guyane", NameLink.La, TerritoryZone.Drom, "03", Code("97302")),
            new("987", "Polynésie française", NameLink.Consonant, TerritoryZone.Com, "987", Code("98735")),
        ],
        Arrondissements =
        [
            new("691", "Lyon", NameLink.Consonant, "69", Code("69123")),
            new("692", "Villefranche-sur-Saône", NameLink.Consonant, "69", Code("69264")),
        ],
        Communes =
        [
            Current("69123", "Lyon", "69", ["69001", "69003"], 519_127, (45.7676, 4.8349)) with
            {
                ArrondissementCode = "691",
                FormerCodes = [Code("69232")],
                Siren = "216901231",
            },
            Part("69383", "Lyon 3e Arrondissement", CommuneKind.MunicipalArrondissement, "69123") with
            {
                PostalCodes = ["69003"],
                Population = 100_000,
                Location = new GeoPoint(45.7603, 4.8497),
            },
            Part("69381", "Lyon 1er Arrondissement", CommuneKind.MunicipalArrondissement, "69123") with
            {
                PostalCodes = ["69001"],
                Population = 28_717,
            },
            Current("69266", "Villeurbanne", "69", ["69100"], 160_000, (45.7667, 4.8803)) with
            {
                ArrondissementCode = "691",
            },
            Current("69264", "Villefranche-sur-Saône", "69", ["69400"], 36_000, (45.9852, 4.7183)) with
            {
                ArrondissementCode = "692",
            },
            Current("01053", "Bourg-en-Bresse", "01", ["01000"], 41_000, (46.2052, 5.2255)),
            Current("01033", "Valserhône", "01", ["01200"], 16_712, (46.1097, 5.8256)) with
            {
                FormerCodes = [Code("01126"), Code("01091")],
            },
            Part("01033", "Bellegarde-sur-Valserine", CommuneKind.Delegated, "01033"),
            Part("01091", "Châtillon-en-Michaille", CommuneKind.Delegated, "01033"),
            Current("01262", "Montluel", "01", ["01120"], 7_000, null),
            Part("01120", "Cordieux", CommuneKind.Associated, "01262"),
            Current("01049", "La Boisse", "01", ["01120"], 3_300, (45.8419, 5.0362)),
            Current("42218", "Saint-Étienne", "42", ["42000", "42100"], 173_000, (45.4397, 4.3872)),
            Current("01422", "Tossiat", "01", ["01250"], 1_400, null),
            Current("01384", "Saint-Rémy", "01", ["01310"], 1_000, null),
            Current("69235", "Saint-Rémy", "69", ["69210"], 900, null),
            Current("2A004", "Ajaccio", "2A", ["20000", "20090"], 76_320, (41.9192, 8.7386)) with
            {
                FormerCodes = [Code("20004")],
                RegionCode = "94",
                NameLink = NameLink.Vowel,
            },
            Current("97302", "Cayenne", "973", ["97300"], 62_675, (4.9386, -52.3350)) with { RegionCode = "03" },
            Current("98735", "Papeete", "987", ["98714"], 26_654, (-17.5390, -149.5690)) with { RegionCode = "987" },
        ],
        Epci =
        [
            new("200046977", "Métropole de Lyon", EpciKind.MetropoleDeLyon, [Code("69123"), Code("69266")]),
            new("240100891", "CC de la Côtière", EpciKind.CommunauteDeCommunes, [Code("01049"), Code("01262")]),
        ],
    };

    public static readonly TerritoryIndex Places = TerritoryIndex.Build(Data);

    public static InseeCode Code(string code) => InseeCode.Parse(code);

    public static Commune Current(
        string code, string name, string departement, string[] postalCodes, int population, (double, double)? location) =>
        new()
        {
            Code = Code(code),
            Name = name,
            NameLink = name.StartsWith("La ", StringComparison.Ordinal) ? NameLink.La : NameLink.Consonant,
            Kind = CommuneKind.Current,
            DepartementCode = departement,
            RegionCode = "84",
            PostalCodes = postalCodes,
            Population = population,
            Location = location is var (latitude, longitude) ? new GeoPoint(latitude, longitude) : null,
        };

    private static Commune Part(string code, string name, CommuneKind kind, string whole) => new()
    {
        Code = Code(code),
        Name = name,
        Kind = kind,
        DepartementCode = code[..2],
        RegionCode = "84",
        PartOf = Code(whole),
    };
}

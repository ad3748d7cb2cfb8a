using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Tests.Territories.Reading;

/// <summary>The communes whose names are hardest to tell: elided, ordinary words, one within another, homonyms and départements.</summary>
internal static class HardNames
{
    private static readonly (string Code, string Name, NameLink Link, string PostalCode, int Population)[] Rows =
    [
        ("95313", "L'Isle-Adam", NameLink.L, "95290", 12_500), ("87075", "Isle", NameLink.Vowel, "87170", 8_000),
        ("14514", "Pont-l'Évêque", NameLink.Consonant, "14130", 4_700), ("38318", "Pont-Évêque", NameLink.Consonant, "38780", 5_200),
        ("33550", "Villenave-d'Ornon", NameLink.Consonant, "33140", 40_000), ("40330", "Villenave", NameLink.Consonant, "40110", 400),
        ("59009", "Villeneuve-d'Ascq", NameLink.Consonant, "59650", 62_000), ("80829", "Y", NameLink.Consonant, "80190", 90),
        ("76255", "Eu", NameLink.Vowel, "76260", 6_500), ("73106", "École", NameLink.Vowel, "73630", 300),
        ("58151", "La Machine", NameLink.La, "58260", 3_200), ("70186", "La Creuse", NameLink.La, "70240", 100),
        ("80225", "Creuse", NameLink.Consonant, "80480", 200), ("23096", "Guéret", NameLink.Consonant, "23000", 12_900),
        ("23185", "Saint-Fiel", NameLink.Consonant, "23000", 1_000), ("23008", "Aubusson", NameLink.Vowel, "23200", 3_200),
        ("61007", "Aubusson", NameLink.Vowel, "61100", 250), ("63015", "Aubusson-d'Auvergne", NameLink.Vowel, "63120", 250),
        ("69266", "Villeurbanne", NameLink.Consonant, "69100", 160_000), ("69123", "Lyon", NameLink.Consonant, "69003", 520_000),
        ("75056", "Paris", NameLink.Consonant, "75015", 2_100_000), ("72181", "Le Mans", NameLink.Le, "72000", 146_000),
        ("93066", "Saint-Denis", NameLink.Consonant, "93200", 113_000), ("97411", "Saint-Denis", NameLink.Consonant, "97400", 155_000),
        ("93045", "Les Lilas", NameLink.Les, "93260", 23_800), ("37261", "Tours", NameLink.Consonant, "37000", 139_000),
        ("25532", "Saône", NameLink.Consonant, "25660", 3_500), ("06080", "Marie", NameLink.Consonant, "06420", 100),
        ("84003", "Apt", NameLink.Vowel, "84400", 11_000), ("97701", "Saint-Barthélemy", NameLink.Consonant, "97133", 11_000),
        ("97801", "Saint-Martin", NameLink.Consonant, "97150", 31_000), ("97110", "La Désirade", NameLink.La, "97127", 1_400),
    ];

    public static readonly TerritoryIndex Places = TerritoryIndex.Build(new TerritoryData
    {
        Version = "test",
        Regions = [new("00", "Partout", NameLink.Consonant, TerritoryZone.Metropole, Code("75056"))],
        Departements =
        [
            .. Rows.Select(row => Code(row.Code).DepartementCode).Distinct().Select(code => new Departement(
                code, NameOf(code), code is "93" or "70" or "80" or "25" ? NameLink.La : NameLink.Le, TerritoryZone.Metropole, "00",
                Code(Rows.First(row => Code(row.Code).DepartementCode == code).Code))),
        ],
        Arrondissements = [],
        Communes =
        [
            .. Rows.Select(Commune),
            Part("69383", "Lyon 3e Arrondissement", "69123", "69003"),
            Part("75115", "Paris 15e Arrondissement", "75056", "75015", population: 230_000),
            Part("75101", "Paris 1er Arrondissement", "75056", "75001"),
        ],
        Epci = [],
    });

    public static IReadOnlyList<Commune> All { get; } =
        [.. Places.Communes.ToArray().Where(commune => commune.Kind is CommuneKind.Current)];

    private static InseeCode Code(string code) => InseeCode.Parse(code);

    private static string NameOf(string departement) => departement switch
    {
        "23" => "Creuse",
        "70" => "Haute-Saône",
        "75" => "Paris",
        "80" => "Somme",
        "93" => "Seine-Saint-Denis",
        "69" => "Rhône",
        "974" => "La Réunion",
        var code => $"Département {code}",
    };

    private static Commune Commune((string Code, string Name, NameLink Link, string PostalCode, int Population) row) => new()
    {
        Code = Code(row.Code),
        Name = row.Name,
        NameLink = row.Link,
        Kind = CommuneKind.Current,
        DepartementCode = Code(row.Code).DepartementCode,
        RegionCode = "00",
        PostalCodes = [row.PostalCode],
        Population = row.Population,
    };

    private static Commune Part(string code, string name, string whole, string postalCode, int population = 30_000) =>
        Commune((code, name, NameLink.Consonant, postalCode, population)) with
        {
            Kind = CommuneKind.MunicipalArrondissement,
            PartOf = Code(whole),
        };
}

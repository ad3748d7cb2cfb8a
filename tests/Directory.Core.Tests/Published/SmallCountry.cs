using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Tests.Published;

/// <summary>A country of a few communes that has every case: arrondissements, delegated communes, Corsica, overseas.</summary>
internal static class SmallCountry
{
    public static readonly TerritoryData Data = Build();

    public static readonly TerritoryIndex Territories = TerritoryIndex.Build(Data);

    /// <summary>The codes that documents may name: those that stand today.</summary>
    public static readonly InseeCode[] Communes =
    [
        .. Territories.Communes.ToArray().Where(commune => commune.IsStanding).Select(commune => commune.Code),
    ];

    public static readonly string[] Departements = [.. Territories.Departements.Select(departement => departement.Code)];

    public static readonly string[] Regions = [.. Territories.Regions.Select(region => region.Code)];

    private static TerritoryData Build() => new()
    {
        Version = "test",
        Regions =
        [
            Region("84", "Auvergne-Rhône-Alpes", "69123"),
            Region("11", "Île-de-France", "75056"),
            Region("94", "Corse", "2A004"),
            Region("04", "La Réunion", "97411"),
            Region("988", "Nouvelle-Calédonie", "98818"),
        ],
        Departements =
        [
            Departement("69", "Rhône", "84", "69123"),
            Departement("01", "Ain", "84", "01053"),
            Departement("75", "Paris", "11", "75056"),
            Departement("2A", "Corse-du-Sud", "94", "2A004"),
            Departement("974", "La Réunion", "04", "97411"),
            Departement("988", "Nouvelle-Calédonie", "988", "98818"),
        ],
        Arrondissements = [],
        Communes =
        [
            Commune("69123", "Lyon", "69", "84"),
            Commune("69266", "Villeurbanne", "69", "84") with { PostalCodes = ["69100"] },
            Part("69381", "Lyon 1er Arrondissement", CommuneKind.MunicipalArrondissement, "69123", "69", "84"),
            Part("69382", "Lyon 2e Arrondissement", CommuneKind.MunicipalArrondissement, "69123", "69", "84"),
            Commune("01053", "Bourg-en-Bresse", "01", "84"),
            Commune("01033", "Valserhône", "01", "84") with { FormerCodes = [InseeCode.Parse("01999")] },
            Part("01033", "Bellegarde-sur-Valserine", CommuneKind.Delegated, "01033", "01", "84"),
            Part("01205", "Lancrans", CommuneKind.Delegated, "01033", "01", "84"),
            Commune("75056", "Paris", "75", "11"),
            Part("75101", "Paris 1er Arrondissement", CommuneKind.MunicipalArrondissement, "75056", "75", "11"),
            Commune("2A004", "Ajaccio", "2A", "94"),
            Commune("97411", "Saint-Denis", "974", "04"),
            Commune("98818", "Nouméa", "988", "988"),
        ],
        Epci = [new("200046977", "Métropole de Lyon", EpciKind.MetropoleDeLyon, [InseeCode.Parse("69123"), InseeCode.Parse("69266")])],
    };

    private static Region Region(string code, string name, string chefLieu) =>
        new(code, name, NameLink.Consonant, TerritoryZone.Metropole, InseeCode.Parse(chefLieu));

    private static Departement Departement(string code, string name, string region, string chefLieu) =>
        new(code, name, NameLink.Consonant, TerritoryZone.Metropole, region, InseeCode.Parse(chefLieu));

    private static Commune Commune(string code, string name, string departement, string region) => new()
    {
        Code = InseeCode.Parse(code),
        Name = name,
        Kind = CommuneKind.Current,
        DepartementCode = departement,
        RegionCode = region,
    };

    private static Commune Part(string code, string name, CommuneKind kind, string of, string departement, string region) =>
        Commune(code, name, departement, region) with { Kind = kind, PartOf = InseeCode.Parse(of) };
}

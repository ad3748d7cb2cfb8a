using PublicDirectory.Core.Territories;

namespace PublicDirectory.Importers.Tests.Annuaire;

/// <summary>A few real communes: enough for a delegated one, a former code, namesakes and overseas.</summary>
internal static class SmallTerritories
{
    public static readonly TerritoryData Data = new()
    {
        Version = "test",
        Regions = [Region("84", "Auvergne-Rhône-Alpes", "69123"), Region("01", "Guadeloupe", "97105")],
        Departements =
        [
            new("69", "Rhône", default, TerritoryZone.Metropole, "84", InseeCode.Parse("69123")),
            new("01", "Ain", default, TerritoryZone.Metropole, "84", InseeCode.Parse("01033")),
            new("971", "Guadeloupe", default, TerritoryZone.Drom, "01", InseeCode.Parse("97105")),
        ],
        Arrondissements = [],
        Epci = [],
        Communes =
        [
            Commune("69123", "Lyon", "69", "84", "69001", "69002"),
            Commune("69266", "Villeurbanne", "69", "84", "69100"),
            Commune("69111", "Saint-Martin-en-Haut", "69", "84", "69850") with { FormerCodes = [InseeCode.Parse("69999")] },
            Commune("01033", "Valserhône", "01", "84", "01200"),
            Commune("01205", "Lancrans", "01", "84") with { Kind = CommuneKind.Delegated, PartOf = InseeCode.Parse("01033") },
            Commune("97105", "Basse-Terre", "971", "01", "97100"),
        ],
    };

    public static readonly TerritoryIndex Index = TerritoryIndex.Build(Data);

    private static Region Region(string code, string name, string chefLieu) =>
        new(code, name, default, TerritoryZone.Metropole, InseeCode.Parse(chefLieu));

    private static Commune Commune(string code, string name, string departement, string region, params string[] postalCodes) => new()
    {
        Code = InseeCode.Parse(code),
        Name = name,
        Kind = CommuneKind.Current,
        DepartementCode = departement,
        RegionCode = region,
        PostalCodes = postalCodes,
    };
}

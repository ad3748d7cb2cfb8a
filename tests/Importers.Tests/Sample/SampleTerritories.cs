using PublicDirectory.Core.Territories;

namespace PublicDirectory.Importers.Tests.Sample;

/// <summary>The territories that the sample speaks of, without anything else.</summary>
internal static class SampleTerritories
{
    public static readonly TerritoryData Data = new()
    {
        Version = "test",
        Regions =
        [
            new("84", "Auvergne-Rhône-Alpes", NameLink.Vowel, TerritoryZone.Metropole, InseeCode.Parse("69123")),
            new("03", "Guyane", NameLink.La, TerritoryZone.Drom, InseeCode.Parse("97302")),
        ],
        Departements =
        [
            new("69", "Rhône", NameLink.Le, TerritoryZone.Metropole, "84", InseeCode.Parse("69123")),
            new("973", "Guyane", NameLink.La, TerritoryZone.Drom, "03", InseeCode.Parse("97302")),
        ],
        Arrondissements =
        [
            new("691", "Lyon", NameLink.Consonant, "69", InseeCode.Parse("69123")),
            new("692", "Villefranche-sur-Saône", NameLink.Consonant, "69", InseeCode.Parse("69264")),
            new("9732", "Saint-Laurent-du-Maroni", NameLink.Consonant, "973", InseeCode.Parse("97311")),
            new("9733", "Saint-Georges", NameLink.Consonant, "973", InseeCode.Parse("97308")),
        ],
        Epci =
        [
            new("200046977", "Métropole de Lyon", EpciKind.MetropoleDeLyon, [InseeCode.Parse("69123"), InseeCode.Parse("69266")]),
        ],
        Communes =
        [
            .. Communes("691", "69123 69266 69259 69029 69034 69256 69290 69149 69286 69282 69275 69081 69244 69091 69027 69277 69141"),
            .. Communes("692", "69264 69243 69010 69019 69018 69248"),
            .. Communes(null, "97302 97304 97305 97307 97309 97312 97314 97352 97356"),
            .. Communes("9732", "97306 97311 97353 97360 97362"),
            .. Communes("9733", "97308"),
            .. Communes("691", "69381 69382 69383 69384 69385 69386 69387 69388 69389").Select(commune => commune with
            {
                Kind = CommuneKind.MunicipalArrondissement,
                PartOf = InseeCode.Parse("69123"),
            }),
        ],
    };

    public static readonly TerritoryIndex Index = TerritoryIndex.Build(Data);

    private static IEnumerable<Commune> Communes(string? arrondissement, string codes) =>
        codes.Split(' ').Select(InseeCode.Parse).Select(code => new Commune
        {
            Code = code,
            Name = $"Commune {code}",
            Kind = CommuneKind.Current,
            DepartementCode = code.DepartementCode,
            RegionCode = code.DepartementCode == "69" ? "84" : "03",
            ArrondissementCode = arrondissement,
        });
}

using NetTopologySuite.IO;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Testing;

/// <summary>
/// The territories that the sample speaks of, and a few more: a delegated commune, a former code, a postal code that
/// two communes share, one commune without any counter.
/// </summary>
internal static class SmallFrance
{
    public static TerritoryData Data { get; } = new()
    {
        Version = "test",
        Regions =
        [
            new("84", "Auvergne-Rhône-Alpes", NameLink.Vowel, TerritoryZone.Metropole, Code("69123")),
            new("03", "Guyane", NameLink.La, TerritoryZone.Drom, Code("97302")),
        ],
        Departements =
        [
            new("01", "Ain", NameLink.Vowel, TerritoryZone.Metropole, "84", Code("01053")),
            new("69", "Rhône", NameLink.Le, TerritoryZone.Metropole, "84", Code("69123")),
            new("973", "Guyane", NameLink.La, TerritoryZone.Drom, "03", Code("97302")),
        ],
        Arrondissements =
        [
            new("691", "Lyon", NameLink.Consonant, "69", Code("69123")),
            new("692", "Villefranche-sur-Saône", NameLink.Consonant, "69", Code("69264")),
            new("9732", "Saint-Laurent-du-Maroni", NameLink.Consonant, "973", Code("97311")),
            new("9733", "Saint-Georges", NameLink.Consonant, "973", Code("97308")),
        ],
        Epci =
        [
            new("200046977", "Métropole de Lyon", EpciKind.MetropoleDeLyon, [Code("69123"), Code("69266")]),
        ],
        Communes =
        [
            Commune("01053", "Bourg-en-Bresse", null, "01000") with { Population = 41_681 },
            Commune("69123", "Lyon", "691", "69001", "69002", "69003") with { Population = 520_774, Location = new GeoPoint(
                45.7675, 4.8357) },
            Commune("69266", "Villeurbanne", "691", "69100") with { Population = 160_060, Location = new GeoPoint(45.7667, 4.8803) },
            Commune("69259", "Vénissieux", "691", "69200") with { Location = new GeoPoint(45.6969, 4.8867) },
            Commune("69029", "Bron", "691", "69500") with { Location = new GeoPoint(45.7338, 4.9089) },
            Commune("69034", "Caluire-et-Cuire", "691", "69300"),
            Commune("69256", "Vaulx-en-Velin", "691", "69120"),
            Commune("69290", "Saint-Priest", "691", "69800"),
            Commune("69149", "Oullins-Pierre-Bénite", "691", "69600", "69310") with { FormerCodes = [Code("69152")] },
            Commune("69286", "Rillieux-la-Pape", "691", "69140"),
            Commune("69282", "Meyzieu", "691", "69330"),
            Commune("69275", "Décines-Charpieu", "691", "69150"),
            Commune("69081", "Écully", "691", "69130"),
            Commune("69244", "Tassin-la-Demi-Lune", "691", "69160"),
            Commune("69091", "Givors", "691", "69700"),
            Commune("69027", "Brignais", "691", "69530"),
            Commune("69277", "Genas", "691", "69740"),
            Commune("69141", "Mornant", "691", "69440"),
            Commune("69264", "Villefranche-sur-Saône", "692", "69400"),
            Commune("69243", "Tarare", "692", "69170"),
            Commune("69010", "L'Arbresle", "692", "69210"),
            Commune("69019", "Belleville-en-Beaujolais", "692", "69220"),
            Commune("69018", "Beaujeu", "692", "69430"),
            Commune("69248", "Thizy-les-Bourgs", "692", "69240"),
            Commune("69001", "Affoux", "692", "69170"), // shares its postal code with Tarare, and its code looks like Lyon's 1er
            Commune("97302", "Cayenne", null, "97300") with { Location = new GeoPoint(4.9371, -52.3347) },
            Commune("97304", "Kourou", null, "97310"),
            Commune("97305", "Macouria", null, "97355"),
            Commune("97307", "Matoury", null, "97351"),
            Commune("97309", "Remire-Montjoly", null, "97354"),
            Commune("97312", "Sinnamary", null, "97315"),
            Commune("97314", "Ouanary", null, "97380"),
            Commune("97352", "Saül", null, "97314"),
            Commune("97356", "Camopi", null, "97330"),
            Commune("97306", "Mana", "9732", "97360"),
            Commune("97311", "Saint-Laurent-du-Maroni", "9732", "97320"),
            Commune("97353", "Maripasoula", "9732", "97370"),
            Commune("97360", "Apatou", "9732", "97317"),
            Commune("97362", "Papaichton", "9732", "97316"),
            Commune("97308", "Saint-Georges", "9733", "97313"),
            .. Enumerable.Range(1, 9).Select(number => Commune(
                $"6938{number}", $"Lyon {number}{(number == 1 ? "er" : "e")} Arrondissement", "691", $"6900{number}") with
            {
                Kind = CommuneKind.MunicipalArrondissement,
                PartOf = Code("69123"),
            }),
            Commune("69149", "Oullins", "691") with { Kind = CommuneKind.Delegated, PartOf = Code("69149") },
            Commune("69152", "Pierre-Bénite", "691") with { Kind = CommuneKind.Delegated, PartOf = Code("69149") },
        ],
        // Of one commune only: two squares, that of a former commune among them.
        Outlines =
        [
            Outline("69149", "POLYGON((4.75 45.625, 4.8125 45.625, 4.8125 45.75, 4.75 45.75, 4.75 45.625))"),
            Outline("69152", "POLYGON((4.8125 45.625, 4.875 45.625, 4.875 45.75, 4.8125 45.75, 4.8125 45.625))"),
        ],
    };

    private static InseeCode Code(string code) => InseeCode.Parse(code);

    private static SourceOutline Outline(string code, string wkt) => new(Code(code), new WKTReader().Read(wkt).AsBinary());

    private static Commune Commune(string code, string name, string? arrondissement, params string[] postalCodes) => new()
    {
        Code = Code(code),
        Name = name,
        Kind = CommuneKind.Current,
        DepartementCode = Code(code).DepartementCode,
        RegionCode = code.StartsWith("973", StringComparison.Ordinal) ? "03" : "84",
        ArrondissementCode = arrondissement,
        PostalCodes = postalCodes,
    };
}

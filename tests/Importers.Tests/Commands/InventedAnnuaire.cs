using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace PublicDirectory.Importers.Tests.Commands;

/// <summary>A directory in DILA's current form about counters that do not exist, in the communes of the tests.</summary>
internal static class InventedAnnuaire
{
    public static string Key(int number) => $"6a1c3a54-8f0e-4a43-9d6e-{number:x12}";

    public static string File(IEnumerable<string> records) => $"{{\"service\":[\n{string.Join(",\n", records)}\n]}}";

    public static string File(int count, Func<int, string>? extra = null) =>
        File(Enumerable.Range(1, count).Select(number => Record(number, extra: extra?.Invoke(number) ?? "")));

    /// <param name="number">Tells the key and the former key.</param>
    /// <param name="name">Default: with the number.</param>
    /// <param name="type">The service type.</param>
    /// <param name="pivot">The former key.</param>
    /// <param name="modified">The date of the source's last look.</param>
    /// <param name="extra">More properties, beginning with a comma.</param>
    public static string Record(
        int number,
        string? name = null,
        string type = "msap",
        string? pivot = null,
        string modified = "01/07/2025 08:30:00",
        string extra = "") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":"{{Key(number)}}","ancien_code_pivot":"{{pivot ?? $"{type}-69123-{number:00}"}}","nom":"{{name ?? $"Maison {number}"}}","pivot":[{"type_service_local":"{{type}}","code_insee_commune":["69123"]}],"code_insee_commune":"69123","version_type":"Publiable","statut_de_diffusion":"true","date_modification":"{{modified}}","adresse":[{"type_adresse":"Adresse","numero_voie":"{{number}} rue Inventée","code_postal":"69003","nom_commune":"Lyon","longitude":"4.85","latitude":"45.76"}],"plage_ouverture":[{"nom_jour_debut":"Lundi","nom_jour_fin":"Vendredi","valeur_heure_debut_1":"09:00:00","valeur_heure_fin_1":"12:00:00"}]{{extra}}}""");

    public static string Legacy(int number, string name, string pivot, string updated) =>
        $$"""{"type":"Feature","properties":{"id":"{{pivot}}","nom":"{{name}}","codeInsee":"69123","pivotLocal":"msap","dateMiseAJour":"{{updated}}","Adresse":{"type":"physique","Ligne":"{{number}} rue Inventée","CodePostal":"69003","NomCommune":"Lyon"} } }""";

    /// <summary>The competence zip: who serves Lyon.</summary>
    public static byte[] CompetenceZip(string type, params int[] numbers)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var writer = new StreamWriter(zip.CreateEntry("69/69123.json").Open(), new UTF8Encoding(false));
            var keys = string.Join(',', numbers.Select(number => $"\"{Key(number)}\""));
            writer.Write(
                $$"""{"commune":[{"code_insee_commune":"69123","type_service_local":[{"code_type_service_local":"{{type}}","organisme":[{{keys}}]}]}]}""");
        }

        return bytes.ToArray();
    }
}

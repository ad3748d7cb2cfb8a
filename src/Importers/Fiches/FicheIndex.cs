using System.Text.Json;
using PublicDirectory.Core.Importing;
using PublicDirectory.Importers.Files;

namespace PublicDirectory.Importers.Fiches;

/// <summary>
/// The list of the files that are published (<c>index.json</c>, plain or .gz), where the archives come with one: what
/// it does not name was withdrawn and left lying in the archives.
/// </summary>
internal static class FicheIndex
{
    private const int MaxBytes = 64 << 20;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { MaxDepth = 8 };

    /// <returns>Keys: <c>particuliers/F1341</c>.</returns>
    /// <exception cref="SourceFileException">Not such a list.</exception>
    public static IReadOnlySet<string> Read(FileInfo file)
    {
        using var source = SourceFile.Open(file.FullName, new SourceFileOptions { MaxEntryBytes = MaxBytes, MaxTotalBytes = MaxBytes });
        try
        {
            var rows = JsonSerializer.Deserialize<List<Row>>(source.Content(_ => false), Options);
            return rows?.Where(row => row is { Id: not null, Type: not null })
                .Select(row => $"{row.Type}/{row.Id}")
                .ToHashSet(StringComparer.Ordinal)
                is { Count: > 0 } keys
                ? keys
                : throw new SourceFileException($"{file.Name}: names no fiche; expected a list of objects with id and type.");
        }
        catch (JsonException e)
        {
            throw new SourceFileException($"{file.Name}: not the index of the fiches: {e.Message}", e);
        }
    }

    private sealed record Row(string? Id, string? Type);
}

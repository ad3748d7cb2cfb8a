using System.Text.Json;
using System.Text.Json.Serialization;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Importers.Annuaire;

namespace PublicDirectory.Importers.Fiches;

/// <summary>
/// Who is meant where a fiche says « où s'adresser »: service types of the directory or, where it has no such counter,
/// a contact. From our own reviewed table (<c>counters.json</c>, embedded), and from the codes that both sides share.
/// </summary>
internal sealed class CounterTable
{
    private const string ResourceName = "PublicDirectory.Importers.fiche-counters.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    private readonly HashSet<string> _serviceTypes =
        ServiceTypeTable.Read().Select(type => type.Code).ToHashSet(StringComparer.Ordinal);

    private readonly List<Row> _rows;

    public CounterTable()
    {
        using var stream = typeof(CounterTable).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The resource {ResourceName} is not embedded.");
        _rows = JsonSerializer.Deserialize<List<Row>>(stream, Options)!;
    }

    /// <summary>What the table says: for tests.</summary>
    public IEnumerable<string> NamedTypes => _rows.SelectMany(row => row.ServiceTypes ?? []);

    /// <summary>Who is meant.</summary>
    /// <param name="pivot">DILA's code of the kind of counter, where the fiche gives one.</param>
    /// <param name="title">The name shown.</param>
    /// <param name="type">DILA's word for the kind of contact: <c>Local</c>, <c>National</c>, <c>Centre de contact</c>.</param>
    public Counter Find(string? pivot, string? title, string? type)
    {
        if (pivot is not null && _serviceTypes.Contains(pivot))
        {
            return new Counter([pivot], ContactScope.Local, IsKnown: true);
        }

        var row = pivot is not null
            ? _rows.Find(row => row.Pivot == pivot)
            : _rows.Find(row => row.Title is not null && row.Title == title)
                ?? _rows.Find(row => row.TitleStart is { } start && title?.StartsWith(start, StringComparison.Ordinal) == true);
        return row is not null
            ? new Counter(row.ServiceTypes ?? [], row.Scope ?? ContactScope.Local, IsKnown: true)
            : new Counter([], IsLocal(type) ? ContactScope.Local : ContactScope.National, IsKnown: pivot is null);
    }

    private static bool IsLocal(string? type) => type?.StartsWith("Local", StringComparison.Ordinal) == true;

    private sealed record Row(
        string? Pivot, string? Title, string? TitleStart, IReadOnlyList<string>? ServiceTypes, ContactScope? Scope);
}

/// <summary>Who is meant.</summary>
/// <param name="ServiceTypes">Codes of service types; empty where the directory has no such counter.</param>
/// <param name="Scope">What kind of contact it is then.</param>
/// <param name="IsKnown">False for a code that neither the table nor the directory has.</param>
internal sealed record Counter(IReadOnlyList<string> ServiceTypes, ContactScope Scope, bool IsKnown);

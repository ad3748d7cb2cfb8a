using Npgsql;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Importers.Annuaire;

namespace PublicDirectory.Importers.Commands;

/// <summary>
/// Publishes, together with a directory, the service types that it refers to: the project's own table, and a minimal
/// type for each code that neither the table nor the directory knows yet, so that no record loses its type.
/// </summary>
/// <remarks>
/// All come in under one source, keyed by code: once our table gains a code, its label replaces the minimal one, unless
/// that was edited here. Not a full file: a type that left the table stays until an editor takes it out.
/// </remarks>
/// <param name="published">Codes of the types published so far.</param>
/// <param name="report">Told of each new code, once.</param>
internal sealed class ServiceTypesImport(IReadOnlySet<string> published, Action<ImportIssue> report)
{
    private const string FileName = "service-types.json";

    private static readonly HashSet<string> Blocks = new(
        ["code", "label", "acronym", "description", "externalIds"], StringComparer.Ordinal);

    private readonly IReadOnlyList<ServiceTypeDocument> _table = ServiceTypeTable.Read();
    private readonly SortedDictionary<string, SourceRecord> _new = new(StringComparer.Ordinal);
    private HashSet<string>? _known;

    public static async Task<IReadOnlySet<string>> ReadPublishedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select v.document ->> 'code' from entries e join entry_versions v on v.sequence = e.sequence
            where e.kind = 'service_type' and not e.is_removed
            """,
            connection);
        var codes = new HashSet<string>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            codes.Add(reader.GetString(0));
        }

        return codes;
    }

    /// <summary>The same records; the types that they name are noted on the way.</summary>
    public async IAsyncEnumerable<SourceRecord> WatchAsync(IAsyncEnumerable<SourceRecord> records)
    {
        _known = [.. published, .. _table.Select(type => type.Code)];
        await foreach (var record in records)
        {
            foreach (var code in CodesIn(record.Document))
            {
                if (_known.Add(code))
                {
                    AddNew(code, record);
                }
            }

            yield return record;
        }
    }

    /// <summary>Publishes them, in the transaction of the records. Costs nothing when nothing changed.</summary>
    public Task<ImportResult> RunAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => EntryImport.RunAsync(
        connection,
        new ImportRequest
        {
            Source = Sources.ServiceTypes,
            FileName = FileName,
            FileSha256 = new byte[32],
            Blocks = Blocks,
            IsFullFile = false,
        },
        _table.Select((type, index) => new SourceRecord
        {
            Key = type.Code,
            Place = new RecordPlace(index + 1, index + 1, 0),
            Document = type,
        }).Concat(_new.Values).ToAsyncEnumerable(),
        new ImportIssueLog(),
        TimeProvider.System,
        cancellationToken);

    private static IEnumerable<string> CodesIn(EntryDocument document) => document switch
    {
        AdministrationDocument administration =>
            administration.Types.Concat(administration.Competences.Select(competence => competence.ServiceType)),
        DemarcheDocument demarche => demarche.HandledBy,
        _ => [],
    };

    private void AddNew(string code, SourceRecord record)
    {
        var label = Readable(code);
        report(new ImportIssue(
            ImportIssueSeverity.Warning,
            "NEW_SERVICE_TYPE",
            $"No service type has this code yet: it is published as \"{label}\", for an editor to name and describe.",
            record.Key,
            record.Place,
            code));
        _new.Add(code, new SourceRecord
        {
            Key = code,
            Place = record.Place,
            Document = new ServiceTypeDocument
            {
                Code = code,
                Label = label,
                Provenance = new Provenance { Source = record.Document.Provenance.Source },
            },
        });
    }

    // maison_du_numerique: Maison du numerique. Codes have no accents, and nobody can tell where they go.
    private static string Readable(string code) => char.ToUpperInvariant(code[0]) + code[1..].Replace('_', ' ').TrimEnd();
}

extern alias importers;

using importers::PublicDirectory.Importers.Annuaire;
using importers::PublicDirectory.Importers.Sample;
using Npgsql;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Testing;

/// <summary>Fills a database with small territories, the service types and the sample, through the importers' own classes.</summary>
internal static class SampleDirectory
{
    public static async Task FillAsync(NpgsqlDataSource database, TimeProvider clock)
    {
        await LoadTerritoriesAsync(database, clock);
        await ImportAsync(
            database,
            clock,
            Sources.ServiceTypes,
            ["code", "label", "acronym", "description", "externalIds"],
            ServiceTypeTable.Read().Select((type, index) => new SourceRecord
            {
                Key = type.Code,
                Place = new RecordPlace(index + 1, index + 1, 0),
                Document = type,
            }));
        await ImportAsync(
            database,
            clock,
            Sources.Sample,
            [.. AnnuaireReader.Blocks, "competences"],
            new SampleReader(TerritoryIndex.Build(SmallFrance.Data)).Read().Concat(SampleDemarches.Read()));
    }

    private static async Task LoadTerritoriesAsync(NpgsqlDataSource database, TimeProvider clock)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await TerritoryStore.ReplaceAsync(connection, transaction, SmallFrance.Data, clock);
        await transaction.CommitAsync();
    }

    private static async Task ImportAsync(
        NpgsqlDataSource database, TimeProvider clock, Source source, string[] blocks, IEnumerable<SourceRecord> records)
    {
        var issues = new List<ImportIssue>();
        var request = new ImportRequest
        {
            Source = source,
            FileName = "test",
            FileSha256 = new byte[32],
            Blocks = blocks.ToHashSet(StringComparer.Ordinal),
        };
        await EntryImport.RunAsync(
            database, request, records.ToAsyncEnumerable(), new ImportIssueLog(issues.Add), clock, CancellationToken.None);
        Assert.Empty(issues);
    }
}

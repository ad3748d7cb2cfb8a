using Npgsql;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Interlocutors;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Core.Tests.Published;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Interlocutors;

public sealed class CompetenceReportTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Report_OfAPublishedDirectory_ListsGapsOverlapsAndDeadReferences()
    {
        await using var source = database.CreateDataSource();
        await FillAsync(source);

        var rows = await CompetenceReport.CoverageAsync(source, CancellationToken.None).ToListAsync();
        var dead = await CompetenceReport.DeadReferencesAsync(source, CancellationToken.None).ToListAsync();

        // Of 7 communes the town halls name 5, Lyon by one of its arrondissements; Villeurbanne twice.
        Assert.Equal(
            [("69", 2, 0, 1, ""), ("974", 1, 1, 0, "Saint-Denis"), ("988", 1, 1, 0, "Nouméa")],
            rows.Where(row => row.ServiceType == "mairie")
                .Select(row => (row.Departement, row.Communes, row.Gaps, row.Overlaps, string.Join(",", row.GapExamples))));
        Assert.DoesNotContain(rows, row => row.ServiceType == "rare"); // one commune: it never meant to cover the country
        Assert.DoesNotContain(rows, row => row.ServiceType == "ars" && row.Departement is "69" or "01"); // its whole region
        Assert.Contains(rows, row => row is { ServiceType: "ars", Departement: "75", Gaps: 1 });
        Assert.Equal(
            ["DEMARCHE 00000000-0000-7000-8000-0000000000d1", "SERVICE_TYPE ars", "SERVICE_TYPE rare"],
            dead.Select(reference => $"{reference.Kind} {reference.Reference}").Distinct().Order(StringComparer.Ordinal));
    }

    private static async Task FillAsync(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await TerritoryStore.ReplaceAsync(connection, transaction, SmallCountry.Data, TimeProvider.System);
        var context = new PublicationContext
        {
            Path = PublicationPath.Standard,
            Author = "test",
            Source = Sources.Local.Code,
            At = A.Morning,
        };
        var publisher = await Publisher.BeginAsync(connection, context, CancellationToken.None);
        EntryDocument[] documents =
        [
            new ServiceTypeDocument { Code = "mairie", Label = "Mairie", Provenance = new Provenance { Source = "local" } },
            Office("mairie", "01033", "01053", "2A004", "69266", "69381", "75056"),
            Office("mairie", "69266"),
            Office("rare", "69266"),
            Office("ars") with { Competences = [new Competence { ServiceType = "ars", Regions = ["84"] }] },
            Office("mairie") with
            {
                Competences =
                [
                    new Competence { ServiceType = "mairie", Demarche = RandomDocuments.Demarches[0], WholeCountry = true },
                ],
            },
        ];
        await publisher.PublishAsync(
            [.. documents.Select(
                document => new Publication(
                    Guid.CreateVersion7(), document.Kind, 0, new ReadOnlyMemory<byte>(DocumentJson.Write(document)), true))],
            CancellationToken.None);
        await publisher.CompleteAsync(CancellationToken.None);
        await transaction.CommitAsync();
    }

    private static AdministrationDocument Office(string type, params string[] communes) => A.Mairie() with
    {
        Types = [type],
        Competences = [new Competence { ServiceType = type, Communes = [.. communes.Select(InseeCode.Parse)] }],
    };
}

using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Interlocutors;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Core.Tests.Published;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Interlocutors;

public sealed class CompetenceCheckTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Answer_ForAnAddress_NamesTheCompetentCounterAndItsRule()
    {
        await using var source = database.CreateDataSource();
        await FillAsync(source);
        var check = new CompetenceCheck(source, TimeProvider.System);

        foreach (var address in new[] { "12 rue de la République, 69100 Villeurbanne", "villeurbanne", "69266", "12 avenue Foch Villeurbanne" })
        {
            Assert.Equal("Villeurbanne", (await check.FindCommunesAsync(address, default))[0].Name);
        }

        Assert.Empty(await check.FindCommunesAsync("rue de nulle part, Zzyzx", default));
        var villeurbanne = (await check.FindCommuneAsync("69266", default))!;
        var saintDenis = (await check.FindCommuneAsync("97411", default))!;

        Assert.Equal(
            [("Mairie A", "Service compétent pour Villeurbanne.")],
            await AnswerAsync(check, "Mairie", villeurbanne));
        Assert.Equal(
            [("ARS A", "Service compétent pour toute la région (Auvergne-Rhône-Alpes).")],
            await AnswerAsync(check, "Agence régionale", villeurbanne));
        Assert.Equal(
            [("Préfecture A", "Seul service de ce type dans le département (Rhône).")],
            await AnswerAsync(check, "Préfecture", villeurbanne));
        Assert.Empty(await AnswerAsync(check, "Mairie", saintDenis));
    }

    private static async Task<IEnumerable<(string, string)>> AnswerAsync(CompetenceCheck check, string subject, Commune commune)
    {
        var found = Assert.Single(await check.FindSubjectsAsync(subject, default));
        var answer = await check.AnswerAsync(found.EntryId, commune, default);
        return answer!.Interlocutors.Select(item => (item.Record.Name.ToString(), item.Explanation));
    }

    private static async Task FillAsync(Npgsql.NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await TerritoryStore.ReplaceAsync(connection, transaction, SmallCountry.Data, TimeProvider.System);
        var publisher = await Publisher.BeginAsync(
            connection,
            new PublicationContext { Path = PublicationPath.Standard, Author = "test", Source = Sources.Local.Code, At = A.Morning },
            default);
        EntryDocument[] documents =
        [
            Type("mairie", "Mairie"), Type("ars", "Agence régionale"), Type("prefecture", "Préfecture"),
            Office("Mairie A", "mairie", new Competence { ServiceType = "mairie", Communes = [InseeCode.Parse("69266")] }),
            Office("Mairie B", "mairie", new Competence { ServiceType = "mairie", Communes = [InseeCode.Parse("69381")] }),
            Office("ARS A", "ars", new Competence { ServiceType = "ars", Regions = ["84"] }),
            Office("Préfecture A", "prefecture", null),
        ];
        await publisher.PublishAsync(
            [.. documents.Select(document => new Publication(Guid.CreateVersion7(), document.Kind, 0, DocumentJson.Write(document), true))],
            default);
        await publisher.CompleteAsync(default);
        await transaction.CommitAsync();
    }

    private static ServiceTypeDocument Type(string code, string label) =>
        new() { Code = code, Label = label, Provenance = new Provenance { Source = "local" } };

    private static AdministrationDocument Office(string name, string type, Competence? competence) =>
        A.Mairie(name) with { Types = [type], Competences = competence is null ? [] : [competence] };
}

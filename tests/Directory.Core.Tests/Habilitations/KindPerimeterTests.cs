using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Core.Tests.ChangeRequests;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Habilitations;

/// <summary>What perimeters mean for démarches, service types, notices and local complements.</summary>
public sealed class KindPerimeterTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly Guid Named = Guid.CreateVersion7();

    // document | perimeters that cover it, of: 69, 38, mairie, caf. « national » covers everything.
    public static TheoryData<EntryDocument, string> Kinds => new()
    {
        { A.Demarche() with { ExternalIds = [], HandledBy = ["mairie", "caf"] }, "mairie caf" },
        { new ServiceTypeDocument { Code = "mairie", Label = "Mairie", Provenance = A.Notice().Provenance }, "" },
        { A.Notice(), "69 mairie" },
        { A.Notice() with { Concerns = new() { Departements = ["38", "69"] } }, "" },
        { A.Notice() with { Concerns = new() { WholeCountry = true } }, "" },
        { A.Notice() with { Concerns = new() { WholeCountry = true, ServiceTypes = ["caf"] } }, "caf" },
        { A.Notice() with { Concerns = new() { WholeCountry = true, ServiceTypes = ["caf", "mairie"] } }, "" },
        { A.Notice() with { Concerns = new() { Departements = ["69"], Administrations = [Named] } }, "" }, // the named one may be anywhere
        { A.LocalComplement(Guid.CreateVersion7()), "69" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Covers_EachKind_IsWhoeverAnswersForAllThatItConcerns(EntryDocument document, string expected)
    {
        await using var shop = await Workshop.OpenAsync(database);
        await using var connection = await shop.DataSource.OpenConnectionAsync();
        var id = Guid.CreateVersion7();
        var proposed = await GrantStore.ReadFactsAsync(connection, id, document, default);
        await PublishAsync(shop, id, document);
        var published = (await GrantStore.ReadFactsAsync(connection, id, default))!;

        Perimeter[] perimeters =
            [Perimeter.OfDepartement("69"), Perimeter.OfDepartement("38"), Perimeter.OfServiceType("mairie"), Perimeter.OfServiceType(
                "caf")];
        Assert.Equal(expected, Covering(published));
        Assert.Equal(expected, Covering(proposed)); // before it is published, by the same rule
        Assert.True(Perimeter.National.Covers(published));

        string Covering(EntryFacts facts) =>
            string.Join(' ', perimeters.Where(perimeter => perimeter.Covers(facts)).Select(perimeter => perimeter.Code));
    }

    [Fact]
    public async Task Covers_AComplementOfAnAdministration_IsWhoAnswersForThatOne_AlsoAfterItMoved()
    {
        await using var shop = await Workshop.OpenAsync(database);
        await using var connection = await shop.DataSource.OpenConnectionAsync();
        var top = await shop.PublishAsync(A.Mairie("Préfecture") with { ExternalIds = [] });
        var mairie = await shop.PublishAsync(A.Mairie() with { ExternalIds = [], Parent = top });
        var id = Guid.CreateVersion7();
        var document = A.LocalComplement(Guid.CreateVersion7()) with { Departement = null, Parent = mairie };
        Assert.Equal(("69", 2), Facts(await GrantStore.ReadFactsAsync(connection, id, document, default)));
        await PublishAsync(shop, id, document);
        Assert.Equal(("69", 2), Facts((await GrantStore.ReadFactsAsync(connection, id, default))!));

        await shop.PublishAsync(A.Mairie() with { ExternalIds = [], Commune = InseeCode.Parse("38185") }, mairie, 1);

        Assert.Equal(("38", 1), Facts((await GrantStore.ReadFactsAsync(connection, id, default))!));

        static (string?, int) Facts(EntryFacts facts) => (facts.Departement, facts.Ancestors.Count);
    }

    [Fact]
    public async Task Save_OfANoticeMadeWider_TakesTheRightForWhereItWouldBeShown()
    {
        await using var shop = await Workshop.OpenAsync(database);
        var id = Guid.CreateVersion7();
        await PublishAsync(shop, id, A.Notice());
        var editor = await shop.PersonAsync("Léa");
        var approver = await shop.PersonAsync("Noé");
        await shop.GrantAsync(editor, AccessRight.Modify, Perimeter.OfDepartement("69"));
        await shop.GrantAsync(approver, AccessRight.Approve, Perimeter.OfDepartement("69"));
        var wider = A.Notice() with { Concerns = new() { WholeCountry = true } };

        var refused = await SaveAsync(shop, editor, id, wider);
        var request = (await SaveAsync(shop, shop.Alice, id, wider)).Request;
        request =
            (await shop.Submissions.SubmitAsync(shop.Alice, new SubmitInput { RequestId = request.Id, Revision = request.Revision }, default)).Request;
        var decided = await shop.Approvals.ApproveAsync(approver, request.Id, request.Revision, default);

        Assert.Equal(Habilitation.GrantMissing, refused.Refusal!.Code);
        Assert.Null((await SaveAsync(shop, editor, id, A.Notice("Grève reconduite"))).Refusal);
        Assert.Equal(Habilitation.GrantMissing, decided.Refusal!.Code);
        Assert.Null((await shop.Approvals.ApproveAsync(shop.Bruno, request.Id, request.Revision, default)).Refusal);
    }

    [Fact]
    public async Task Import_OfADemarche_LeavesItsComplementAsItIs()
    {
        await using var shop = await Workshop.OpenAsync(database);
        var (demarche, complement) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await PublishAsync(shop, demarche, A.Demarche() with { ExternalIds = [] });
        await PublishAsync(shop, complement, A.LocalComplement(demarche));
        await using var connection = await shop.DataSource.OpenConnectionAsync();
        var before = (await EntryReader.ReadCurrentAsync(connection, complement, default))!;

        await PublishAsync(shop, demarche, A.Demarche("Refaire sa carte, autrement") with { ExternalIds = [] }, 1);

        var after = (await EntryReader.ReadCurrentAsync(connection, complement, default))!;
        Assert.Equal(before.Version, after.Version);
        Assert.Equal(before.Document, after.Document);
        Assert.Equal(1, ((LocalComplementDocument)after.ReadDocument()!).Basis.Version);
    }

    private static Task<ChangeOutcome> SaveAsync(Workshop shop, Guid author, Guid id, NoticeDocument document) =>
        shop.Drafts.SaveAsync(author, new DraftInput { EntryId = id, BaseVersion = 1, Document = document }, default);

    private static async Task PublishAsync(Workshop shop, Guid id, EntryDocument document, int version = 0)
    {
        await using var connection = await shop.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var publisher = await Publisher.BeginAsync(
            connection,
            new PublicationContext { Path = PublicationPath.Import, Author = "importer", Source = Sources.Sample.Code, At = shop.Time.Now },
            default);
        await publisher.PublishAsync([new Publication(id, document.Kind, version, DocumentJson.Write(document), true)], default);
        await publisher.CompleteAsync(default);
        await transaction.CommitAsync();
    }
}

using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Territories;
using PublicDirectory.Core.Tests.ChangeRequests;
using PublicDirectory.Testing;
using PublicDirectory.Testing.Habilitations;

namespace PublicDirectory.Core.Tests.Habilitations;

/// <summary>
/// Who approves what reaches beyond an entry: the rows of <c>[portées]</c> in <c>docs/guides/habilitations.tsv</c>, for what a request adds
/// and for what it takes away, by the decision and by the queue in SQL.
/// </summary>
public sealed class HabilitationReachTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private readonly LawTable _law = new Law()["portées"];

    [Fact]
    public async Task Approve_OfWhatReachesBeyond_IsForThoseWhomTheLawNames()
    {
        await using var shop = await Workshop.OpenAsync(database);
        var (asked, wrong) = (0, new List<string>());
        foreach (var reach in _law.Codes)
        {
            foreach (var isAdded in new[] { true, false })
            {
                var (plain, reaching) = (A.Mairie(), Reaching(reach, A.Mairie()));
                var entry = await shop.PublishAsync(isAdded ? plain : reaching);
                var request = await shop.SubmittedAsync(shop.Alice, entry, 1, isAdded ? reaching : plain);
                foreach (var who in _law.Columns.Skip(2))
                {
                    asked++;
                    var expected = _law[reach][who] == "oui";
                    var approver = await shop.PersonAsync("Noé");
                    foreach (var perimeter in PerimetersOf(who, entry))
                    {
                        await shop.GrantAsync(approver, AccessRight.Approve, perimeter);
                    }

                    var (decided, queued) = (await DecideAsync(shop, approver, request), await IsQueuedAsync(shop, approver, request));
                    if (decided != expected || queued != expected)
                    {
                        wrong.Add($"{reach} {(isAdded ? "added" : "taken away")}, {who}: decided {decided}, in the queue {queued}");
                    }

                    // To send it back is for whoever answers for the entry.
                    if (!await DecideAsync(shop, approver, request, EntryAction.Return))
                    {
                        wrong.Add($"{reach}, {who}: may not even ask for a correction");
                    }
                }
            }
        }

        Assert.Equal(_law.Codes.Count * 2 * 5, asked);
        Assert.Empty(wrong);
    }

    private static async Task<bool> DecideAsync(
        Workshop shop, Guid approver, ChangeRequest request, EntryAction action = EntryAction.Approve)
    {
        var detail = (await shop.Lists.FindAsync(approver, request.Id, default))!;
        await using var connection = await shop.DataSource.OpenConnectionAsync();
        var grants = await GrantStore.ReadAsync(connection, approver, default);
        return Habilitation.Decide(grants, approver, action, detail.Touched, detail.Line.Request.Facts, shop.Time.Now).IsAllowed;
    }

    private static async Task<bool> IsQueuedAsync(Workshop shop, Guid approver, ChangeRequest request) =>
        (await shop.Lists.ReadAsync(approver, ChangeRequestTab.ToApprove, 0, ChangeRequestLists.MaxPageSize, default)).Lines
            .Any(line => line.Request.Id == request.Id);

    private static Perimeter[] PerimetersOf(string column, Guid entry) => column switch
    {
        "valide pour la fiche" => [Perimeter.OfEntry(entry)],
        "valide pour son département" => [Perimeter.OfDepartement("69")],
        "valide pour sa nature de service" => [Perimeter.OfServiceType("mairie")],
        "valide pour son département et l'autre" => [Perimeter.OfDepartement("69"), Perimeter.OfDepartement("38")],
        "valide pour toute la France" => [Perimeter.National],
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, "Say here who this is."),
    };

    private static AdministrationDocument Reaching(string reach, AdministrationDocument document) => reach switch
    {
        "place" => With(document, new Competence { ServiceType = "mairie", Communes = [InseeCode.Parse("69123")] }),
        "departement" => With(document, new Competence { ServiceType = "mairie", Communes = [InseeCode.Parse("38185")] }),
        "type" => With(document, new Competence { ServiceType = "mairie", WholeCountry = true }),
        "other_type" => With(document, new Competence { ServiceType = "prefecture", WholeCountry = true }),
        "identity" => document with { ExternalIds = [.. document.ExternalIds, new ExternalId(ExternalIdSchemes.Sample, "autre")] },
        _ => throw new ArgumentOutOfRangeException(nameof(reach), reach, "Say here what reaches so far."),
    };

    private static AdministrationDocument With(AdministrationDocument document, Competence competence) =>
        document with { Competences = [.. document.Competences, competence] };
}

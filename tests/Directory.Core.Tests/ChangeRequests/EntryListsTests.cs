using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.ChangeRequests;

public sealed class EntryListsTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task Read_EachTab_ShowsTheEntriesOfThePersonsGrants()
    {
        await using var shop = await Workshop.OpenAsync(database);
        var lists = new EntryLists(shop.DataSource, shop.Time);
        var bron = await shop.PublishAsync(A.Mairie("Mairie de Bron"));
        var lyon = await shop.PublishAsync(A.Mairie("Préfecture du Rhône") with { Types = ["prefecture"] });
        await shop.PublishAsync(A.Mairie("Mairie de Grenoble") with { Commune = Core.Territories.InseeCode.Parse("38185") });
        var editor = await shop.PersonAsync("Farid");
        await shop.GrantAsync(editor, AccessRight.Propose, Perimeter.OfDepartement("69"));
        await shop.SaveAsync(editor, bron, 1, A.Mairie("Mairie de Bron, centre"));
        await shop.SubmittedAsync(shop.Alice, bron, 1, A.Mairie("Mairie de Bron, nord"));
        await shop.UrgentAsync(lyon, 1, A.Mairie("Préfecture du Rhône") with { Types = ["prefecture"], Notices = [Workshop.Closed()] });

        Assert.Equal(["Mairie de Bron", "Préfecture du Rhône"], await NamesAsync(new()));
        Assert.Equal(["Mairie de Bron"], await NamesAsync(new() { Tab = EntryTab.Drafts }));
        Assert.Equal(["Mairie de Bron"], await NamesAsync(new() { Tab = EntryTab.Submitted }));
        Assert.Equal(["Préfecture du Rhône"], await NamesAsync(new() { Tab = EntryTab.Urgent }));
        Assert.Empty(await NamesAsync(new() { Tab = EntryTab.ToCorrect }));
        Assert.Empty(await NamesAsync(new() { Tab = EntryTab.ToConfirm }));
        Assert.Equal(["Préfecture du Rhône"], await NamesAsync(new() { Name = "PRÉFECTURE" }));
        Assert.Empty(await NamesAsync(new() { Name = "100%" }));
        Assert.Equal(["Préfecture du Rhône"], await NamesAsync(new() { ServiceType = "prefecture" }));
        var page = await lists.ReadAsync(editor, new EntryListFilter(), 0, 1, default);
        Assert.Equal((2, 1), (page.Total, page.Lines.Count));
        Assert.Equal([ChangeRequestState.Draft, ChangeRequestState.Submitted], page.Lines[0].States);
        Assert.Equal(0, (await lists.ReadAsync(Guid.CreateVersion7(), new EntryListFilter(), 0, 10, default)).Total);

        shop.Time.Advance(Duration.FromDays(366));
        Assert.Equal(2, (await NamesAsync(new() { Tab = EntryTab.ToConfirm })).Count);

        async Task<List<string>> NamesAsync(EntryListFilter filter) =>
            [.. (await lists.ReadAsync(editor, filter, 0, 100, default)).Lines.Select(line => line.Name)];
    }

    [Fact]
    public void Suspension_BeginsOnTopAndEndsAlone()
    {
        var works = new Notice { Title = "Travaux" };
        var until = A.Morning + Duration.FromDays(10);

        var suspended = Suspension.Begin(A.Mairie() with { Notices = [works] }, null, until, "Dégât des eaux.");
        var again = Suspension.Begin(suspended, null, null, null);

        Assert.Equal((Suspension.Title, until, true), (suspended.Notices[0].Title, suspended.Notices[0].Until!.Value, suspended.Notices[0].SuspendsReception));
        Assert.Equal(2, again.Notices.Count);
        Assert.Equal([works], Suspension.End(again).Notices);
        Assert.Empty(AdministrationValidator.Validate(suspended));
    }
}

using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Requests;

/// <summary>A request that waits shows on its entry, and what its author changes next in the same section joins it.</summary>
public sealed class JoinTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task Change_OfASectionThatWaits_GoesOnFromIt_AndTakesItsPlaceOnceSent()
    {
        var (author, entry) = (await host.AgentAsync("propose"), await host.PublishAsync(A.Mairie()));
        var first = await host.SubmittedAsync(author.Id, entry, A.Mairie().WithAccess(WheelchairAccess.Full, "Rampe."));
        using var editor = await host.SignedInAsync(author);

        await editor.GetAsync($"/extranet/fiches/{entry}/acces");
        Assert.Contains("en attente d'un valideur : Accès et accessibilité.", editor.Text, StringComparison.Ordinal);
        Assert.Equal($"/extranet/demandes/{first.Id}", editor.Page.QuerySelector(".entry-waiting a")!.GetAttribute("href"));
        Assert.Contains("s'y ajoute", editor.Text, StringComparison.Ordinal);
        Assert.Equal("Rampe.", editor.Page.QuerySelector("textarea")!.TextContent);
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.SignLanguage"] = "oui" });

        // Until it is sent, the first one waits as it did.
        Assert.Equal(ChangeRequestState.Submitted, (await host.FindAsync(first.Id)).State);
        await editor.GetAsync($"/extranet/fiches/{entry}/envoi");
        Assert.Equal("Rampe posée hier.", editor.Page.QuerySelector("textarea")!.TextContent);
        await editor.PressAsync("Envoyer pour validation");
        Assert.Equal(ChangeRequestState.Superseded, (await host.FindAsync(first.Id)).State);
        var joined = await host.FindAsync(Guid.Parse(editor.Address.Segments[^1]));
        Assert.Equal(ChangeRequestState.Submitted, joined.State);
        var document = (AdministrationDocument)joined.ReadDocument()!;
        Assert.Equal("Rampe.", document.Accessibility!.Note);
        Assert.True(document.Accessibility.SignLanguage);
    }

    [Fact]
    public async Task Closure_OfMany_GoesOnFromWhatWaits()
    {
        var (author, entry) = (await host.AgentAsync("propose"), await host.PublishAsync(A.Mairie()));
        var hours = new OpeningSchedule
        {
            Regular = [new RegularPeriod { Days = Weekdays.Monday, Opens = new ClockTime(9, 0), Closes = new ClockTime(12, 0) }],
        };
        var first = await host.SubmittedAsync(author.Id, entry, A.Mairie() with { OpeningHours = hours });
        using var editor = await host.SignedInAsync(author);

        await editor.GetAsync($"/extranet/fermeture?fiche={entry}");
        var day = NodaTime.LocalDate.FromDateTime(host.Clock.GetUtcNow().UtcDateTime).PlusDays(30);
        await editor.SubmitAsync(new { From = $"{day.Day:00}/{day.Month:00}/{day.Year}", To = "", Message = "Inventaire." });

        Assert.Equal(ChangeRequestState.Superseded, (await host.FindAsync(first.Id)).State);
        var joined = Assert.Single(await host.SentByAsync(author.Id));
        var document = (AdministrationDocument)joined.ReadDocument()!;
        Assert.Equal(hours.Regular, document.OpeningHours!.Regular);
        Assert.Equal(day, Assert.Single(document.OpeningHours.Exceptional).From);
    }

    [Fact]
    public async Task Removal_OfAClosure_GoesOnFromTheOneThatWaits()
    {
        var (kept, removed) = (new NodaTime.LocalDate(2030, 5, 2), new NodaTime.LocalDate(2030, 6, 3));
        var hours = new OpeningSchedule { Exceptional = [new ExceptionalPeriod { From = removed, To = removed }] };
        var (author, entry) = (await host.AgentAsync("propose"), await host.PublishAsync(A.Mairie() with { OpeningHours = hours }));
        var both = hours with { Exceptional = [new ExceptionalPeriod { From = kept, To = kept }, .. hours.Exceptional] };
        await host.SubmittedAsync(author.Id, entry, A.Mairie() with { OpeningHours = both });
        using var editor = await host.SignedInAsync(author);

        await editor.GetAsync($"/extranet/fiches/{entry}/fermetures");
        var line =
            editor.Page.QuerySelectorAll("a[href$=supprimer]")
                .Single(link => link.TextContent.Contains("3 juin", StringComparison.Ordinal));
        await editor.GetAsync(line.GetAttribute("href")!);
        await editor.SubmitAsync();
        await editor.GetAsync($"/extranet/fiches/{entry}/envoi");
        await editor.PressAsync("Envoyer pour validation");

        var joined = Assert.Single(await host.SentByAsync(author.Id));
        Assert.Equal(kept, Assert.Single(((AdministrationDocument)joined.ReadDocument()!).OpeningHours!.Exceptional).From);
    }

    [Fact]
    public async Task Suspension_GoesOnFromTheMessageThatWaits()
    {
        var (author, entry) = (await host.AgentAsync("propose"), await host.PublishAsync(A.Mairie()));
        var first = await host.SubmittedAsync(author.Id, entry, A.Mairie() with { Notices = [new Notice { Title = "Travaux" }] });
        using var editor = await host.SignedInAsync(author);

        await editor.GetAsync($"/extranet/fiches/{entry}/suspendre");
        await editor.SubmitAsync(new { From = "", Until = "2030-06-01", Message = "Adressez-vous à Bron." });
        await editor.PressAsync("Envoyer pour validation");

        Assert.Equal(ChangeRequestState.Superseded, (await host.FindAsync(first.Id)).State);
        var joined = Assert.Single(await host.SentByAsync(author.Id));
        Assert.Contains(((AdministrationDocument)joined.ReadDocument()!).Notices, notice => notice.Title == "Travaux");
    }

    [Fact]
    public async Task Change_OfAnotherSection_StaysARequestOfItsOwn()
    {
        var (author, entry) = (await host.AgentAsync("propose"), await host.PublishAsync(A.Mairie()));
        var first = await host.SubmittedAsync(author.Id, entry, A.Mairie() with { Mission = "Accueillir." });
        using var editor = await host.SignedInAsync(author);

        await editor.GetAsync($"/extranet/fiches/{entry}/acces");
        Assert.DoesNotContain("s'y ajoute", editor.Text, StringComparison.Ordinal);
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Wheelchair"] = "Full" });
        await editor.GetAsync($"/extranet/fiches/{entry}/envoi");
        await editor.PressAsync("Envoyer pour validation");

        Assert.Equal(ChangeRequestState.Submitted, (await host.FindAsync(first.Id)).State);
        Assert.Equal(["accessibility"], (await host.FindAsync(Guid.Parse(editor.Address.Segments[^1]))).Blocks);
    }

    [Fact]
    public async Task Change_OfASectionThatWaitsForItsDate_DoesNotJoinIt()
    {
        var (author, entry) = (await host.AgentAsync("propose"), await host.PublishAsync(A.Mairie()));
        var ends = NodaTime.Instant.FromDateTimeOffset(host.Clock.GetUtcNow().AddDays(3));
        var first = await host.SubmittedAsync(
            author.Id, entry, A.Mairie().WithAccess(WheelchairAccess.None, "Ascenseur en panne."),
            with: input => input with { EndsAt = ends });
        using var editor = await host.SignedInAsync(author);

        await editor.GetAsync($"/extranet/fiches/{entry}/acces");

        Assert.Equal("", editor.Page.QuerySelector("textarea")!.TextContent);
        Assert.Contains("en attente d'un valideur", editor.Text, StringComparison.Ordinal);
        await editor.SubmitAsync(form: ".entry-waiting form");
        Assert.Equal("Demande retirée.", editor.Said);
        Assert.Equal(ChangeRequestState.Withdrawn, (await host.FindAsync(first.Id)).State);
    }
}

using System.Net;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Editing;

public sealed class OverviewTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task Overview_OfAPublishedEntry_SaysItAll_AndLeadsToEachSection()
    {
        await host.LoadTerritoriesAsync();
        var entry = await host.PublishAsync(A.Mairie() with
        {
            OpeningHours = new OpeningSchedule
            {
                PublicHolidays = PublicHolidayPolicy.AsUsual,
                Regular = [new RegularPeriod { Days = Weekdays.All, Opens = ClockTime.Midnight, Closes = ClockTime.EndOfDay }],
            },
        });
        using var editor = await host.SignedInAsync("propose", "modify", "publish_urgently");

        await editor.GetAsync($"/extranet/fiches/{entry}");

        Assert.Equal("Mairie - Villeurbanne", editor.Heading);
        Assert.StartsWith("Ouvert", editor.Page.QuerySelector(".guichet__state")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Contains("Informations vérifiées le 1er mars 2026.", editor.Text, StringComparison.Ordinal);
        Assert.Contains("Place de la Mairie", editor.Text, StringComparison.Ordinal);
        var links = editor.Page.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")).ToHashSet();
        foreach (var part in new[] { "identite", "contacts", "horaires", "fermetures", "services", "competence", "acces", "urgence", "historique", "dupliquer", "suspendre", "retirer" })
        {
            Assert.Contains($"/extranet/fiches/{entry}/{part}", links);
        }

        Assert.DoesNotContain($"/extranet/fiches/{entry}/retablir", links);
    }

    [Fact]
    public async Task Overview_ForAnAgentWhoMayOnlyPropose_OffersNothingElse()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await host.SignedInAsync("propose");

        await editor.GetAsync($"/extranet/fiches/{entry}");

        var links = editor.Page.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")).ToHashSet();
        Assert.Contains($"/extranet/fiches/{entry}/suspendre", links);
        Assert.DoesNotContain($"/extranet/fiches/{entry}/urgence", links);
        Assert.DoesNotContain($"/extranet/fiches/{entry}/dupliquer", links);
        Assert.DoesNotContain($"/extranet/fiches/{entry}/retirer", links);
    }

    [Fact]
    public async Task Overview_WithADraft_ShowsWhatIsPublished()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await host.SignedInAsync("propose");
        await editor.GetAsync($"/extranet/fiches/{entry}/identite");
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Acronym"] = "SIGLE-NOUVEAU" });

        await editor.GetAsync($"/extranet/fiches/{entry}");

        Assert.Contains("Vous avez un brouillon", editor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("SIGLE-NOUVEAU", editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overview_WithTheApisAddress_LinksToItsJson()
    {
        var entry = await host.PublishAsync(A.Mairie());
        var account = await host.AgentAsync("propose");
        using var plain = await host.SignedInAsync(account);
        await plain.GetAsync($"/extranet/fiches/{entry}");
        Assert.Null(plain.Page.QuerySelector("a[href*=graphql]"));

        using var editor = host.Visit(host.Start(("Shell:ApiUrl", "https://api.example.fr"), ("SignIn:SecondFactorFor", " ")));
        await editor.SignInAsync(account.Mail);
        await editor.GetAsync($"/extranet/fiches/{entry}");

        var link = editor.Page.QuerySelector("a[href*=graphql]")!.GetAttribute("href")!;
        Assert.StartsWith("https://api.example.fr/graphql?query=", link, StringComparison.Ordinal);
        Assert.Contains(entry.ToString(), link, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overview_OfAPublishedEntry_SpeaksAsPeopleDo()
    {
        await host.LoadTerritoriesAsync();
        var entry = await host.PublishAsync(A.Mairie() with
        {
            ExternalIds = [new("DILA_ANNUAIRE", "0f7f0e9c-2a11-4d5b-9a07-6d5b0c4b9d10"), new("DILA_PIVOT", "mairie-69266-01")],
        });
        using var editor = await host.SignedInAsync("propose");

        await editor.GetAsync($"/extranet/fiches/{entry}");

        var labels = editor.Page.QuerySelectorAll("dl.facts dt").Select(label => label.TextContent).ToList();
        Assert.Contains("Nom", labels);
        Assert.Contains("Nature du service", labels);
        Assert.Contains("Identifiant service-public", labels);
        Assert.DoesNotContain(
            labels, label => label is "Texte" or "Natures" or "Toute la France" or "Origine" or "DILA_ANNUAIRE" or "DILA_PIVOT");
        Assert.DoesNotContain(labels, label => label.StartsWith("Position,", StringComparison.Ordinal));
        Assert.Equal($"/extranet/fiches/{entry}/horaires", editor.Page.QuerySelector(".overview__actions a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Overview_OfAnEntryThatGrantsDoNotCover_IsNotFound()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var stranger = await host.SignedInAsync();

        await stranger.GetAsync($"/extranet/fiches/{entry}");

        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
    }
}

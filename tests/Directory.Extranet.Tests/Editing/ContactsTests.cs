using System.Net;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Editing;

public sealed class ContactsTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    private static readonly OpeningSchedule Mornings = new()
    {
        Regular = [new RegularPeriod { Days = Weekdays.MondayToFriday, Opens = new ClockTime(9, 0), Closes = new ClockTime(12, 0) }],
    };

    [Fact]
    public async Task Add_OfEachField_IsInTheDraft()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await OpenAsync(entry);

        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.NextKind"] = "Email", ["geste"] = "contacts:ajouter" });
        Assert.Null(editor.Page.QuerySelector("#erreurs"));
        Assert.Equal("#Form-Channels-1--Value", editor.Address.Fragment);
        await editor.SubmitAsync(new Dictionary<string, object?>
        {
            ["Form.Channels[1].Value"] = " accueil@mairie.example ",
            ["Form.Channels[1].Label"] = "Accueil",
            ["Form.Channels[1].Audience"] = "Agent",
            ["Form.Channels[1].Cost"] = "Gratuit",
            ["Form.Channels[1].AnswersWithin"] = "5",
            ["Form.Channels[1].Accessible"] = "oui",
        });

        Assert.Equal("Brouillon enregistré.", editor.Said);
        Assert.Equal(
            new ContactChannel
            {
                Kind = ChannelKind.Email,
                Value = "accueil@mairie.example",
                Label = "Accueil",
                Audience = ChannelAudience.Agent,
                Cost = "Gratuit",
                AnswersWithin = "P5D",
                Accessible = true,
            },
            (await host.DraftAsync(entry))!.Channels[1]);
    }

    [Theory]
    [InlineData("03 20 00 00 00", "+33320000000")]
    [InlineData("0320000000", "+33320000000")]
    [InlineData("+33 3 20 00 00 00", "+33320000000")]
    [InlineData("3939", "3939")]
    [InlineData("0262 40 00 00", "+262262400000")] // La Réunion
    public async Task Save_OfATelephoneAsPeopleWriteIt_IsTheNumber(string typed, string number)
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await OpenAsync(entry);

        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Channels[0].Value"] = typed });

        Assert.Equal(number, (await host.DraftAsync(entry))!.Channels[0].Value);
    }

    [Theory]
    [InlineData("Phone", "12", "Contact 1 : saisissez dix chiffres, par exemple 04 74 71 70 17")]
    [InlineData("Email", "accueil", "Contact 1 : saisissez une adresse électronique")]
    [InlineData("Website", "le site de la mairie", "Contact 1 : saisissez une adresse complète qui commence par https://")]
    public async Task Save_OfAValueThatIsNotOfItsKind_IsSaidAtTheField(string kind, string value, string message)
    {
        using var editor = await OpenAsync(await host.PublishAsync(A.Mairie()));

        await editor.SubmitAsync(
            new Dictionary<string, object?> { ["Form.Channels[0].Kind"] = kind, ["Form.Channels[0].Value"] = value == "12"
                ? "12 rue"
                : value });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, editor.Status);
        Assert.StartsWith(message, editor.Error, StringComparison.Ordinal);
        Assert.Equal("#Form-Channels-0--Value", editor.Page.QuerySelector("#erreurs a")!.GetAttribute("href"));
    }

    // As word processors, mail programs and phone books hand them over.
    private static readonly (string Kind, string Typed, string Value, string? Label)[] Pasted =
    [
        ("Phone", "(+33) 1 99 00 12 34", "+33199001234", null),
        ("Phone", "\u202d+33 1 99 00 12 34\u202c", "+33199001234", null),
        ("Phone", "01\u201199\u201100\u201112\u201134", "+33199001234", null),
        ("Phone", "Tél. : 01.99.00.12.34 (poste 12)", "+33199001234", "Poste 12"),
        ("Fax", "tel:+33-1-99-00-12-34", "+33199001234", null),
        ("Website", "https://www.exemple.example/accueil\u200b", "https://www.exemple.example/accueil", null),
        ("Website", "www.exemple.example", "http://www.exemple.example", null),
        ("OnlineService", "<https://www.exemple.example/rdv>", "https://www.exemple.example/rdv", null),
        ("Email", "Accueil <mailto:accueil@Mairie.example>", "accueil@mairie.example", null),
        ("Email", "mailto:accueil@mairie.example?subject=Bonjour", "accueil@mairie.example", null),
        ("Email", "accueil@mairie-évian.example", "accueil@xn--mairie-vian-hbb.example", null),
        ("Appointment", "www.exemple.example/rdv", "http://www.exemple.example/rdv", null),
    ];

    [Fact]
    public async Task Save_OfAPastedContact_IsWhatItStandsFor_AndShownAgainItStays()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await OpenAsync(entry);
        List<string> wrong = [];
        foreach (var (kind, typed, value, label) in Pasted)
        {
            await editor.SubmitAsync(new Dictionary<string, object?>
            {
                ["Form.Channels[0].Kind"] = kind, ["Form.Channels[0].Value"] = typed, ["Form.Channels[0].Label"] = "",
                // An accented domain is saved once the agent has said that it is the right one.
                ["__malgre"] = "UNUSUAL_HOST:xn--mairie-vian-hbb.example",
            });
            var channel = (await host.DraftAsync(entry))!.Channels[0];
            wrong.AddRange((channel.Value, channel.Label) == (value, label) ? []
                : [$"{typed}: {channel.Value} {channel.Label} {editor.Error}"]);
            await editor.GetAsync($"/extranet/fiches/{entry}/contacts");
            await editor.SubmitAsync();
            wrong.AddRange(channel == (await host.DraftAsync(entry))!.Channels[0] ? [] : [$"{typed}: changed by being shown"]);
            await editor.GetAsync($"/extranet/fiches/{entry}/contacts");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Move_OfAChannelWithHoursOfItsOwn_TakesThemAlong_AndItsLinkFollows()
    {
        var entry = await host.PublishAsync(A.Mairie() with
        {
            Channels =
            [
                new ContactChannel { Kind = ChannelKind.Phone, Value = "+33465710001", OpeningHours = Mornings },
                new ContactChannel { Kind = ChannelKind.Post, Value = "Mairie\nBP 12" },
            ],
        });
        using var editor = await OpenAsync(entry);
        Assert.Equal($"/extranet/fiches/{entry}/contacts/0/horaires", editor.Page.QuerySelector("#contacts-0 p a")!.GetAttribute("href"));
        Assert.Contains(
            "lundi au vendredi de 9 h à 12 h", editor.Page.QuerySelector("#contacts-0 p")!.TextContent, StringComparison.Ordinal);

        await editor.SubmitAsync(new Dictionary<string, object?> { ["geste"] = "contacts:descendre:0" });
        Assert.Equal("#contacts-1", editor.Address.Fragment);
        await editor.SubmitAsync();

        var channels = (await host.DraftAsync(entry))!.Channels;
        Assert.Equal("Mairie\nBP 12", channels[0].Value);
        Assert.Equal(Mornings, channels[1].OpeningHours);
        Assert.Equal($"/extranet/fiches/{entry}/contacts/1/horaires", editor.Page.QuerySelector("#contacts-1 p a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Remove_OfAChannel_IsSaidAndSaved()
    {
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await OpenAsync(entry);

        await editor.SubmitAsync(new Dictionary<string, object?> { ["geste"] = "contacts:retirer:0" });
        Assert.Equal("Contact retiré.", editor.Said);
        await editor.SubmitAsync();

        Assert.Empty((await host.DraftAsync(entry))!.Channels);
    }

    [Fact]
    public async Task Open_WithATextOfTheSourceThatNobodyCouldRead_ShowsItUntilTheContactsAreEditedHere()
    {
        UnreadValue[] unread =
            [new("channels", "Courriel", "accueil(at)mairie.example"), new("addresses", "Ligne d'adresse", "Au fond de la cour")];
        var mairie = A.Mairie() with { Unread = unread };
        using var before = await OpenAsync(await host.PublishAsync(mairie));
        using var after = await OpenAsync(await host.PublishAsync(mairie with
        {
            Provenance = mairie.Provenance with
            {
                Blocks = new Dictionary<string, BlockProvenance> { ["channels"] = new() { Source = Sources.Local.Code } },
            },
        }));

        var notes =
            before.Page.QuerySelectorAll(".fr-alert")
                .Where(alert => alert.TextContent.Contains("Un texte reçu reste à vérifier", StringComparison.Ordinal));
        Assert.Contains("Courriel : « accueil(at)mairie.example »", Assert.Single(notes).TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("accueil(at)", after.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    private async Task<Visitor> OpenAsync(Guid entry)
    {
        var editor = await host.SignedInAsync("propose");
        await editor.GetAsync($"/extranet/fiches/{entry}/contacts");
        return editor;
    }
}

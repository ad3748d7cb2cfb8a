using System.Net;
using AngleSharp.Dom;
using NodaTime;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Territories;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Lists;

/// <summary>« Mes fiches » as an agent uses it.</summary>
public sealed class EntryListTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task List_OfAnEditor_HasTheirEntriesAndNoOthers()
    {
        var type = Type();
        await host.PublishAsync(Mairie("Mairie de Bron", type));
        await host.PublishAsync(Mairie("Mairie d'ailleurs", "autre"));
        using var editor = await EditorAsync(type, "propose");

        await editor.GetAsync("/extranet/fiches");

        Assert.Equal("Mes fiches", editor.Heading);
        Assert.Equal(["Mairie de Bron"], Names(editor));
        Assert.Equal("1 fiche", editor.Page.QuerySelector(".list-head [role=status]")!.TextContent);
        Assert.DoesNotContain("d'ailleurs", editor.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("Mes fiches", editor.Page.QuerySelector(".fr-nav [aria-current=page]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_OfSomeoneWithoutEntries_SaysWhatThisPlaceIsFor()
    {
        using var editor = await EditorAsync(Type(), "propose");

        await editor.GetAsync("/extranet/fiches");

        Assert.Contains("Bienvenue", editor.Text, StringComparison.Ordinal);
        Assert.NotNull(editor.Page.QuerySelector("main a[href='/aide']"));
        Assert.Null(editor.Page.QuerySelector("main table"));
    }

    [Fact]
    public async Task Filters_InTheAddress_NarrowTheListAndStayInTheForm()
    {
        var type = Type();
        await host.PublishAsync(Mairie("Mairie de Bron", type));
        await host.PublishAsync(
            Mairie("Préfecture de La Réunion", type) with { Commune = InseeCode.Parse("97411"), Types = [type, "prefecture"] });
        using var editor = await EditorAsync(type, "propose");

        await editor.GetAsync("/extranet/fiches");
        await editor.GetAsync(Address(editor, new { q = "PREFECTURE reunion", departement = "974", genre = "administration" }));

        Assert.Equal(["Préfecture de La Réunion"], Names(editor));
        Assert.Equal("PREFECTURE reunion", editor.Page.QuerySelector("input[name=q]")!.GetAttribute("value"));
        Assert.Equal("974", editor.Page.QuerySelector("select[name=departement] option[selected]")!.GetAttribute("value"));
        Assert.Equal("/extranet/fiches", Link(editor, "Effacer les filtres"));
        await editor.GetAsync("/extranet/fiches?q=introuvable");
        Assert.Equal("Aucune fiche ne contient « introuvable ».", editor.Page.QuerySelector(".list-head [role=status]")!.TextContent);
        Assert.Contains("Essayez un seul mot", editor.Text, StringComparison.Ordinal);
        Assert.StartsWith("Mes fiches – « introuvable »", editor.Page.Title, StringComparison.Ordinal);
        await editor.GetAsync("/extranet/fiches?departement=974&ouvert=oui");
        Assert.Equal("Aucune fiche ne correspond.", editor.Page.QuerySelector(".list-head [role=status]")!.TextContent);
        Assert.Equal("Filtres (2)", editor.Page.QuerySelector("form[role=search] summary")!.TextContent);
    }

    [Fact]
    public async Task Search_FindsPlaces_AsSearchesOfThePublicDo()
    {
        await host.LoadTerritoriesAsync();
        var type = Type();
        (string Name, string Commune)[] entries =
        [
            ("Préfecture du Rhône", "69123"), ("Mairie - Villeurbanne", "69266"), ("Annexe de la Doua", "69266"), ("Mairie - Saint-Priest", "69290"),
            ("Mairie du premier arrondissement", "69381"), ("Préfecture de la Guyane", "97302"), ("Mairie - Saint-Laurent-du-Maroni", "97311"),
        ];
        foreach (var (name, commune) in entries)
        {
            await host.PublishAsync(Mairie(name, type) with { Commune = InseeCode.Parse(commune), Addresses = [] });
        }

        using var editor = await EditorAsync(type, "propose");
        (string Text, string[] Found)[] cases =
        [
            ("préfecture du rhône", ["Préfecture du Rhône"]),
            ("prefecture guyane", ["Préfecture de la Guyane"]),
            ("villeurbane", ["Annexe de la Doua", "Mairie - Villeurbanne"]), // a mistake
            ("mairie vileurbanne", ["Mairie - Villeurbanne"]),
            ("st priest", ["Mairie - Saint-Priest"]),
            ("mairie de villeurbanne 69100", ["Mairie - Villeurbanne"]),
            ("69100", ["Annexe de la Doua", "Mairie - Villeurbanne"]),
            ("mairie à lyon", ["Mairie du premier arrondissement"]), // a city is each of its arrondissements
            ("doua", ["Annexe de la Doua"]),
            ("villeur", ["Annexe de la Doua", "Mairie - Villeurbanne"]), // as one types
            ("mairie xyzzyx", []),
        ];
        foreach (var (text, found) in cases)
        {
            await editor.GetAsync("/extranet/fiches?q=" + Uri.EscapeDataString(text));
            Assert.Equal((text, string.Join(", ", found)), (text, string.Join(", ", Names(editor))));
        }
    }

    [Theory]
    [InlineData("?page=zéro&taille=7&tri=x&onglet=y&genre=z&ouvert=peut-être")]
    [InlineData("?q=%00%27%3B--&page=99999999999")]
    [InlineData("?page=40")] // past the last
    public async Task List_AskedForWhatThereIsNot_AnswersAsIfItWereNotAsked(string query)
    {
        var type = Type();
        await host.PublishAsync(Mairie("Mairie de Bron", type));
        using var editor = await EditorAsync(type, "propose");

        await editor.GetAsync("/extranet/fiches" + query);

        Assert.Equal(HttpStatusCode.OK, editor.Status);
        Assert.StartsWith("Mes fiches", editor.Page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tabs_CountUnderTheFilters_AndShowTheirEntries()
    {
        var type = Type();
        var one = await host.PublishAsync(Mairie("Une", type));
        await host.PublishAsync(Mairie("Deux", type));
        using var editor = await EditorAsync(type, "propose");
        await editor.GetAsync($"/extranet/fiches/{one}/acces");
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Wheelchair"] = "Full", ["Form.SignLanguage"] = "" });

        await editor.GetAsync("/extranet/fiches?q=une");

        Assert.Equal(
            ["Toutes (1)", "Brouillons (1)", "À valider (0)", "À corriger (0)", "À confirmer (0)"],
            editor.Page.QuerySelectorAll(".tabs a").Select(tab => tab.TextContent));
        await editor.GetAsync(editor.Page.QuerySelectorAll(".tabs a")[1].GetAttribute("href")!);
        Assert.Equal("/extranet/fiches?q=une&onglet=brouillons", editor.Address.PathAndQuery);
        Assert.Equal("page", editor.Page.QuerySelectorAll(".tabs a")[1].GetAttribute("aria-current"));
        Assert.Equal("Brouillon", Row(editor, "Une").QuerySelector(".fr-badge")!.TextContent);
    }

    [Fact]
    public async Task Sorting_AndPaging_KeepTheFiltersAndNameThePage()
    {
        var type = Type();
        for (var i = 0; i < 27; i++)
        {
            await host.PublishAsync(Mairie($"Mairie {i:00}", type));
        }

        using var editor = await EditorAsync(type, "propose");
        await editor.GetAsync("/extranet/fiches?q=mairie&tri=-nom");
        Assert.Equal("Mairie 26", Names(editor)[0]);
        Assert.Equal(25, Names(editor).Count);
        Assert.Equal("descending", editor.Page.QuerySelector("th[aria-sort]")!.GetAttribute("aria-sort"));

        await editor.GetAsync(editor.Page.QuerySelector(".fr-pagination__link--next")!.GetAttribute("href")!);
        Assert.Equal(["Mairie 01", "Mairie 00"], Names(editor));
        Assert.StartsWith("Mes fiches (page 2 sur 2)", editor.Page.Title, StringComparison.Ordinal);

        await editor.GetAsync(Link(editor, "50 par page"));
        Assert.Equal(27, Names(editor).Count);
        Assert.Contains("tri=-nom", editor.Address.Query, StringComparison.Ordinal);
        Assert.Null(editor.Page.QuerySelector(".fr-pagination"));
    }

    [Fact]
    public async Task Line_OfAnEntry_SaysTodayItsStateAndWhatCanBeDone()
    {
        var type = Type();
        var always = new OpeningSchedule
        {
            Regular = [new RegularPeriod { Days = Weekdays.All, Opens = ClockTime.Parse("09:00"), Closes = ClockTime.Parse("12:00") }],
            PublicHolidays = PublicHolidayPolicy.AsUsual,
        };
        var open = await host.PublishAsync(Mairie("Ouverte", type) with { OpeningHours = always });
        await host.PublishAsync(Mairie("Suspendue", type) with
        {
            OpeningHours = always, Notices = [new Notice { Title = "Travaux", SuspendsReception = true }],
        });
        using var editor = await EditorAsync(type, "modify");

        await editor.GetAsync("/extranet/fiches");

        Assert.Contains("9 h–12 h", Row(editor, "Ouverte").TextContent, StringComparison.Ordinal);
        Assert.Contains("Accueil suspendu", Row(editor, "Suspendue").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            [
                "Ouverte", "Modifier Ouverte", "Dupliquer Ouverte", "Historique Ouverte", "Suspendre l'accueil Ouverte", "Retirer Ouverte",
            ],
            Row(editor, "Ouverte").QuerySelectorAll("a").Select(link => link.TextContent));
        Assert.Equal(
            $"/extranet/fiches/{open}/suspendre", Row(editor, "Ouverte").QuerySelectorAll("a")[4].GetAttribute("href"));
        Assert.Equal($"/extranet/fiches/{open}", Row(editor, "Ouverte").QuerySelector("a")!.GetAttribute("href"));
        // On a narrow screen the row is a card: each cell says what it is of.
        Assert.Equal(
            [null, "Aujourd'hui", "Statut", "Confirmée le", "Actions"],
            Row(editor, "Ouverte").QuerySelectorAll("td").Select(cell => cell.GetAttribute("data-label")));
        await editor.GetAsync("/extranet/fiches?ouvert=oui");
        Assert.Equal(["Ouverte"], Names(editor));
        await editor.GetAsync("/extranet/fiches?ouvert=non");
        Assert.Equal(["Suspendue"], Names(editor));
    }

    [Fact]
    public async Task Actions_OnMany_AreThoseOfTheRights()
    {
        var type = Type();
        await host.PublishAsync(Mairie("Mairie de Bron", type));
        using var approver = await EditorAsync(type, "approve");
        using var editor = await EditorAsync(type, "propose");
        using var urgent = await EditorAsync(type, "modify", "publish_urgently");

        await approver.GetAsync("/extranet/fiches");
        Assert.Null(approver.Page.QuerySelector("main input[type=checkbox]"));
        Assert.Null(approver.Page.QuerySelector("a[href='/extranet/fiches/nouvelle']"));
        await editor.GetAsync("/extranet/fiches");
        Assert.Equal(["Fermer exceptionnellement"], Buttons(editor));
        await urgent.GetAsync("/extranet/fiches");
        Assert.Equal(["Tout est à jour pour la sélection", "Fermer exceptionnellement", "Publier en urgence"], Buttons(urgent));
        Assert.Equal("Sélectionner Mairie de Bron", urgent.Page.QuerySelector("main input[type=checkbox]")!.GetAttribute("aria-label"));
        Assert.Equal(
            ["/extranet/fermeture", "/extranet/urgence"],
            urgent.Page.QuerySelectorAll("button[formaction]").Select(button => button.GetAttribute("formaction")));
    }

    [Fact]
    public async Task Selection_Confirmed_ShowsEachFirstThenDatesItToday()
    {
        var type = Type();
        var old = A.Morning - Duration.FromDays(3650);
        var (one, two) = (await host.PublishAsync(Mairie("Une", type, old)), await host.PublishAsync(Mairie("Deux", type, old)));
        using var editor = await EditorAsync(type, "modify");
        await editor.GetAsync("/extranet/fiches?tri=-nom");
        Assert.Contains("2016", Row(editor, "Une").QuerySelector(".date-cell")!.TextContent, StringComparison.Ordinal);

        await editor.GetAsync(Selected(editor, one, two));
        Assert.Equal(["Deux", "Une"], ToConfirm(editor));
        Assert.Contains("04 65 71 00 01", editor.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Vérifiez ces informations, et décochez ce qui n'est pas à jour. En confirmant, vous datez la revue d'aujourd'hui.", editor.Text, StringComparison.Ordinal);
        Assert.Equal("Confirmer les fiches cochées", editor.Page.QuerySelector("main button")!.TextContent);
        await editor.SubmitAsync();

        Assert.Equal(HttpStatusCode.SeeOther, editor.Steps[0]);
        Assert.Equal("2 fiches confirmées aujourd'hui.", editor.Said);
        Assert.Equal("/extranet/fiches?tri=-nom", editor.Address.PathAndQuery);
        var today = Instant.FromDateTimeOffset(host.Clock.GetUtcNow()).InZone(DateTimeZoneProviders.Tzdb["Europe/Paris"]).Year;
        Assert.Contains($"{today}", Row(editor, "Une").QuerySelector(".date-cell")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await host.CurrentAsync(two)).Version);
    }

    [Fact]
    public async Task Selection_ThatChangedMeanwhile_IsShownAgainAndNothingIsConfirmed()
    {
        var type = Type();
        var (one, two) = (await host.PublishAsync(Mairie("Une", type)), await host.PublishAsync(Mairie("Deux", type)));
        using var editor = await EditorAsync(type, "modify");
        await editor.GetAsync("/extranet/fiches");
        await editor.GetAsync(Selected(editor, one, two));
        await host.PublishAsync(
            Mairie("Une", type) with { Channels = [new ContactChannel { Kind = ChannelKind.Phone, Value = "+33465710009" }] }, one, 1);

        await editor.SubmitAsync();

        Assert.Equal(HttpStatusCode.Conflict, editor.Status);
        Assert.Contains("a changé depuis", editor.Text, StringComparison.Ordinal);
        Assert.Contains("04 65 71 00 09", editor.Text, StringComparison.Ordinal);
        Assert.Equal(1, (await host.CurrentAsync(two)).Version);
        await editor.SubmitAsync();
        Assert.Equal("2 fiches confirmées aujourd'hui.", editor.Said);
    }

    [Fact]
    public async Task Selection_WithOneUnticked_LeavesThatOneAsItWas()
    {
        var type = Type();
        var (one, two) = (await host.PublishAsync(Mairie("Une", type)), await host.PublishAsync(Mairie("Deux", type)));
        using var editor = await EditorAsync(type, "modify");
        await editor.GetAsync("/extranet/fiches");
        await editor.GetAsync(Selected(editor, one, two));
        Assert.All(
            editor.Page.QuerySelectorAll(".to-confirm input[type=checkbox]"), box => Assert.True(box.HasAttribute("checked")));
        Assert.DoesNotContain("0 h 00", editor.Text.Replace('\u00a0', ' '), StringComparison.Ordinal);

        await editor.SubmitAsync(new { fiche = $"{one}:1" });

        Assert.Equal("1 fiche confirmée aujourd'hui.", editor.Said);
        Assert.Equal((2, 1), ((await host.CurrentAsync(one)).Version, (await host.CurrentAsync(two)).Version));
        await editor.GetAsync(Selected(editor, one, two));
        await editor.SubmitAsync(new { fiche = (string?)null });
        Assert.Equal("Cochez au moins une fiche à confirmer.", editor.Said);
    }

    [Fact]
    public async Task Selection_OfNothing_IsSaidOnTheList()
    {
        var type = Type();
        await host.PublishAsync(Mairie("Une", type));
        using var editor = await EditorAsync(type, "modify");

        await editor.GetAsync("/extranet/fiches/confirmer?fiche=nimporte&retour=https%3A%2F%2Fexample.org%2F");

        Assert.Equal("/extranet/fiches", editor.Address.PathAndQuery);
        Assert.Equal("Cochez au moins une fiche à confirmer.", editor.Said);
    }

    [Fact]
    public async Task Selection_OfAnotherPerimeter_ShowsNothingAndIsRefused()
    {
        var (mine, other) = (Type(), Type());
        var (entry, foreign) = (await host.PublishAsync(Mairie("Mienne", mine)), await host.PublishAsync(Mairie("Étrangère", other)));
        using var editor = await EditorAsync(mine, "modify");

        await editor.GetAsync($"/extranet/fiches/confirmer?fiche={entry}&fiche={foreign}");
        Assert.Equal(["Mienne"], ToConfirm(editor));
        Assert.DoesNotContain("Étrangère", editor.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        await editor.SubmitAsync(new { fiche = $"{foreign}:1" });

        Assert.Equal(HttpStatusCode.NotFound, editor.Status);
        Assert.Equal(1, (await host.CurrentAsync(foreign)).Version);
    }

    [Fact]
    public async Task Selection_ByWhoMayOnlyPropose_IsForbidden()
    {
        using var editor = await EditorAsync(Type(), "propose");

        await editor.GetAsync($"/extranet/fiches/confirmer?fiche={Guid.CreateVersion7()}");

        Assert.Equal(HttpStatusCode.Forbidden, editor.Status);
    }

    [Fact]
    public async Task Selection_WhereSomeMayOnlyBeSeen_SaysWhich()
    {
        var (mine, seen) = (Type(), Type());
        var (entry, other) = (await host.PublishAsync(Mairie("Mienne", mine)), await host.PublishAsync(Mairie("À voir seulement", seen)));
        var account = await host.AgentAsync();
        await GrantAsync(account, "modify", mine);
        await GrantAsync(account, "propose", seen);
        using var editor = await host.SignedInAsync(account);

        await editor.GetAsync($"/extranet/fiches/confirmer?fiche={entry}&fiche={other}");

        Assert.Equal("Confirmer cette fiche", editor.Page.QuerySelector("main button")!.TextContent);
        Assert.Contains("À voir seulement", editor.Page.QuerySelector(".fr-alert--warning")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_IsTheFilteredListWhole_AndNoFormula()
    {
        var type = Type();
        for (var i = 0; i < 30; i++)
        {
            await host.PublishAsync(Mairie($"Mairie {i:00}", type));
        }

        await host.PublishAsync(Mairie("=HYPERLINK(\"https://mal.example\";\"Mairie\")", type));
        await host.PublishAsync(Mairie("Préfecture", type));
        await host.PublishAsync(Mairie("Mairie d'ailleurs", "autre"));
        using var editor = await EditorAsync(type, "propose");
        await editor.GetAsync("/extranet/fiches?q=mairie");

        var response = await editor.Client.GetAsync(Link(editor, "Exporter CSV"));
        var bytes = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.EndsWith(".csv", response.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = System.Text.Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1 + 31, lines.Length);
        Assert.StartsWith("Identifiant;Fiche;Genre;", lines[0], StringComparison.Ordinal);
        Assert.Contains(";\"'=HYPERLINK(\"\"https://mal.example\"\";\"\"Mairie\"\")\";", lines[1], StringComparison.Ordinal);
        Assert.Contains($";Mairie 00;Administration ou guichet;{type};69266;;69;", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Words_OfEveryKind_AreThere() =>
        Assert.Equal(Enum.GetValues<EntryKind>().Order(), Extranet.Lists.EntryWords.Kinds.Select(kind => kind.Kind).Order());

    [Fact]
    public async Task Pages_WithoutASession_AskToSignIn()
    {
        using var visitor = host.Visit();
        foreach (var path in new[] { "/extranet/fiches", "/extranet/fiches/exporter", "/extranet/fiches/confirmer" })
        {
            await visitor.GetAsync(path);
            Assert.Equal("/connexion", visitor.Address.AbsolutePath);
        }
    }

    private static string Type() => $"type_{Guid.NewGuid():N}"[..20];

    private AdministrationDocument Mairie(string name, string type, Instant? verifiedAt = null) => A.Mairie(name) with
    {
        Types = [type],
        Competences = [],
        Provenance = new Provenance
        {
            Source =
                Sources.Sample.Code, VerifiedAt = verifiedAt ?? Instant.FromDateTimeOffset(host.Clock.GetUtcNow()) - Duration.FromDays(30),
        },
    };

    private async Task<Visitor> EditorAsync(string type, params string[] rights)
    {
        var account = await host.AgentAsync();
        foreach (var right in rights)
        {
            await GrantAsync(account, right, type);
        }

        return await host.SignedInAsync(account);
    }

    private async Task GrantAsync(Account account, string right, string type)
    {
        await using var command = host.DataSource.CreateCommand(
            """
            insert into access_grants (id, account_id, access_right, perimeter, perimeter_code, valid_from, granted_at)
            values (gen_random_uuid(), $1, $2, 'service_type', $3, $4, $4)
            """);
        command.Parameters.Add(new() { Value = account.Id });
        command.Parameters.Add(new() { Value = right });
        command.Parameters.Add(new() { Value = type });
        command.Parameters.Add(new() { Value = host.Clock.GetUtcNow().UtcDateTime });
        await command.ExecuteNonQueryAsync();
    }

    private static List<string> Names(Visitor visitor) =>
        [.. visitor.Page.QuerySelectorAll("tbody th").Select(name => name.FirstChild!.TextContent.Trim())];

    private static List<string> ToConfirm(Visitor visitor) =>
        [.. visitor.Page.QuerySelectorAll(".to-confirm label").Select(label => label.TextContent.Replace("Confirmer ", "", StringComparison.Ordinal))];

    private static IElement Row(Visitor visitor, string name) =>
        visitor.Page.QuerySelectorAll("tbody tr").Single(row => row.QuerySelector("th")!.FirstChild!.TextContent.Trim() == name);

    private static List<string> Buttons(Visitor visitor) =>
        [.. visitor.Page.QuerySelectorAll(".selection-bar button").Select(button => button.TextContent)];

    private static string Link(Visitor visitor, string text) =>
        visitor.Page.QuerySelectorAll("main a").Single(link => link.TextContent == text).GetAttribute("href")!;

    // Where the form of filters leads, filled in.
    private static string Address(Visitor visitor, object values)
    {
        var (path, fields) = visitor.Fields(values, "form[role=search]");
        return path.Replace("#resultats", "", StringComparison.Ordinal) + "?" + string.Join("&", fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
    }

    // Where the first button of the selection leads, these entries chosen.
    private static string Selected(Visitor visitor, params Guid[] entries)
    {
        var (path, fields) = visitor.Fields(new { fiche = entries.Select(entry => entry.ToString()).ToArray() }, "form[data-selection]");
        return path + "?" + string.Join("&", fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
    }
}

using System.Net;
using System.Text;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Editing;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Editing;

/// <summary>The sections of démarches, service types, notices and local complements.</summary>
public sealed class KindSectionTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    // Everything that a source may say and a form would rather not: odd spaces, lines, orders, levels, values of no list.
    private static readonly DemarcheDocument Odd = A.Demarche("  Refaire sa carte ") with
    {
        Summary = "\n\nDeux lignes.\n ",
        Audiences = [Audience.Associations, Audience.Individuals],
        Keywords = ["CNI ", " carte", "CNI"],
        Themes = [new Theme("inconnu", "Ailleurs"), new Theme("N358", "Carte ", new Theme("N19810", "Papiers"))],
        Situations =
        [
            new("france", "En France ") { HandledBy = ["inconnu", "mairie"], Children = [new("volee", " Carte volée") { HandledBy = ["mairie"] }] },
            new("etranger", "À l'étranger"),
        ],
        RequiredDocuments =
        [
            new RequiredDocument { Id = "x", Label = "Une pièce\nsur deux lignes ", Detail = "\nLigne ", Copies = 12, Original = false, OneOf = "a", Situations = ["volee", "etranger"] },
            new RequiredDocument { Id = "y", Label = "Rien d'autre", Optional = true },
        ],
        Steps = [new DemarcheStep { Stage = DemarcheStage.Follow, Title = "Attendre ", Body = "\nUn\nDeux", Situation = "volee" }],
        OnlineServices =
            [new OnlineService("Service ", "https://exemple.fr/a?b=c&d=é", "DGS ") { Kind = OnlineServiceKind.Simulate, Situations = ["volee"] }],
        Forms = [new Form(" Demande", "https://exemple.fr", null)],
        HandledBy = ["mairie", "inconnu"],
        Contacts =
        [
            new DemarcheContact(ContactScope.Professional, " Notaire ", null)
            {
                Role = ContactRole.Helps,
                ServiceType = "mairie",
                Channels = [new DemarcheChannel(ChannelKind.Post, "1 rue\n75001 Paris", "Sans venir ")],
                Situations = ["etranger"],
            },
        ],
        Passages =
            [
                new Passage { Level = 0, Text = "Sans titre" }, new Passage { Heading = "Titre ", Level = 7, Text = " a\n- b\n", Situation = "etranger" }
            ],
        Cost =
            [new DemarcheCost { Text = "Gratuit.\n" }, new DemarcheCost { Text = "Cher", Amount = 27.50m, Currency = "XPF", Situation = "volee" }],
        Delay = [new DemarcheDelay { Text = "Un an\nou deux", Duration = "P2Y", Silence = SilenceMeaning.Refused, Situation = "etranger" }],
    };

    public static TheoryData<EntryDocument, string> EverySection()
    {
        var type =
            new ServiceTypeDocument { Code = "maison", Label = " Maison ", Description = "Une\nDeux\n", Provenance = Odd.Provenance };
        var notice = A.Notice(" Titre ") with
        {
            From = A.Morning + Duration.FromSeconds(7),
            Body = "a\n",
            Concerns = new() { Departements = ["2A", "69"], ServiceTypes = ["inconnu"], Administrations = [Guid.CreateVersion7()] },
        };
        var complement = A.LocalComplement(Guid.CreateVersion7(), " Ici ") with
        {
            RequiredDocuments = [new RequiredDocument { Id = "z", Label = "Une pièce ", Copies = 3, Original = true }],
            Contacts = [new DemarcheContact(ContactScope.Professional, "Notaire ")],
        };
        var data = new TheoryData<EntryDocument, string>();
        foreach (var document in new EntryDocument[] { Odd, type, notice, complement })
        {
            foreach (var section in Sections.Of(document.Kind).Where(section => section.Blocks.Count > 0))
            {
                data.Add(document, section.Slug);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EverySection))]
    public async Task Save_OfASectionAsItWasOpened_ChangesNothing(EntryDocument document, string section)
    {
        var entry = await host.PublishAsync(document);
        using var editor = await host.SignedInAsync("modify");

        await editor.GetAsync($"/extranet/fiches/{entry}/{section}");
        Assert.Equal(HttpStatusCode.OK, editor.Status);
        await editor.SubmitAsync();

        var draft = await DraftAsync(entry);
        Assert.Null(draft.FormValues);
        Assert.Equal(Encoding.UTF8.GetString(DocumentJson.Write(document)), draft.Json);
        Assert.Empty(draft.Blocks);
        Assert.Equal("Brouillon enregistré.", editor.Said);
    }

    [Fact]
    public async Task Documents_AddedMovedAndTakenAway_KeepTheirIds_AndMistakesAreAtTheirRow()
    {
        var entry = await host.PublishAsync(A.Demarche() with { ExternalIds = [] });
        using var editor = await host.SignedInAsync("modify");
        await editor.GetAsync($"/extranet/fiches/{entry}/documents");
        await editor.SubmitAsync(Button("documents:monter:2"));
        await editor.SubmitAsync(Button("documents:retirer:0"));
        await editor.SubmitAsync(Button("documents:ajouter"));
        await editor.SubmitAsync(Button("documents:ajouter")); // left blank: it counts for nothing

        await editor.SubmitAsync(new Dictionary<string, object?>
        {
            ["Form.Documents[2].Label"] = "Un formulaire",
            ["Form.Documents[2].Copies"] = "deux",
            ["Form.Documents[2].Situations[0]"] = "En Frace",
        });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, editor.Status);
        Assert.Equal(
            ["#Form-Documents-2--Copies", "#Form-Documents-2--Situations-0-"],
            editor.Page.QuerySelectorAll("#erreurs a").Select(link => link.GetAttribute("href")).Order());
        Assert.All(
            editor.Page.QuerySelectorAll("#erreurs a"), link => Assert.NotNull(editor.Page.QuerySelector(link.GetAttribute("href")!)));
        await editor.SubmitAsync(new Dictionary<string, object?>
        {
            ["Form.Documents[2].Copies"] = "2",
            ["Form.Documents[2].Situations[0]"] = "En France › Carte volée",
        });

        Assert.Equal("Brouillon enregistré.", editor.Said);
        var documents = ((DemarcheDocument)(await DraftAsync(entry)).Document).RequiredDocuments;
        Assert.Equal(["vol", "timbre"], documents.Take(2).Select(item => item.Id));
        Assert.Equal(("Un formulaire", 2, "volee"), (documents[2].Label, documents[2].Copies, documents[2].Situations.Single()));
        Assert.Equal(3, documents.Count);
    }

    [Fact]
    public async Task Handling_OfOneCase_IsKeptWithTheCase_AndMistakesAreAtTheirRow()
    {
        await host.PublishTypeAsync("mairie", "Mairie");
        await host.PublishTypeAsync("prefecture", "Préfecture");
        var entry = await host.PublishAsync(A.Demarche() with { ExternalIds = [] });
        using var editor = await host.SignedInAsync("modify");
        await editor.GetAsync($"/extranet/fiches/{entry}/traitement");
        await editor.SubmitAsync(Button("traitants:ajouter"));

        await editor.SubmitAsync(new Dictionary<string, object?>
        {
            ["Form.Services[1].Code"] = "mairie",
            ["Form.Services[1].Situations[0]"] = "En Frace",
        });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, editor.Status);
        // Both at once: no such case, and the same service twice.
        Assert.Equal(
            ["#Form-Services-1--Code", "#Form-Services-1--Situations-0-"],
            editor.Page.QuerySelectorAll("#erreurs a").Select(link => link.GetAttribute("href")).Order(StringComparer.Ordinal));
        Assert.All(
            editor.Page.QuerySelectorAll("#erreurs a"),
            link => Assert.StartsWith("Service 2 : ", link.TextContent, StringComparison.Ordinal));
        await editor.SubmitAsync(Field("Form.Services[1].Situations[0]", "En France › Carte volée"));
        Assert.Equal("#Form-Services-1--Code", editor.Page.QuerySelector("#erreurs a")!.GetAttribute("href")); // the same service twice
        await editor.SubmitAsync(Field("Form.Services[0].Code", "prefecture"));

        Assert.Equal("Brouillon enregistré.", editor.Said);
        var draft = await DraftAsync(entry);
        var document = (DemarcheDocument)draft.Document;
        Assert.Equal(["prefecture", "mairie"], document.HandledBy);
        Assert.Equal(["mairie"], document.Situations[0].Children.Single(situation => situation.Id == "volee").HandledBy);
        Assert.Equal(["handledBy", "situations"], draft.Blocks.Order(StringComparer.Ordinal));
        await editor.GetAsync($"/extranet/fiches/{entry}/traitement");
        Assert.Equal(
            "En France › Carte volée", editor.Page.QuerySelector("[name='Form.Services[1].Situations[0]']")!.GetAttribute("value"));
        await editor.SubmitAsync(Field("Form.Services[1].Situations[0]", ""));
        Assert.Equal(["handledBy"], (await DraftAsync(entry)).Blocks);
    }

    [Fact]
    public async Task Situations_WordedOtherwise_StayThoseOfTheDocuments_AndOneInUseIsNotTakenAway()
    {
        var entry = await host.PublishAsync(A.Demarche() with { ExternalIds = [] });
        using var editor = await host.SignedInAsync("modify");
        await editor.GetAsync($"/extranet/fiches/{entry}/situations");

        await editor.SubmitAsync(Field("Form.Outline", "En France\nÀ l'étranger"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, editor.Status);
        Assert.Contains("« En France › Carte volée » sert encore (1 document, 1 étape)", editor.Error, StringComparison.Ordinal);
        await editor.SubmitAsync(Field("Form.Outline", "En France\n  Carte dérobée\nÀ l'étranger"));

        Assert.Equal("Brouillon enregistré.", editor.Said);
        Assert.Equal(["situations"], (await DraftAsync(entry)).Blocks);
        await editor.GetAsync($"/extranet/fiches/{entry}/etapes");
        Assert.Equal("En France › Carte dérobée", editor.Page.QuerySelector("[name='Form.Steps[0].Situation']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Classification_TakesThemesThatArePublished_AndNoOther()
    {
        await host.PublishAsync(
            A.Demarche("Une autre") with { ExternalIds = [], Themes = [new Theme("N1", "Permis", new Theme("N0", "Transports"))] });
        var entry = await host.PublishAsync(A.Demarche() with { ExternalIds = [], Themes = [] });
        host.Clock.Move(TimeSpan.FromMinutes(11)); // the classification is read now and then
        using var editor = await host.SignedInAsync("modify");
        await editor.GetAsync($"/extranet/fiches/{entry}/classement");
        await editor.SubmitAsync(Button("themes:ajouter"));

        Assert.Contains("Transports › Permis", editor.Text, StringComparison.Ordinal);
        await editor.SubmitAsync(Field("Form.Themes[0]", "inventé"));
        Assert.Equal("#Form-Themes-0-", editor.Page.QuerySelector("#erreurs a")!.GetAttribute("href"));
        await editor.SubmitAsync(Field("Form.Themes[0]", "N1"));

        Assert.Equal(
            new Theme("N1", "Permis", new Theme("N0", "Transports")),
            ((DemarcheDocument)(await DraftAsync(entry)).Document).Themes.Single());
    }

    [Fact]
    public async Task Concerned_FindsAdministrationsByName_AndKeepsAnEditorWithinTheirPerimeter()
    {
        var mairie = await host.PublishAsync(A.Mairie("Mairie de Trifouillis") with { ExternalIds = [] });
        var entry = await host.PublishAsync(A.Notice());
        var account = await host.AgentAsync();
        await host.GrantAsync(account.Id, "modify", "departement", "69");
        using var local = await host.SignedInAsync(account);
        using var national = await host.SignedInAsync("modify");

        await local.GetAsync($"/extranet/fiches/{entry}/concernes");
        await local.SubmitAsync(Field("Form.Place", "france"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, local.Status);
        Assert.Contains("Vos habilitations ne couvrent pas", local.Error, StringComparison.Ordinal);

        await national.GetAsync($"/extranet/fiches/{entry}/concernes");
        await national.SubmitAsync(new Dictionary<string, object?> { ["Form.Search"] = "trifouillis", ["geste"] = "fiches:chercher" });
        Assert.Contains("1 fiche trouvée.", national.Text, StringComparison.Ordinal);
        await national.SubmitAsync(Button($"fiches:prendre:{mairie}"));
        await national.SubmitAsync(new Dictionary<string, object?> { ["Form.Place"] = "departements", ["Form.Departements"] = "2a ; 01" });

        Assert.Equal("Brouillon enregistré.", national.Said);
        var concerns = ((NoticeDocument)(await DraftAsync(entry)).Document).Concerns;
        Assert.Equal(["01", "2A"], concerns.Departements);
        Assert.Equal(["mairie"], concerns.ServiceTypes);
        Assert.Equal(mairie, concerns.Administrations.Single());
    }

    [Fact]
    public async Task Message_WithAnEndBeforeItsBeginning_IsAMistakeAtItsField()
    {
        var entry = await host.PublishAsync(A.Notice());
        using var editor = await host.SignedInAsync("modify");
        await editor.GetAsync($"/extranet/fiches/{entry}/message");

        await editor.SubmitAsync(
            new Dictionary<string, object?> { ["Form.From"] = "2026-12-31T08:00", ["Form.Until"] = "31/12/2026 7h30" });
        Assert.Equal("#Form-Until", editor.Page.QuerySelector("#erreurs a")!.GetAttribute("href"));
        await editor.SubmitAsync(Field("Form.Until", "31/12/2026 18h30"));

        Assert.Equal(Instant.FromUtc(2026, 12, 31, 17, 30), ((NoticeDocument)(await DraftAsync(entry)).Document).Until);
    }

    [Fact]
    public async Task Complement_AfterTheNationalTextChanged_IsToBeReviewed_UntilItsEditorSaysThatItFits()
    {
        var national = A.Demarche() with { ExternalIds = [] };
        var demarche = await host.PublishAsync(national);
        var basis = (await host.Service<NationalTexts>().FindAsync(demarche, null, default))!.Basis;
        var entry = await host.PublishAsync(A.LocalComplement(demarche) with { Basis = basis });
        using var editor = await host.SignedInAsync("modify");
        await editor.GetAsync($"/extranet/fiches/{entry}/complement");
        Assert.DoesNotContain("À revoir", editor.Text, StringComparison.Ordinal);
        host.Clock.Move(TimeSpan.FromHours(1));
        await host.PublishAsync(national with { Cost = [new() { Text = "12 € en timbre fiscal" }] }, demarche, 1);

        await editor.GetAsync($"/extranet/fiches/{entry}/complement");
        Assert.Contains("À revoir : le texte national a changé", editor.Text, StringComparison.Ordinal);
        Assert.Contains("12 € en timbre fiscal", editor.Text, StringComparison.Ordinal);
        await editor.SubmitAsync(Field("Form.Text", "Une faute de frappe corrigée."));
        Assert.Equal(1, ((LocalComplementDocument)(await DraftAsync(entry)).Document).Basis.Version);
        Assert.Contains("À revoir", editor.Text, StringComparison.Ordinal);
        await editor.SubmitAsync(Field("Form.Reviewed", "true"));

        Assert.Equal(2, ((LocalComplementDocument)(await DraftAsync(entry)).Document).Basis.Version);
        Assert.DoesNotContain("À revoir", editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Section_OfAnotherKind_IsNotFound()
    {
        var entry = await host.PublishAsync(A.Notice());
        using var editor = await host.SignedInAsync("modify");

        await editor.GetAsync($"/extranet/fiches/{entry}/situations");

        Assert.Equal(HttpStatusCode.NotFound, editor.Status);
    }

    private static Dictionary<string, object?> Button(string gesture) => Field("geste", gesture);

    private static Dictionary<string, object?> Field(string name, string value) => new() { [name] = value };

    private async Task<Draft> DraftAsync(Guid entry)
    {
        await using var command = host.DataSource.CreateCommand(
            "select kind, proposed, form_values::text, blocks from change_requests where entry_id = $1 and state = 'draft' order by updated_at desc limit 1");
        command.Parameters.Add(new() { Value = entry });
        await using var row = await command.ExecuteReaderAsync();
        Assert.True(await row.ReadAsync());
        var proposed = CanonicalJson.Of(row.GetFieldValue<byte[]>(1));
        return new Draft(
            DocumentJson.Read(EntryKinds.Parse(row.GetString(0)), proposed), Encoding.UTF8.GetString(proposed),
            await row.IsDBNullAsync(2) ? null : row.GetString(2), row.GetFieldValue<string[]>(3));
    }

    private sealed record Draft(EntryDocument Document, string Json, string? FormValues, string[] Blocks);
}

using System.Net;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Interlocutors;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.Published;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Requests;

/// <summary>What no form, however forged, and no local approver can bring about for others.</summary>
public sealed class EffectPageTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    private static readonly InseeCode Cayenne = InseeCode.Parse("97302");

    [Fact]
    public async Task Demarche_ForTheWholeCountry_IsNotTakenOverByAnEditorAndAnApproverOfOneDepartement()
    {
        await host.LoadTerritoriesAsync();
        await host.PublishTypeAsync("mairie", "Mairie");
        var card = await host.PublishDemarcheAsync("Refaire sa carte d'identité", "mairie");
        var mairie = await host.PublishAsync(A.Mairie("Mairie - Beaujeu") with { ExternalIds = [] });
        await host.PublishAsync(A.Mairie("Mairie - Cayenne") with
        {
            ExternalIds =
                [], Commune = Cayenne, Addresses = [], Competences = [new Competence { ServiceType = "mairie", Communes = [Cayenne] }],
        });
        var (editor, approver, national) = (await host.AgentAsync(), await host.AgentAsync(), await host.AgentAsync());
        await host.GrantAsync(editor.Id, "propose", "departement", "69");
        await host.GrantAsync(approver.Id, "approve", "departement", "69");
        await host.GrantAsync(national.Id, "approve", "service_type", "mairie");
        using var writing = await host.SignedInAsync(editor);
        using var deciding = await host.SignedInAsync(approver);
        using var answering = await host.SignedInAsync(national);

        await writing.GetAsync($"/extranet/fiches/{mairie}/competence");
        await writing.SubmitAsync(new Dictionary<string, object?>
        {
            ["Form.Rows[1].Demarche"] = card.ToString(), ["Form.Rows[1].ServiceType"] = "mairie", ["Form.Rows[1].WholeCountry"] = "true",
        });
        Assert.Equal("Brouillon enregistré.", writing.Said);
        // The form only shows which démarche a zone is about.
        Assert.Null((await host.DraftAsync(mairie))!.Competences[1].Demarche);
        await writing.GetAsync($"/extranet/fiches/{mairie}/envoi");
        const string Why = "Cette demande change qui répond pour toute la France : il faut un valideur national ou du type « Mairie ».";
        Assert.Contains(Why, writing.Text, StringComparison.Ordinal);
        await writing.PressAsync("Envoyer pour validation");
        Assert.Contains("Envoyé à " + national.Name, writing.Text, StringComparison.Ordinal);
        var (request, revision) = ((Guid, int))(await RequestOfAsync(mairie));

        await deciding.GetAsync("/extranet/validations");
        Assert.DoesNotContain("Beaujeu", deciding.Text, StringComparison.Ordinal);
        await deciding.GetAsync($"/extranet/validations/{request}");
        Assert.Contains(Why, deciding.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Valider et publier", deciding.Text, StringComparison.Ordinal);
        await deciding.ForgeAsync($"/extranet/validations/{request}/valider", ("Revision", $"{revision}"));
        Assert.Equal(HttpStatusCode.Forbidden, deciding.Status);
        Assert.Equal(["Mairie - Cayenne"], await AskedInCayenneAsync(card));

        await answering.GetAsync("/extranet/validations");
        Assert.Contains("Beaujeu", answering.Text, StringComparison.Ordinal);
        await answering.GetAsync($"/extranet/validations/{request}/valider?revision={revision}");
        await answering.PressAsync("Valider et publier");
        Assert.Equal("Publié.", answering.Said);
    }

    [Fact]
    public async Task Forms_WithWhatTheyOnlyShowForged_KeepWhatTheServerKnows()
    {
        await host.LoadTerritoriesAsync();
        var card = Guid.CreateVersion7();
        var channel =
            new ContactChannel { Kind = ChannelKind.Phone, Value = "+33465710001", OpeningHours = new OpeningSchedule { Comment = "Le matin" } };
        var mairie = A.Mairie() with
        {
            ExternalIds =
                [], Channels = [channel], Competences = [new Competence { ServiceType = "mairie", Basis = CompetenceBasis.Seat, Communes = [InseeCode.Parse("69266")] }],
        };
        var entry = await host.PublishAsync(mairie);
        using var editor = await host.SignedInAsync("propose");

        await editor.GetAsync($"/extranet/fiches/{entry}/competence");
        await editor.SubmitAsync(new Dictionary<string, object?>
        {
            ["Form.Rows[0].Demarche"] =
                card.ToString(), ["Form.Rows[0].Basis"] = "Declared", ["Form.Rows[0].IsDeduced"] = "false", ["Form.Rows[0].ValidFrom"] = "2026-01-01",
        });
        await editor.GetAsync($"/extranet/fiches/{entry}/identite");
        await editor.SubmitAsync(new Dictionary<string, object?>
        {
            ["Form.Addresses[0].Before"] =
                DocumentJson.WritePart(mairie.Addresses[0] with { Commune = Cayenne, Location = new GeoPoint(4.9224, -52.3135) }),
        });
        await editor.GetAsync($"/extranet/fiches/{entry}/contacts");
        await editor.SubmitAsync(new Dictionary<string, object?>
        {
            ["Form.Channels[0].Before"] =
                DocumentJson.WritePart(channel with { OpeningHours = new OpeningSchedule { Comment = "Jamais" } }), ["Form.Channels[0].Label"] = "Standard",
        });
        await editor.GetAsync($"/extranet/fiches/{entry}/horaires");
        // Of a schedule only what can be pasted comes from the browser, and is read as such.
        var hours = new Dictionary<string, object?>
        {
            ["Form.Basis"] =
                System.Text.Json.JsonSerializer.Serialize(
                    new OpeningSchedule { Unread = [new UnreadText { Text = "forgé", Days = Weekdays.All }] }),
            ["Form.Reception"] = "tous",
            ["Form.Week.Days[0].State"] = "ouvert", ["Form.Week.Days[0].Slots[0].From"] = "9h", ["Form.Week.Days[0].Slots[0].To"] = "12h",
        };
        for (var day = 1; day < 7; day++)
        {
            hours[$"Form.Week.Days[{day}].State"] = "ferme";
        }

        await editor.SubmitAsync(hours);
        Assert.Equal("Brouillon enregistré.", editor.Said);

        var draft = (await host.DraftAsync(entry))!;
        Assert.Equal((null, CompetenceBasis.Seat), (draft.Competences[0].Demarche, draft.Competences[0].Basis));
        Assert.NotNull(draft.Competences[0].ValidFrom);
        Assert.Equal("69266", draft.Addresses[0].Commune?.Value);
        Assert.Equal(("Le matin", "Standard"), (draft.Channels[0].OpeningHours!.Comment, draft.Channels[0].Label));
        Assert.DoesNotContain("forgé", DocumentJson.WritePart(draft), StringComparison.Ordinal);

        await editor.GetAsync($"/extranet/fiches/{entry}/competence");
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Rows[0].ServiceType"] = "prefecture" });
        Assert.Equal("Zone 1 : choisissez un service rendu ici.", editor.Error);

        var complement = await host.PublishAsync(A.LocalComplement(await host.PublishAsync(A.Demarche() with { ExternalIds = [] })));
        await editor.GetAsync($"/extranet/fiches/{complement}/documents-locaux");
        await editor.SubmitAsync(
            new Dictionary<string, object?> { ["Form.Contacts[0].Scope"] = "National", ["Form.Contacts[0].Label"] = "Maison du département" });
        var json =
            (string)(await host.ExecuteAsync("select proposed #>> '{contacts,0,scope}' from change_requests where entry_id = $1", complement))!;
        Assert.Equal("LOCAL", json);
    }

    [Fact]
    public async Task Entry_AsAWhole_IsBeyondARightLimitedToASection()
    {
        var entry = await host.PublishAsync(A.Mairie("Mairie - Givors") with { ExternalIds = [] });
        var (limited, whole, author) = (await host.AgentAsync(), await host.AgentAsync("approve"), await host.AgentAsync("modify"));
        foreach (var right in new[] { AccessRight.Approve, AccessRight.Modify })
        {
            await host.Service<GrantAdministration>().GrantAsync(
                null, new NewGrant { AccountId = limited.Id, Right = right, Perimeter = Perimeter.National, Blocks = ["openingHours"] },
                default);
        }

        var draft = (await host.Service<Drafts>().DraftRemovalAsync(author.Id, entry, default)).Request;
        var sent = await host.SubmitAsync(author.Id, draft);
        using var deciding = await host.SignedInAsync(limited);
        await deciding.GetAsync("/extranet/validations");
        Assert.DoesNotContain("Givors", deciding.Text, StringComparison.Ordinal);
        foreach (var (path, fields) in new (string, (string, string)[])[]
        {
            ($"/extranet/validations/{sent.Id}/valider", [("Revision", $"{sent.Revision}")]),
            ($"/extranet/validations/{sent.Id}?handler=refuser", [("Revision", $"{sent.Revision}"), ("Comment", "Non.")]),
            ($"/extranet/validations/{sent.Id}?handler=corriger", [("Revision", $"{sent.Revision}"), ("Comment", "Non.")]),
            ("/extranet/fiches/confirmer", [("fiche", $"{entry}:1")]),
            ($"/extranet/fiches/{entry}/retirer", []),
        })
        {
            await deciding.ForgeAsync(path, fields);
            Assert.True(deciding.Status is HttpStatusCode.Forbidden, $"{path}: {deciding.Status}");
        }

        Assert.NotNull((await host.CurrentAsync(entry)).Document);
        Assert.Equal(1, (await host.CurrentAsync(entry)).Version);
        Assert.True((await host.Service<Approvals>().ApproveAsync(whole.Id, sent.Id, sent.Revision, default)).IsDone);
    }

    [Fact]
    public async Task Account_WithWorkUnderWay_ShowsItAndWhatBecomesOfIt_BeforeAndAfterItIsShut()
    {
        var author = await host.AgentAsync("propose", "publish_urgently");
        var approver = await host.AgentAsync("approve");
        var soon = Instant.FromDateTimeOffset(host.Clock.GetUtcNow()) + Duration.FromDays(3);
        Guid[] entries =
            [.. await Task.WhenAll(
                new[] { "Brouillon", "Envoi", "Programme", "Urgence" }.Select(
                    name => host.PublishAsync(A.Mairie($"Mairie {name}") with { ExternalIds = [] })))];
        AdministrationDocument Changed(string name) =>
            (A.Mairie($"Mairie {name}") with { ExternalIds = [] }).WithAccess(WheelchairAccess.Full);
        await host.DraftAsync(author.Id, entries[0], Changed("Brouillon"));
        await host.SubmittedAsync(author.Id, entries[1], Changed("Envoi"));
        var scheduled =
            await host.SubmittedAsync(author.Id, entries[2], Changed("Programme"), with: input => input with { EffectiveAt = soon });
        await host.Service<Approvals>().ApproveAsync(approver.Id, scheduled.Id, scheduled.Revision, default);
        var urgent =
            A.Mairie("Mairie Urgence") with { ExternalIds = [], Channels = [new ContactChannel { Kind = ChannelKind.Phone, Value = "+33465710077" }] };
        var published = await host.Service<UrgentPublications>().PublishAsync(
            author.Id, new UrgentInput { Entries = [new UrgentEntry(entries[3], 1, urgent)], Reason = "Panne.", EndsAt = soon }, default);
        using var office = await host.SignedInAsync("administer");

        foreach (var isShut in new[] { false, true })
        {
            await office.GetAsync($"/admin/comptes/{author.Id}");
            if (isShut)
            {
                await office.PressAsync("Désactiver ce compte");
            }

            Assert.Contains(
                isShut ? "Le compte est désactivé. Voici ce qu'il devient" : "Si vous désactivez ce compte", office.Text,
                StringComparison.Ordinal);
            string[] expected =
            [
                "Publication urgente : Mairie Urgence", "Publication programmée : Mairie Programme", "Demande à valider : Mairie Envoi",
                "Brouillon : Mairie Brouillon",
                "reviendra dans la file des valideurs", "prendra fin à sa date d'elle-même",
            ];
            Assert.All(
                expected,
                text => Assert.Contains(
                    text, string.Join(' ', office.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
                    StringComparison.Ordinal));
            Assert.NotNull(office.Page.QuerySelector($"a[href='/extranet/demandes/{scheduled.Id}']"));
            Assert.NotNull(office.Page.QuerySelector($"a[href='/extranet/urgences/{published.Request.ActionId}']"));
            // A draft is its author's alone: a link would lead nowhere.
            Assert.DoesNotContain(
                office.Page.QuerySelectorAll("main a"), link => link.TextContent.Contains("Mairie Brouillon", StringComparison.Ordinal));
        }

        await office.GetAsync($"/admin/comptes/{approver.Id}");
        Assert.Contains("Validation donnée pour plus tard", office.Text, StringComparison.Ordinal);
    }

    private async Task<(Guid Id, int Revision)> RequestOfAsync(Guid entry) =>
        ((Guid)(await host.ExecuteAsync("select id from change_requests where entry_id = $1", entry))!,
            (int)(await host.ExecuteAsync("select revision from change_requests where entry_id = $1", entry))!);

    // As the API answers it, from everything published.
    private async Task<IEnumerable<string?>> AskedInCayenneAsync(Guid demarche)
    {
        await using var directory = new PublishedDirectory(new PostgresLog(host.DataSource), new PublishedDirectoryOptions());
        await directory.StartAsync();
        await directory.WaitForPictureAsync(default);
        var picture = directory.Current!;
        var desk = new InterlocutorDesk(picture, Instant.FromDateTimeOffset(host.Clock.GetUtcNow()), 5);
        return desk.ForDemarche(picture.FindDemarche(demarche)!, Cayenne).Interlocutors.Select(one => one.Record.Name.ToString()).ToList();
    }
}

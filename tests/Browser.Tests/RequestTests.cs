extern alias extranet;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using Npgsql;
using PublicDirectory.Browser.Tests.Hosting;
using PublicDirectory.Core.Accounts;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Browser.Tests;

/// <summary>A change from draft to decision, as its author and its approver meet it.</summary>
[Collection(ActingCollection.Name)]
public sealed class RequestTests(Chromium browser, Hosts hosts)
{
    private static int _taken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // without a script
    public async Task Change_SentReturnedCorrectedAndApproved_ByTwoPeopleAtTheKeyboard(bool script)
    {
        var (entry, name, _) = await EntryAsync();
        var (author, approver) = (await hosts.AgentAsync("propose"), await hosts.AgentAsync("approve"));
        await using var theirs = await browser.NewPageAsync(new() { JavaScriptEnabled = script });
        await using var other = await browser.NewPageAsync(new() { JavaScriptEnabled = script });
        var (editor, reviewer) = (theirs.Page, other.Page);
        await SignInAsync(editor, author);
        await SignInAsync(reviewer, approver);

        await GoAsync(editor, $"/extranet/fiches/{entry}/acces");
        await TabToAsync(editor, "textarea");
        await editor.Keyboard.TypeAsync("Rampe amovible.");
        await PressAsync(editor, "button", "Enregistrer");
        await GoAsync(editor, $"/extranet/fiches/{entry}/envoi");
        await TabToAsync(editor, "textarea");
        await editor.Keyboard.TypeAsync("Vu sur place.");
        await PressAsync(editor, "button", "Envoyer pour validation");
        Assert.Contains("Envoyé à ", await editor.Locator(".messages").InnerTextAsync(), StringComparison.Ordinal);

        await GoAsync(reviewer, "/extranet/validations?q=" + Uri.EscapeDataString(name));
        await PressAsync(reviewer, "a", "Examiner");
        Assert.Contains(
            await reviewer.Locator("ins").AllInnerTextsAsync(), text => text.Contains("Rampe amovible.", StringComparison.Ordinal));
        await TabToAsync(reviewer, "summary", "Commenter");
        await reviewer.Keyboard.PressAsync("Enter");
        await reviewer.Keyboard.PressAsync("Tab");
        await reviewer.Keyboard.TypeAsync("Dites où elle est.");
        await PressAsync(reviewer, "button", "Demander une correction");
        Assert.Contains("Correction demandée", await reviewer.Locator(".messages").InnerTextAsync(), StringComparison.Ordinal);

        await editor.ReloadAsync();
        await PressAsync(editor, "a", "Reprendre");
        Assert.Equal($"/extranet/fiches/{entry}/acces", new Uri(editor.Url).AbsolutePath);
        Assert.Contains("Dites où elle est.", await editor.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await TabToAsync(editor, "textarea");
        await editor.Keyboard.PressAsync("Control+A");
        await editor.Keyboard.TypeAsync("Rampe amovible à gauche de l'entrée.");
        await PressAsync(editor, "button", "Enregistrer");
        await GoAsync(editor, $"/extranet/fiches/{entry}/envoi");
        await PressAsync(editor, "button", "Envoyer pour validation");

        await GoAsync(reviewer, "/extranet/validations?q=" + Uri.EscapeDataString(name));
        await PressAsync(reviewer, "a", "Examiner");
        await PressAsync(reviewer, "a", "Valider et publier");
        Assert.Contains("sera visible sur les sites", await reviewer.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await PressAsync(reviewer, "button", "Valider et publier");
        Assert.Equal("Publié.", await reviewer.Locator(".messages").InnerTextAsync());

        var published = await CurrentAsync(entry);
        Assert.Equal("Rampe amovible à gauche de l'entrée.", published.Document.Accessibility!.Note);
        Assert.Empty(theirs.Complaints);
        Assert.Empty(other.Complaints);
    }

    [Fact]
    public async Task Pages_OfARequest_AreAccessibleInEachTheme()
    {
        var (author, approver) = (await hosts.AgentAsync("propose", "modify"), await hosts.AgentAsync("approve"));
        var (entry, _, document) = await EntryAsync();
        var draft = await DraftAsync(author, entry, Changed(document), (await CurrentAsync(entry)).Version);
        await using var theirs = await PageAsync(author);
        await using var other = await PageAsync(approver);
        var (editor, reviewer) = (theirs.Page, other.Page);

        await CheckAsync(editor, $"/extranet/fiches/{entry}/envoi");
        await editor.GetByText("Choisir une date de publication").ClickAsync();
        await editor.GetByLabel("À une date").CheckAsync();
        await ClickAsync(editor, "Envoyer pour validation");
        Assert.StartsWith("Erreur : ", await editor.TitleAsync(), StringComparison.Ordinal);
        await editor.AssertAccessibleAsync();
        await editor.GetByLabel("Dès la validation").CheckAsync();
        await editor.GetByLabel("Message au valideur").FillAsync("Nouvel accueil : horaires, fermeture pour travaux et entrée déplacée.");
        await ClickAsync(editor, "Envoyer pour validation");
        await editor.AssertAccessibleAsync();

        await CheckAsync(reviewer, "/extranet/validations");
        await CheckAsync(reviewer, $"/extranet/validations/{draft.Id}");
        await CheckAsync(reviewer, $"/extranet/validations/{draft.Id}?afficher=fiche");
        await CheckAsync(editor, $"/extranet/validations/{draft.Id}"); // its author
        await reviewer.Locator("summary", new() { HasText = "Commenter" }).First.ClickAsync();
        await ClickAsync(reviewer, "Refuser");
        Assert.StartsWith("Erreur : ", await reviewer.TitleAsync(), StringComparison.Ordinal);
        await reviewer.AssertAccessibleAsync();
        await GoAsync(reviewer, $"/extranet/validations/{draft.Id}");
        await reviewer.Locator("summary", new() { HasText = "Commenter" }).First.ClickAsync();
        await reviewer.Locator("textarea").First.FillAsync("Le samedi est de trop.");
        await ClickAsync(reviewer, "Demander une correction");
        await CheckAsync(editor, $"/extranet/demandes/{draft.Id}");
        await CheckAsync(editor, $"/extranet/fiches/{entry}/acces");
        await GoAsync(editor, $"/extranet/fiches/{entry}/envoi");
        await ClickAsync(editor, "Envoyer pour validation");
        await GoAsync(reviewer, $"/extranet/validations/{draft.Id}");
        await reviewer.GetByRole(AriaRole.Link, new() { Name = "Valider et publier" }).ClickAsync();
        await reviewer.AssertAccessibleAsync();
        await ClickAsync(reviewer, "Valider et publier");
        await reviewer.AssertAccessibleAsync();
        await CheckAsync(reviewer, "/extranet/validations?onglet=traitees");

        // A conflict: the draft is of the version before.
        var before = (await CurrentAsync(entry)).Document;
        await DraftAsync(author, entry, before with { Mission = "Accueille, renseigne et oriente." }, (await CurrentAsync(entry)).Version);
        var rival = await hosts.AgentAsync("propose");
        var theirDraft =
            await DraftAsync(
                rival, entry, before with { Mission = "Accueille et renseigne, sur rendez-vous." }, (await CurrentAsync(entry)).Version);
        await ApproveAsync(rival, approver, theirDraft);
        await CheckAsync(editor, $"/extranet/fiches/{entry}/conflit");
        await ClickAsync(editor, "Enregistrer mon choix");
        await editor.AssertAccessibleAsync();
        await CheckAsync(editor, $"/extranet/fiches/{entry}/conflit?abandonner=true");
        await ClickAsync(editor, "Abandonner ma saisie");
        await editor.AssertAccessibleAsync();
        await CheckAsync(editor, $"/extranet/fiches/{entry}/historique");
        await ClickAsync(editor, "Comparer");
        await editor.AssertAccessibleAsync();
        await CheckAsync(editor, "/extranet/validations?onglet=envois");

        async Task CheckAsync(IPage page, string path)
        {
            await GoAsync(page, path);
            await page.AssertAccessibleAsync();
        }
    }

    private static AdministrationDocument Changed(AdministrationDocument document) => document with
    {
        Mission = "Accueille les habitants, délivre les actes d'état civil et reçoit les demandes de passeport.",
        OpeningHours = new OpeningSchedule
        {
            Regular =
            [
                new() { Days = Weekdays.MondayToFriday, Opens = new ClockTime(9, 0), Closes = new ClockTime(12, 0) },
                new() { Days = Weekdays.Saturday, Opens = new ClockTime(9, 0), Closes = new ClockTime(11, 30), ByAppointment = true },
            ],
            Exceptional = [new() { From = new LocalDate(2027, 3, 8), To = new LocalDate(2027, 3, 10), Reason = "travaux" }],
        },
        Channels = [.. document.Channels, new ContactChannel { Kind = ChannelKind.Email, Value = "accueil@exemple.fr" }],
        Addresses = [.. document.Addresses.Select(address => address.Location is { } door
            ? address with { Location = new GeoPoint(door.Latitude + .0012, door.Longitude + .0021) }
            : address)],
        Accessibility = new Accessibility { Wheelchair = WheelchairAccess.Full, Note = "Rampe à gauche de l'entrée." },
        Competences = [.. document.Competences.Select((competence, index) => index == 0
            ? competence with { Communes = [.. competence.Communes.Append(InseeCode.Parse("69029")).Distinct().Order()] }
            : competence)],
    };

    private async Task<WatchedPage> PageAsync(Account account)
    {
        var watched = await browser.NewNarrowPageAsync();
        await SignInAsync(watched.Page, account);
        return watched;
    }

    private async Task SignInAsync(IPage page, Account account)
    {
        await GoAsync(page, "/connexion");
        await page.Locator("#Mail").FillAsync(account.Mail);
        await page.Locator("#Password").FillAsync(Agents.Password);
        await page.Locator("main button").ClickAsync();
    }

    private Task<IResponse?> GoAsync(IPage page, string path) => page.GotoAsync(new Uri(hosts.Extranet, path).ToString());

    private static Task ClickAsync(IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    // The Tab key until the focus is there: what cannot be reached by it cannot be used by everyone.
    private static async Task TabToAsync(IPage page, string tag, string text = "")
    {
        await page.WaitForLoadStateAsync();
        for (var i = 0; i < 120; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>(
                "([tag, text]) => document.activeElement.matches(tag) && document.activeElement.innerText.includes(text)",
                new[] { tag, text }))
            {
                return;
            }
        }

        Assert.Fail($"The Tab key does not reach {tag} « {text} » of {page.Url}.");
    }

    private static async Task PressAsync(IPage page, string tag, string text)
    {
        await TabToAsync(page, tag, text);
        var arrived = new TaskCompletionSource();
        void Arrive(object? sender, IFrame frame) => arrived.TrySetResult();
        page.FrameNavigated += Arrive;
        await page.Keyboard.PressAsync("Enter");
        await arrived.Task.WaitAsync(TimeSpan.FromMinutes(1)); // only a hang takes so long
        page.FrameNavigated -= Arrive;
        await page.WaitForLoadStateAsync();
    }

    // An administration of the sample that no other test changes.
    private async Task<(Guid Id, string Name, AdministrationDocument Document)> EntryAsync()
    {
        await using var database = NpgsqlDataSource.Create(hosts.Database.OwnerConnectionString);
        await using var command = database.CreateCommand(
            "select id, name from entries where kind = 'administration' and name like 'Mairie%' order by name, id offset $1 limit 1");
        command.Parameters.Add(new() { Value = Interlocked.Increment(ref _taken) });
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        var (id, name) = (reader.GetGuid(0), reader.GetString(1));
        return (id, name, (await CurrentAsync(id)).Document);
    }

    private async Task<(int Version, AdministrationDocument Document)> CurrentAsync(Guid entry)
    {
        await using var database = NpgsqlDataSource.Create(hosts.Database.OwnerConnectionString);
        await using var connection = await database.OpenConnectionAsync();
        var current = (await EntryReader.ReadCurrentAsync(connection, entry, default))!;
        return (current.Version, (AdministrationDocument)current.ReadDocument()!);
    }

    private async Task<ChangeRequest> DraftAsync(Account author, Guid entry, AdministrationDocument document, int version) =>
        (await hosts.ExtranetServices.GetRequiredService<Drafts>().SaveAsync(
            author.Id, new DraftInput { EntryId = entry, BaseVersion = version, Document = document }, default)).Request;

    private async Task ApproveAsync(Account author, Account approver, ChangeRequest draft)
    {
        var sent = await hosts.ExtranetServices.GetRequiredService<Submissions>().SubmitAsync(
            author.Id, new SubmitInput { RequestId = draft.Id, Revision = draft.Revision }, default);
        Assert.True(
            (await hosts.ExtranetServices.GetRequiredService<Approvals>()
                .ApproveAsync(approver.Id, draft.Id, sent.Request.Revision, default)).IsDone);
    }
}

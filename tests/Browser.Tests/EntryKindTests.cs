using Microsoft.Playwright;
using NodaTime;
using Npgsql;
using PublicDirectory.Browser.Tests.Hosting;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Storage;
using PublicDirectory.Testing;

namespace PublicDirectory.Browser.Tests;

/// <summary>The pages that edit démarches, kinds of service, messages and local complements.</summary>
[Collection(LookingCollection.Name)]
public sealed class EntryKindTests(Chromium browser, Hosts hosts)
{
    [Fact]
    public async Task Pages_InEachTheme_AreAccessibleAndQuiet()
    {
        var (demarche, type, notice, complement) =
            (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var national = A.Demarche() with { ExternalIds = [] };
        await PublishAsync(demarche, national);
        await PublishAsync(
            type,
            new ServiceTypeDocument { Code = "maison_justice", Label = "Maison de justice et du droit", Acronym = "MJD", Provenance = national.Provenance });
        await PublishAsync(
            notice,
            A.Notice() with { Concerns = new() { Departements = ["69"], ServiceTypes = ["mairie"], Administrations = [demarche] } });
        await PublishAsync(complement, A.LocalComplement(demarche) with { Basis = new DemarcheBasis(1, A.Morning) });
        await PublishAsync(demarche, national with { Cost = [new() { Text = "25 € en timbre fiscal." }] }, 1);
        var account = await hosts.AgentAsync("modify");
        await using var watched = await browser.NewNarrowPageAsync();
        var page = watched.Page;
        await hosts.SignInAsync(page, account.Mail);

        foreach (var path in (string[])
        [
            .. new[] { "presentation", "classement", "situations", "documents", "etapes", "en-ligne", "cout-et-delai", "traitement", "texte" }
                .Select(section => $"{demarche}/{section}"),
            $"{type}/nature", $"{notice}/message", $"{notice}/concernes", $"{complement}/complement", $"{complement}/documents-locaux",
            "nouvelle/complement", "nouvelle/complement?Search=carte",
            $"nouvelle/complement?demarche={demarche}",
        ])
        {
            await page.GotoAsync(new Uri(hosts.Extranet, $"/extranet/fiches/{path}").ToString());
            await page.AssertAccessibleAsync();
        }

        Assert.Empty(watched.Complaints);

        // A search for fiches, and a refused form.
        await page.GotoAsync(new Uri(hosts.Extranet, $"/extranet/fiches/{notice}/concernes").ToString());
        await page.GetByLabel("Chercher une fiche").FillAsync("mairie");
        await page.GetByRole(AriaRole.Button, new() { Name = "Chercher", Exact = true }).ClickAsync();
        await page.AssertAccessibleAsync();
        await page.GotoAsync(new Uri(hosts.Extranet, $"/extranet/fiches/{demarche}/documents").ToString());
        await page.Locator("#Form-Documents-1--Copies").FillAsync("beaucoup");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer", Exact = true }).ClickAsync();
        await page.AssertAccessibleAsync();
        await page.Locator("#erreurs a").First.ClickAsync();
        Assert.Equal("Form-Documents-1--Copies", await page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [Fact]
    public async Task Document_AddedAtTheKeyboard_IsSavedByEnter()
    {
        var demarche = Guid.CreateVersion7();
        await PublishAsync(demarche, A.Demarche() with { ExternalIds = [] });
        var account = await hosts.AgentAsync("modify");
        await using var watched = await browser.NewPageAsync(new() { JavaScriptEnabled = false });
        var page = watched.Page;
        await hosts.SignInAsync(page, account.Mail);
        await page.GotoAsync(new Uri(hosts.Extranet, $"/extranet/fiches/{demarche}/etapes").ToString());

        await page.Locator("#etapes-ajouter").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#Form-Steps-2--Title").FillAsync("Prendre rendez-vous");
        await page.Keyboard.PressAsync("Enter"); // saves, and takes no row away

        await page.GetByText("Brouillon enregistré.").WaitForAsync();
        Assert.Equal("Prendre rendez-vous", await page.Locator("#Form-Steps-2--Title").InputValueAsync());
        Assert.Equal(3, await page.Locator(".row").CountAsync());
    }

    private async Task PublishAsync(Guid id, EntryDocument document, int version = 0)
    {
        await using var database = NpgsqlDataSource.Create(hosts.Database.OwnerConnectionString);
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var publisher = await Publisher.BeginAsync(
            connection,
            new PublicationContext
            {
                Path =
                    PublicationPath.Import, Author = "importer", Source = Sources.Sample.Code, At = A.Morning + Duration.FromDays(version),
            },
            default);
        await publisher.PublishAsync([new Publication(id, document.Kind, version, DocumentJson.Write(document), true)], default);
        await publisher.CompleteAsync(default);
        await transaction.CommitAsync();
    }
}

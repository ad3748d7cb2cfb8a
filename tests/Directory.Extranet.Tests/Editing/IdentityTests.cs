using System.Net;
using NetTopologySuite.IO;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Editing;

public sealed class IdentityTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task Save_OfEveryField_IsInTheDraft()
    {
        await host.LoadTerritoriesAsync();
        var parent = await host.PublishAsync(A.Mairie("Métropole de Lyon"));
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await OpenAsync(entry);

        await editor.SubmitAsync(new Dictionary<string, object?>
        {
            ["Form.Name"] = "Mairie de Villeurbanne ",
            ["Form.Acronym"] = "MV",
            ["Form.Mission"] = "Accueille.\r\nRenseigne.",
            ["Form.Parent.Text"] = "metropole lyon",
            ["Form.Addresses[0].Lines"] = "Hôtel de ville\r\n\r\nPlace Lazare-Goujon",
            ["Form.Siret"] = "216 902 668 00005",
            ["Form.Responsible"] = "Direction de l'accueil",
        });

        Assert.Equal("Brouillon enregistré.", editor.Said);
        var draft = (await host.DraftAsync(entry))!;
        Assert.Equal("Mairie de Villeurbanne", draft.Name);
        Assert.Equal("MV", draft.Acronym);
        Assert.Equal("Accueille.\nRenseigne.", draft.Mission);
        Assert.Equal(parent, draft.Parent);
        Assert.Equal(["Hôtel de ville", "Place Lazare-Goujon"], draft.Addresses[0].Lines);
        Assert.Equal(A.Mairie().Addresses[0].Location, draft.Addresses[0].Location);
        Assert.Contains(new ExternalId(ExternalIdSchemes.Siret, "21690266800005"), draft.ExternalIds);
        Assert.Contains(A.Mairie().ExternalIds[0], draft.ExternalIds);
        Assert.Equal(new ResponsibleUnit("Direction de l'accueil"), draft.Responsible);
    }

    [Theory]
    [InlineData("Form.Name", "", "Saisissez le nom de l'administration.", "#Form-Name")]
    [InlineData("Form.Siret", "12345678901234", "Ce SIRET n'existe pas : vérifiez les 14 chiffres.", "#Form-Siret")]
    [InlineData(
        "Form.Addresses[0].PostalCode", "6910", "Adresse 1 : saisissez un code postal de cinq chiffres.", "#Form-Addresses-0--PostalCode")]
    [InlineData(
        "Form.Addresses[0].Latitude", "95", "Adresse 1 : saisissez une latitude entre -90 et 90, par exemple 45,7667.",
        "#Form-Addresses-0--Latitude")]
    [InlineData("Form.Commune.Text", "", "Indiquez la commune où se trouve ce service.", "#Form-Commune")]
    public async Task Save_OfAMistake_IsSaidAtItsField(string field, string value, string message, string link)
    {
        await host.LoadTerritoriesAsync();
        using var editor = await OpenAsync(await host.PublishAsync(A.Mairie()));

        await editor.SubmitAsync(new Dictionary<string, object?> { [field] = value });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, editor.Status);
        Assert.Equal(message, editor.Error);
        Assert.Equal(link, editor.Page.QuerySelector("#erreurs a")!.GetAttribute("href"));
        Assert.NotNull(editor.Page.QuerySelector(link));
        Assert.Contains(message, editor.Page.QuerySelector(link + "-messages")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_OfManyMistakes_SaysThemAllAtOnce_EachWithItsRow()
    {
        await host.LoadTerritoriesAsync();
        using var editor = await OpenAsync(await host.PublishAsync(A.Mairie()));

        await editor.SubmitAsync(new Dictionary<string, object?>
        {
            ["Form.Name"] = "", ["Form.Siret"] = "12345678901234", ["Form.Addresses[0].PostalCode"] = "6910",
            ["Form.Addresses[0].Latitude"] = "95",
        });

        Assert.Equal(
            [
                "Adresse 1 : saisissez un code postal de cinq chiffres.",
                "Adresse 1 : saisissez une latitude entre -90 et 90, par exemple 45,7667.",
                "Ce SIRET n'existe pas : vérifiez les 14 chiffres.",
                "Saisissez le nom de l'administration.",
            ],
            editor.Page.QuerySelectorAll("#erreurs li").Select(item => item.TextContent).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Save_OfCoordinatesFarFromTheCommune_SaysTheDistance_AndIsDoneOnceConfirmed()
    {
        await host.LoadTerritoriesAsync();
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await OpenAsync(entry);

        await editor.SubmitAsync(
            new Dictionary<string, object?> { ["Form.Addresses[0].Latitude"] = "45,6969", ["Form.Addresses[0].Longitude"] = "4,8867" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, editor.Status);
        Assert.Contains(
            "Les coordonnées sont à 7,8 km de la mairie de Villeurbanne, plus près de celle de Vénissieux.", editor.Text,
            StringComparison.Ordinal);
        Assert.Equal(45.7667, (await host.DraftAsync(entry))!.Addresses[0].Location!.Value.Latitude);
        var despite = editor.Page.QuerySelector("button[name=__malgre]")!.GetAttribute("value")!;
        await editor.SubmitAsync(new Dictionary<string, object?> { ["__malgre"] = despite }, "form#rubrique");
        Assert.Equal("Brouillon enregistré.", editor.Said);
        Assert.Equal(45.6969, (await host.DraftAsync(entry))!.Addresses[0].Location!.Value.Latitude);
    }

    [Theory]
    [InlineData("45,75", "4,85", null)] // in the outline, though another town hall is nearer
    [InlineData("45,75", "4,8787", null)] // 300 m outside, less a little: the outline is simplified
    [InlineData("45,75", "4,9", "Les coordonnées sont hors de la commune de Villeurbanne, à 1,9 km de ses limites.")]
    [InlineData(
        "45,6", "4,6", "Les coordonnées sont dans la commune de Oullins-Pierre-Bénite, à 11,7 km des limites de celle de Villeurbanne.")]
    public async Task Save_OfCoordinatesWhereAnOutlineIsKnown_IsComparedWithIt(string latitude, string longitude, string? warning)
    {
        static SourceOutline Outline(string code, string wkt) => new(InseeCode.Parse(code), new WKTReader().Read(wkt).AsBinary());
        await host.LoadTerritoriesAsync(SmallFrance.Data with
        {
            Communes =
                [.. SmallFrance.Data.Communes.Select(
                    commune => commune.Code.Value == "69123" ? commune with { Location = null } : commune)],
            Outlines =
            [
                Outline("69149", "POLYGON((4.5 45.5, 4.75 45.5, 4.75 45.625, 4.5 45.625, 4.5 45.5))"),
                Outline("69266", "POLYGON((4.75 45.5, 4.875 45.5, 4.875 45.875, 4.75 45.875, 4.75 45.5))"),
            ],
        });
        using var editor = await OpenAsync(await host.PublishAsync(A.Mairie()));

        await editor.SubmitAsync(
            new Dictionary<string, object?> { ["Form.Addresses[0].Latitude"] = latitude, ["Form.Addresses[0].Longitude"] = longitude });

        Assert.Equal(warning is null ? "Brouillon enregistré." : null, editor.Said);
        Assert.Contains(warning ?? "", editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_OfAnotherCommuneThanThatOfTheCoordinates_IsAskedAbout()
    {
        await host.LoadTerritoriesAsync();
        using var editor = await OpenAsync(await host.PublishAsync(A.Mairie()));

        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Commune.Text"] = "Vénissieux" });

        Assert.Contains("de la mairie de Vénissieux, plus près de celle de Villeurbanne", editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_AddedMovedAndRemoved_KeepWhatTheFormDoesNotShow()
    {
        await host.LoadTerritoriesAsync();
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await OpenAsync(entry);

        await editor.SubmitAsync(new Dictionary<string, object?> { ["geste"] = "adresses:ajouter" });
        Assert.Null(editor.Page.QuerySelector("#erreurs")); // a new row is no mistake
        Assert.Equal("#Form-Addresses-1--Kind", editor.Address.Fragment);
        await editor.SubmitAsync(new Dictionary<string, object?>
        {
            ["Form.Addresses[1].Kind"] = "Postal",
            ["Form.Addresses[1].Lines"] = "BP 12",
            ["Form.Addresses[1].PostalCode"] = "69100",
            ["Form.Addresses[1].City"] = "Villeurbanne",
            ["geste"] = "adresses:monter:1",
        });
        await editor.SubmitAsync();

        var addresses = (await host.DraftAsync(entry))!.Addresses;
        Assert.Equal(["BP 12"], addresses[0].Lines);
        Assert.Equal("69266", addresses[0].Commune!.Value.Value); // located by its name and postal code
        Assert.Equal(DocumentJson.WritePart(A.Mairie().Addresses[0]), DocumentJson.WritePart(addresses[1]));
        await editor.SubmitAsync(new Dictionary<string, object?> { ["geste"] = "adresses:retirer:0" });
        Assert.Equal("Adresse retirée.", editor.Said);
        Assert.Equal("#adresses-ajouter", editor.Address.Fragment);
        await editor.SubmitAsync();
        Assert.Single((await host.DraftAsync(entry))!.Addresses);
    }

    private async Task<Visitor> OpenAsync(Guid entry)
    {
        var editor = await host.SignedInAsync("propose");
        await editor.GetAsync($"/extranet/fiches/{entry}/identite");
        return editor;
    }
}

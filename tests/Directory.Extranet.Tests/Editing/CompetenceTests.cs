using System.Net;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Territories;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Editing;

public sealed class CompetenceTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Fact]
    public async Task Save_OfAZoneWithDates_IsInTheDraft()
    {
        await host.LoadTerritoriesAsync();
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await OpenAsync(entry);

        await editor.SubmitAsync(new Dictionary<string, object?>
        {
            ["Form.Rows[0].Regions"] = "Guyane",
            ["Form.Rows[0].Departements"] = "01 Ain",
            ["Form.Rows[0].Communes"] = "Bron, Villeurbanne",
            ["Form.Rows[0].ValidFrom"] = "2026-01-01",
            ["Form.Rows[0].ValidTo"] = "31/12/2026",
        });

        Assert.Equal("Brouillon enregistré.", editor.Said);
        var competence = Assert.Single((await host.DraftAsync(entry))!.Competences);
        Assert.Equal(["03"], competence.Regions);
        Assert.Equal(["01"], competence.Departements);
        Assert.Equal(["69029", "69266"], competence.Communes.Select(code => code.Value));
        Assert.Equal(new LocalDate(2026, 1, 1), competence.ValidFrom);
        Assert.Equal(new LocalDate(2026, 12, 31), competence.ValidTo);
        Assert.Equal("69029 Bron\n69266 Villeurbanne", editor.Page.QuerySelector("#Form-Rows-0--Communes")!.TextContent);
    }

    [Fact]
    public async Task Save_OfLinesThatNameNoCommune_SaysWhichAndKeepsTheList()
    {
        await host.LoadTerritoriesAsync();
        using var editor = await OpenAsync(await host.PublishAsync(A.Mairie()));
        var list = "Bron\n69100\n" + string.Join('\n', Enumerable.Range(1, 12).Select(number => $"Nulle part {number}"));

        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Rows[0].Communes"] = list });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, editor.Status);
        var errors = editor.Page.QuerySelectorAll("#erreurs li").Select(error => error.TextContent).ToList();
        Assert.Equal("Zone 1 : ligne 2 : 69100 est un code postal. Saisissez le code Insee : 69266 (Villeurbanne).", errors[0]);
        Assert.Equal("Zone 1 : et 3 autres lignes à corriger.", errors[^1]);
        Assert.Equal(11, errors.Count);
        Assert.Equal(list, editor.Page.QuerySelector("#Form-Rows-0--Communes")!.TextContent.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Save_OfTheWholeCountryWithAList_IsRefused()
    {
        await host.LoadTerritoriesAsync();
        using var editor = await OpenAsync(await host.PublishAsync(A.Mairie()));

        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Rows[0].WholeCountry"] = "true" });

        Assert.Equal("Zone 1 : une compétence nationale ne liste ni commune, ni département, ni région.", editor.Error);
    }

    [Fact]
    public async Task List_OfSevenHundredCommunes_IsPastedByNameAndShownWithItsCount()
    {
        var data = SmallFrance.Data with
        {
            Communes =
            [
                .. SmallFrance.Data.Communes,
                .. Enumerable.Range(100, 700).Select(number => new Commune
                {
                    Code = InseeCode.Parse($"01{number}"),
                    Name = $"Sainte-Commune-{number}",
                    Kind = CommuneKind.Current,
                    DepartementCode = "01",
                    RegionCode = "84",
                }),
            ],
        };
        await host.LoadTerritoriesAsync(data);
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await OpenAsync(entry);

        await editor.SubmitAsync(new Dictionary<string, object?>
        {
            ["Form.Rows[0].Communes"] = string.Join("\r\n", Enumerable.Range(100, 700).Select(number => $"STE COMMUNE {number}")),
        });

        Assert.Equal("Brouillon enregistré.", editor.Said);
        Assert.Equal(700, (await host.DraftAsync(entry))!.Competences[0].Communes.Count);
        Assert.Contains("700 communes indiquées.", editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zone_DeducedFromTheSeat_IsDeclaredOnceSomeoneWritesIt()
    {
        await host.LoadTerritoriesAsync();
        var entry = await host.PublishAsync(A.Mairie() with
        {
            Competences = [new Competence { ServiceType = "mairie", Basis = CompetenceBasis.Seat, Communes = [InseeCode.Parse("69266")] }],
        });
        using var editor = await OpenAsync(entry);
        Assert.Contains("personne ne l'a encore déclarée", editor.Text, StringComparison.Ordinal);

        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Rows[0].Communes"] = "69266 Villeurbanne\n69029" });

        Assert.Equal(CompetenceBasis.Declared, (await host.DraftAsync(entry))!.Competences[0].Basis);
    }

    [Fact]
    public async Task Zone_AddedAndRemoved_IsAddedAndRemoved()
    {
        await host.LoadTerritoriesAsync();
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await OpenAsync(entry);

        await editor.SubmitAsync(new Dictionary<string, object?> { ["geste"] = "zones:ajouter" });
        Assert.Null(editor.Page.QuerySelector("#erreurs"));
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Rows[1].WholeCountry"] = "true" });
        Assert.True((await host.DraftAsync(entry))!.Competences[1].WholeCountry);
        await editor.SubmitAsync(new Dictionary<string, object?> { ["geste"] = "zones:retirer:0" });
        Assert.Equal("Zone retirée.", editor.Said);
        await editor.SubmitAsync();

        Assert.True(Assert.Single((await host.DraftAsync(entry))!.Competences).WholeCountry);
    }

    private async Task<Visitor> OpenAsync(Guid entry)
    {
        var editor = await host.SignedInAsync("propose");
        await editor.GetAsync($"/extranet/fiches/{entry}/competence");
        return editor;
    }
}

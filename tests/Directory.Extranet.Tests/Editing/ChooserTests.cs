using System.Net;
using System.Text.Json;
using PublicDirectory.Core.Territories;
using PublicDirectory.Extranet.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Extranet.Tests.Editing;

/// <summary>What choosers propose, with and without their script.</summary>
public sealed class ChooserTests(ExtranetHost host) : IClassFixture<ExtranetHost>
{
    [Theory]
    [InlineData("st laurent du maroni", "97311")]
    [InlineData("Saint-Laurent", "97311")]
    [InlineData("decines", "69275")] // Décines-Charpieu
    [InlineData("97320", "97311")] // a postal code
    [InlineData("69152", "69149")] // the code of a commune of the past
    [InlineData("decinnes charpieu", "69275")] // a mistake
    public async Task Communes_WrittenInManyWays_AreProposedFirst(string text, string code)
    {
        await host.LoadTerritoriesAsync();

        var found = await SuggestAsync("communes", text);

        Assert.Equal(code, found[0].GetProperty("value").GetString());
    }

    [Theory]
    [InlineData("mairie bourg bresse")] // words, not the sentence's small ones
    [InlineData("BOURG-EN mair")] // beginnings, in any order
    [InlineData("mairie de Bourg")]
    [InlineData("01000")] // the postal code of its commune
    public async Task Administrations_ByWordsOfTheirName_AreProposed(string text)
    {
        await host.LoadTerritoriesAsync();
        var id = await host.PublishAsync(A.Mairie("Mairie - Bourg-en-Bresse") with { Commune = InseeCode.Parse("01053") });
        await host.PublishAsync(A.Mairie("Mairie - Bourgoin"));

        var found = await SuggestAsync("administrations", text);

        Assert.Contains(id.ToString(), found.Select(one => one.GetProperty("value").GetString()));
    }

    [Theory]
    [InlineData("Sous-préfecture - Saint-Étienne", "st etienne")]
    [InlineData("Sous-préfecture - St-Étienne", "saint étienne")]
    [InlineData("Cœur d'ÎLE", "coeur ile")]
    [InlineData("ÉCOLE Ste-Barbe & fils", "ecole sainte barbe")]
    public async Task Administrations_FoldedByTheDatabaseAsWhatIsTyped_AreFound(string name, string text)
    {
        var id = await host.PublishAsync(A.Mairie(name));

        var found = await SuggestAsync("administrations", text);

        Assert.Contains(id.ToString(), found.Select(one => one.GetProperty("value").GetString()));
    }

    [Theory]
    [InlineData("' | !!& <:*")]
    [InlineData("():&|")]
    [InlineData("%")]
    public async Task Administrations_SearchedWithSigns_AnswerQuietly(string text) =>
        Assert.Empty(await SuggestAsync("administrations", text));

    [Fact]
    public async Task Services_ByLabelOrAcronym_AreProposed()
    {
        await host.PublishTypeAsync("caisse_alloc", "Caisse d'allocations familiales");

        var found = await SuggestAsync("services", "alloc");

        Assert.Equal("caisse_alloc", found[0].GetProperty("value").GetString());
    }

    [Fact]
    public async Task Suggestions_WithoutASession_AreNotGiven()
    {
        using var stranger = host.Visit();

        await stranger.GetAsync("/extranet/choix/communes?q=lyon");

        Assert.Equal("/connexion", stranger.Address.AbsolutePath);
    }

    [Fact]
    public async Task Suggestions_OfSomethingElse_AreNotFound()
    {
        using var editor = await host.SignedInAsync("propose");

        await editor.GetAsync("/extranet/choix/comptes?q=camille");

        Assert.Equal(HttpStatusCode.NotFound, editor.Status);
    }

    [Fact]
    public async Task Search_WithoutScript_BringsRadioButtons_AndTheChoiceIsSaved()
    {
        await host.LoadTerritoriesAsync();
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await host.SignedInAsync("propose");
        await editor.GetAsync(Path(entry));

        await editor.SubmitAsync(
            new Dictionary<string, object?> { ["Form.Commune.Text"] = "saint", ["geste"] = "rechercher:Form.Commune" });

        Assert.Equal(HttpStatusCode.SeeOther, editor.Steps[0]);
        Assert.Null(editor.Page.QuerySelector("#erreurs"));
        Assert.Equal(
            ["Saint-Laurent-du-Maroni (973)", "Saint-Georges (973)", "Saint-Priest (69)"],
            editor.Page.QuerySelectorAll(".chooser__found label")
                .Select(label => label.ChildNodes[0].TextContent.Trim())
                .Order()
                .OrderByDescending(label => label.Contains("Maroni", StringComparison.Ordinal)));
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Commune.Code"] = "69290" });
        Assert.Equal("Brouillon enregistré.", editor.Said);
        Assert.Equal("Saint-Priest (69)", editor.Page.QuerySelector("#Form-Commune")!.GetAttribute("value"));
        Assert.Equal("69290", (await host.DraftAsync(entry))!.Commune!.Value.Value);
    }

    [Fact]
    public async Task Save_OfATextThatMeansSeveral_AsksToChoose()
    {
        await host.LoadTerritoriesAsync();
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await host.SignedInAsync("propose");
        await editor.GetAsync(Path(entry));

        // The code of the commune chosen before is still in the form: it must not count for another text.
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Commune.Text"] = "saint" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, editor.Status);
        Assert.Equal("Plusieurs communes correspondent à « saint » : choisissez dans la liste.", editor.Error);
        Assert.Equal("#Form-Commune", editor.Page.QuerySelector("#erreurs a")!.GetAttribute("href"));
        Assert.NotEmpty(editor.Page.QuerySelectorAll(".chooser__found input[type=radio]"));
    }

    [Fact]
    public async Task Save_OfANameWithAMistake_AsksAndTakesNothing()
    {
        await host.LoadTerritoriesAsync();
        var entry = await host.PublishAsync(A.Mairie());
        using var editor = await host.SignedInAsync("propose");
        await editor.GetAsync(Path(entry));

        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Commune.Text"] = "villeurbane" });

        Assert.Equal(
            "Aucune commune ne correspond à « villeurbane » : choisissez dans la liste, ou saisissez un autre mot.", editor.Error);
        Assert.Equal("69266", editor.Page.QuerySelector(".chooser__found input[type=radio]")!.GetAttribute("value"));
        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Commune.Code"] = "69266" });
        Assert.Equal("Villeurbanne (69)", editor.Page.QuerySelector("#Form-Commune")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Save_OfATextThatMeansOne_TakesIt()
    {
        await host.LoadTerritoriesAsync();
        var entry = await host.PublishAsync(A.Mairie() with { Addresses = [] });
        using var editor = await host.SignedInAsync("propose");
        await editor.GetAsync(Path(entry));

        await editor.SubmitAsync(new Dictionary<string, object?> { ["Form.Commune.Text"] = "69500" });

        Assert.Equal("Bron (69)", editor.Page.QuerySelector("#Form-Commune")!.GetAttribute("value"));
    }

    private static string Path(Guid entry) => $"/extranet/fiches/{entry}/identite";

    private async Task<IReadOnlyList<JsonElement>> SuggestAsync(string source, string text)
    {
        using var editor = await host.SignedInAsync("propose");
        var json = await editor.Client.GetStringAsync($"/extranet/choix/{source}?q={Uri.EscapeDataString(text)}");
        return [.. JsonDocument.Parse(json).RootElement.EnumerateArray()];
    }
}

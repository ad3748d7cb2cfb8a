using PublicDirectory.Importers.Tests.Fiches;
using PublicDirectory.Testing;

namespace PublicDirectory.Importers.Tests.Commands;

/// <summary>Démarches from beginning to end, on a real database.</summary>
public sealed class FichesCommandTests : IAsyncLifetime
{
    private readonly ImporterDatabase _database = new();

    public Task InitializeAsync() => _database.InitializeAsync();

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Fiches_Twice_ThenWithABadFile_ChangesNothingAndTellsWhere()
    {
        var archive = _database.Write("vosdroits-part.zip", FicheExamples.Zip(
            ("F1.xml", FicheExamples.Card),
            ("F2.xml", FicheExamples.Plain("F2", "Renouveler la carte")),
            ("F3.xml", FicheExamples.Plain("F3", "**Guide", type: "Recherche guidée")),
            ("menu.xml", "<menu/>"),
            ("N2.xml", FicheExamples.Dossier),
            ("R1.xml", FicheExamples.Service)));

        var first = await _database.RunAsync("fiches", archive);
        var second = await _database.RunAsync("fiches", archive);
        var verified = await _database.RunAsync("verify");
        _database.Write("vosdroits-part.zip", FicheExamples.Zip(
            ("F1.xml", FicheExamples.Card), ("F2.xml", FicheExamples.Plain("F2", "Renouveler la carte")),
            ("F4.xml", "<Publication><broken")));
        var third = await _database.RunAsync("fiches", archive, "--report", _database.PathOf("report.csv"));

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Contains("2 added", first.Output, StringComparison.Ordinal);
        Assert.Contains("GUIDED_SEARCH 1", first.Output, StringComparison.Ordinal);
        Assert.Contains(
            "5 files: 1 themes and dossiers, 1 forms and services, 0 withdrawn\n  2 démarches: 1 with documents to bring (4)", first.Output,
            StringComparison.Ordinal);
        Assert.Contains(
            "0 added + 0 changed + 0 confirmed + 0 kept as they are here + 2 unchanged", second.Output, StringComparison.Ordinal);
        Assert.Contains(" 0 problem(s)", verified.Output, StringComparison.Ordinal);
        Assert.Equal(0, third.ExitCode);
        Assert.Contains("1 rejected", third.Output, StringComparison.Ordinal);
        Assert.Contains(
            "vosdroits-part.zip, F4.xml: Not the XML of a fiche", File.ReadAllText(_database.PathOf("report.csv")),
            StringComparison.Ordinal);
        Assert.Equal(
            1,
            await _database.CountAsync(
                "select count(*) from entries where kind = 'demarche' and name = 'Carte des jardins' and types = '{mairie}'"));
    }

    [Fact]
    public async Task Fiches_OfAFolderWithAnIndex_LeavesOutWhatWasWithdrawn()
    {
        var folder = Directory.CreateDirectory(_database.PathOf("fiches")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "F1.xml"), FicheExamples.Card);
        await File.WriteAllTextAsync(Path.Combine(folder, "F2.xml"), FicheExamples.Plain("F2", "Retirée"));
        await File.WriteAllTextAsync(Path.Combine(folder, "index.json"), """[{"id":"F1","type":"particuliers"}]""");

        var outcome = await _database.RunAsync("fiches", folder);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("1 added", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("WITHDRAWN 1", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fiches_AsJsonThenAsXml_AreTheSame()
    {
        var folder = Directory.CreateDirectory(_database.PathOf("json/particuliers")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "F1.json"), FicheExamples.Json(FicheExamples.Card));
        await File.WriteAllTextAsync(Path.Combine(folder, "N2.json"), FicheExamples.Json(FicheExamples.Dossier));
        await File.WriteAllTextAsync(Path.Combine(folder, "F3.json"), """{"children":[{"type":"element"}]}""");

        var json = await _database.RunAsync("fiches", _database.PathOf("json"), "--report", _database.PathOf("report.csv"));
        var xml =
            await _database.RunAsync(
                "fiches",
                _database.Write("vosdroits.zip", FicheExamples.Zip(("F1.xml", FicheExamples.Card), ("N2.xml", FicheExamples.Dossier))));

        Assert.Equal((0, ""), (json.ExitCode, json.Error));
        Assert.Contains("1 added", json.Output, StringComparison.Ordinal);
        Assert.Contains(
            "F3.json: An element has no \"\"name\"\"", File.ReadAllText(_database.PathOf("report.csv")), StringComparison.Ordinal);
        Assert.Contains("+ 1 unchanged", xml.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fiches_OfADamagedArchive_WritesNothing()
    {
        var whole = FicheExamples.Zip(("F1.xml", FicheExamples.Card));
        var before = await _database.StateAsync();

        var outcome = await _database.RunAsync("fiches", _database.Write("vosdroits.zip", whole[..(whole.Length / 2)]));

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("vosdroits.zip", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(before, await _database.StateAsync());
    }

    [NationalDataFact]
    public async Task Fiches_OfTheCountry_AllComeIn()
    {
        var folder = Path.Combine(Repository.NationalData!, "dila-fiches-2020");

        var outcome = await _database.RunAsync("fiches", folder);

        Assert.Equal(0, outcome.ExitCode); // standard error holds the progress
        Assert.Contains("3,424 added", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("0 rejected = 3,781", outcome.Output, StringComparison.Ordinal);
        Assert.Contains(
            "7,591 files: 306 themes and dossiers, 3,239 forms and services, 567 withdrawn", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("UNKNOWN_COUNTER", outcome.Output, StringComparison.Ordinal);
    }
}

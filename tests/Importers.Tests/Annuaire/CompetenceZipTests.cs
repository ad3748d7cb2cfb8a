using System.IO.Compression;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Territories;
using PublicDirectory.Importers.Annuaire;

namespace PublicDirectory.Importers.Tests.Annuaire;

public sealed class CompetenceZipTests : IDisposable
{
    private const string Caf = "6a1c3a54-8f0e-4a43-9d6e-0123456789ab";
    private const string Mairie = "7b2d4b65-9a1f-4b54-8e7f-123456789abc";
    private static readonly InseeCode Villeurbanne = InseeCode.Parse("69266");

    private readonly string _path = Path.GetTempFileName();
    private readonly List<ImportIssue> _issues = [];

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task Read_OfCommunes_IsTurnedRound()
    {
        var table = await ReadAsync(
            Commune("69266", ("mairie", Mairie), ("caf", Caf)),
            Commune("69123", ("caf", Caf), ("msa", Caf)).Replace("{\"commune\":[", "").Replace("}]}]}", "}]}")); // no envelope

        var caf = table.Of(Caf, ["msa", "caf"], null);

        Assert.Empty(_issues);
        Assert.Equal(new CompetenceTally(2, 0, 0, 4, 0, 0, 2), table.Tally);
        Assert.Equal(["msa", "caf"], caf.Select(competence => competence.ServiceType)); // its own order of types
        Assert.Equal(["69123", "69266"], caf[1].Communes.Select(code => code.Value));
        Assert.All(caf, competence => Assert.Equal(CompetenceBasis.Declared, competence.Basis));
    }

    [Fact]
    public async Task Read_OfOldCodes_GivesTodaysOnce()
    {
        var table = await ReadAsync(Commune("01205", ("caf", Caf)), Commune("01033", ("caf", Caf)));

        Assert.Equal(["01033"], Assert.Single(table.Of(Caf, ["caf"], null)).Communes.Select(code => code.Value));
        Assert.Equal((1, 1), (table.Tally.Rows, table.Tally.DuplicateRows));
    }

    [Fact]
    public async Task Read_OfWhatIsUnknown_CountsAndReportsIt()
    {
        var table = await ReadAsync(
            Commune("99999", ("caf", Caf)), Commune("69266", ("caf", "caf-69-01"), ("Été", Caf), ("mairie", Mairie)));

        Assert.Equal(new CompetenceTally(2, 1, 0, 1, 0, 2, 1), table.Tally);
        Assert.Equal(
            ["COMPETENCE_UNKNOWN_COMMUNE", "COMPETENCE_UNREADABLE", "COMPETENCE_INVALID_TYPE"], _issues.Select(issue => issue.Code));
        Assert.Equal(1, table.ReportUnknownAdministrations(_issues.Add));
        Assert.Equal(("COMPETENCE_UNKNOWN_ADMINISTRATION", Mairie), (_issues[^1].Code, _issues[^1].Key));
        table.Of(Mairie, ["mairie"], null);
        Assert.Equal(0, table.ReportUnknownAdministrations(_issues.Add));
    }

    [Fact]
    public async Task Of_WhatNoCommuneNames_IsItsSeatForLocalCounters()
    {
        var table = await ReadAsync(Commune("69123", ("caf", Caf)));

        var competence = Assert.Single(table.Of(Mairie, ["mairie", "prefecture"], Villeurbanne));

        Assert.Equal(("mairie", CompetenceBasis.Seat), (competence.ServiceType, competence.Basis));
        Assert.Equal([Villeurbanne], competence.Communes);
        Assert.Empty(table.Of(Mairie, ["mairie"], seat: null));
    }

    [Fact]
    public async Task Read_OfADamagedFileInside_NamesIt()
    {
        var e = await Assert.ThrowsAsync<SourceFileException>(() => ReadAsync("{\"commune\":["));

        Assert.Contains("0.json", e.Message, StringComparison.Ordinal);
    }

    private static string Commune(string code, params (string Type, string Key)[] types) =>
        $"{{\"commune\":[{{\"code_insee_commune\":\"{code}\",\"nom\":\"x\",\"type_service_local\":["
        + string.Join(',', types.Select(type => $"{{\"code_type_service_local\":\"{type.Type}\",\"organisme\":[\"{type.Key}\"]}}"))
        + "]}]}";

    private Task<CompetenceTable> ReadAsync(params string[] files)
    {
        using (var zip = new ZipArchive(File.Create(_path), ZipArchiveMode.Create))
        {
            for (var i = 0; i < files.Length; i++)
            {
                using var writer = new StreamWriter(zip.CreateEntry($"{i}.json").Open());
                writer.Write(files[i]);
            }
        }

        return CompetenceZip.ReadAsync(_path, SmallTerritories.Index, _issues.Add);
    }
}

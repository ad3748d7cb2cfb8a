using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Territories;
using PublicDirectory.Importers.Territories;

namespace PublicDirectory.Importers.Tests.Territories;

public sealed class TerritoryFilesTests : IDisposable
{
    private readonly TerritoryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAsync_EveryKindOfCommune_IsRead()
    {
        var (data, issues) = await TerritoryFiles.ReadAsync(_folder.Path, pointsCsv: null);
        var index = TerritoryIndex.Build(data);

        Assert.Empty(issues);
        Assert.False(data.HasLocations);
        Assert.Equal(8, data.Communes.Count);
        Assert.Equal("69123", index.CurrentCommune("69383")!.Parent?.Value);
        Assert.Equal("01033", index.CurrentCommune("01091")!.Code.Value);
        Assert.Equal("2A004", index.CurrentCommune("20004")!.Code.Value);
        Assert.Equal("Lyon 3e Arrondissement", index.CommunesOfPostalCode("69003")[1].Name);
        Assert.Null(index.CurrentCommune("01033")!.ArrondissementCode); // "" in the file
        Assert.Equal("d'Ajaccio", index.CurrentCommune("2A004")!.NameWithDe);
        Assert.Equal(TerritoryZone.Com, index.FindDepartement("987")!.Zone);
    }

    [Fact]
    public async Task ReadAsync_CompressedWithVintage_SaysTheVintage()
    {
        foreach (var name in (string[])["communes.json", "regions.json", "epci.json"])
        {
            _folder.Compress(name);
        }

        var (data, _) = await TerritoryFiles.ReadAsync(_folder.Path, pointsCsv: null);

        Assert.Equal("COG 2026", data.Version);
        Assert.Equal(8, data.Communes.Count);
    }

    [Theory]
    [InlineData("""{"code":"0103","nom":"X","type":"commune-actuelle","departement":"01","region":"84"}""", "BAD_RECORD")]
    [InlineData("""{"code":"01001","type":"commune-actuelle","departement":"01","region":"84"}""", "BAD_RECORD")]
    [InlineData("""{"code":"01001","nom":7,"type":"commune-actuelle","departement":"01","region":"84"}""", "BAD_RECORD")]
    [InlineData("""{"code":"01001","nom":"\ud800","type":"commune-actuelle","departement":"01","region":"84"}""", "BAD_RECORD")]
    [InlineData("""{"code":"01001","nom":"X","type":"village","departement":"01","region":"84"}""", "UNKNOWN_KIND")]
    [InlineData("""{"code":"01001","nom":"X","type":"commune-actuelle","departement":"07","region":"84"}""", "UNKNOWN_REFERENCE")]
    [InlineData(
        """{"code":"01002","nom":"X","type":"commune-deleguee","chefLieu":"01999","departement":"01","region":"84"}""",
        "UNKNOWN_REFERENCE")]
    [InlineData("""{"code":"69123","nom":"X","type":"commune-actuelle","departement":"69","region":"84"}""", "DUPLICATE")]
    public async Task ReadAsync_BadCommune_IsRejectedAlone(string json, string code)
    {
        _folder.WriteCommune(json);

        var (data, issues) = await TerritoryFiles.ReadAsync(_folder.Path, pointsCsv: null);

        var issue = Assert.Single(issues);
        Assert.Equal((ImportIssueSeverity.Rejected, code), (issue.Severity, issue.Code));
        Assert.Equal(8, data.Communes.Count);
    }

    [Fact]
    public async Task ReadAsync_BadCommune_IsReportedWithItsPlace()
    {
        _folder.WriteCommune("""{"code":"01001","type":"commune-actuelle","departement":"01","region":"84"}""");

        var (_, issues) = await TerritoryFiles.ReadAsync(_folder.Path, pointsCsv: null);

        Assert.Equal((9, 11), (issues[0].Place.Record, issues[0].Place.Line));
        Assert.Equal(("01001", "communes.json: \"nom\" is missing."), (issues[0].Key, issues[0].Message));
    }

    [Theory]
    [InlineData("\"codesPostaux\":[\"1234\"]", "BAD_POSTAL_CODE")]
    [InlineData("\"siren\":\"12\"", "BAD_SIREN")]
    [InlineData("\"anciensCodes\":[\"99\"]", "BAD_FORMER_CODE")]
    [InlineData("\"anciensCodes\":[\"69232\"]", "FORMER_CODE_TWICE")] // Lyon's
    [InlineData("\"anciensCodes\":[\"01091\"]", "FORMER_CODE_TWICE")]
    public async Task ReadAsync_BadDetail_IsLeftOutWithAWarning(string field, string code)
    {
        _folder.WriteCommune(
            $$"""{"code":"01001","nom":"X","type":"commune-actuelle","departement":"01","region":"84",{{field}}}""");

        var (data, issues) = await TerritoryFiles.ReadAsync(_folder.Path, pointsCsv: null);

        var issue = Assert.Single(issues);
        Assert.Equal((ImportIssueSeverity.Warning, code), (issue.Severity, issue.Code));
        Assert.Equal(9, data.Communes.Count);
    }

    [Fact]
    public async Task ReadAsync_FormerCodeAgainstDelegatedCommune_TheDelegatedCommuneIsRight()
    {
        _folder.Write("communes.json", TerritoryFolder.Communes
            .Replace("\"anciensCodes\":[\"01126\",\"01091\"],", "", StringComparison.Ordinal)
            .Replace("\"69232\"", "\"01091\"", StringComparison.Ordinal));

        var (data, issues) = await TerritoryFiles.ReadAsync(_folder.Path, pointsCsv: null);

        Assert.Equal("CONTRADICTORY_FORMER_CODE", Assert.Single(issues).Code);
        Assert.Equal("01033", TerritoryIndex.Build(data).CurrentCommune("01091")?.Code.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""[{"code":"69123","nom":"Ly""")] // truncated
    [InlineData("""[{"a":[[[[[[[[[[]]]]]]]]]]}]""")] // too deep
    [InlineData("[] []")]
    public async Task ReadAsync_DamagedFile_IsRefusedWhole(string content)
    {
        _folder.Write("communes.json", content);

        var exception = await Assert.ThrowsAsync<SourceFileException>(() =>
            TerritoryFiles.ReadAsync(_folder.Path, pointsCsv: null));

        Assert.StartsWith("communes.json", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_NotUtf8_IsRefusedWhole()
    {
        _folder.Write("communes.json", System.Text.Encoding.Latin1.GetBytes("[{\"nom\":\"Évry\"}]"));

        await Assert.ThrowsAsync<SourceFileException>(() => TerritoryFiles.ReadAsync(_folder.Path, pointsCsv: null));
    }

    [Fact]
    public async Task ReadAsync_ChefLieuUnknown_FilesDoNotBelongTogether()
    {
        _folder.Write("communes.json", TerritoryFolder.Communes.Replace("\"97302\"", "\"97399\"", StringComparison.Ordinal));

        var exception = await Assert.ThrowsAsync<SourceFileException>(() =>
            TerritoryFiles.ReadAsync(_folder.Path, pointsCsv: null));

        Assert.Contains("97302", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_NoSuchFolder_SaysSo() =>
        await Assert.ThrowsAsync<SourceFileException>(() => TerritoryFiles.ReadAsync("/nowhere", pointsCsv: null));

    [Theory]
    [InlineData("69123,45.7677,4.8354", null)]
    [InlineData("\"69123\",\"45.7677\",\"4.8354\"", null)]
    [InlineData("98735,-17.53,-149.57", null)]
    [InlineData("69123 , \"45.7677\" ,4.8354,\"a column\nmore\"", null)]
    [InlineData("01091,46.14,5.79", null)] // a delegated commune has its town hall too
    [InlineData("69123,4.8354,45.7677", "SWAPPED_COORDINATES")]
    [InlineData("69123,0,0", "ZERO_COORDINATES")]
    [InlineData("69123,,", "NO_COORDINATES")]
    [InlineData("69123,quarante,4", "BAD_COORDINATES")]
    [InlineData("69123,NaN,4", "BAD_COORDINATES")]
    [InlineData("69123,45.7677", "MISSING_COLUMNS")]
    [InlineData("69123,4.94,-52.33", "OUT_OF_TERRITORY")] // Cayenne's
    [InlineData("97302,45.7677,4.8354", "OUT_OF_TERRITORY")]
    [InlineData("69999,45.7677,4.8354", "UNKNOWN_COMMUNE")]
    [InlineData("lyon,45.7677,4.8354", "BAD_CODE")]
    public async Task ReadAsync_TownHall_IsTakenWherePlausible(string line, string? code)
    {
        var csv = _folder.Write("points.csv", $"code_insee,latitude,longitude\n{line}\n");

        var (data, issues) = await TerritoryFiles.ReadAsync(_folder.Path, csv);

        Assert.Equal(code, issues.SingleOrDefault()?.Code);
        Assert.Equal(
            code is null or "SWAPPED_COORDINATES" ? 1 : 0,
            data.Communes.Count(commune => commune.Location is { Latitude: not 0 }));
    }

    [Fact]
    public async Task ReadAsync_TownHallFarFromItsDepartement_IsRejected()
    {
        _folder.WriteCommune(string.Join(",\n", Enumerable.Range(1, 6).Select(number =>
            $$"""{"code":"0100{{number}}","nom":"C{{number}}","type":"commune-actuelle","departement":"01","region":"84"}""")));
        var lines = Enumerable.Range(1, 6).Select(number => number == 3 ? "01003;48.5;-2.8" : $"0100{number};46.{number};5.{number}");
        var csv = _folder.Write("points.csv", $"code_insee;latitude;longitude\n{string.Join('\n', lines)}\n");
        var (data, issues) = await TerritoryFiles.ReadAsync(_folder.Path, csv);

        Assert.Equal(("FAR_FROM_DEPARTEMENT", "01003", 4L), (issues[0].Code, issues[0].Key, issues[0].Place.Line));
        Assert.Equal(5, data.Communes.Count(commune => commune.Location is not null));
    }

    [Fact]
    public async Task ReadAsync_CsvThatIsDamaged_IsRefusedWholeWithItsPlace()
    {
        var csv = _folder.Write("points.csv", "code_insee,latitude,longitude\n69123,45.7677,\"4.8354\n");

        var exception = await Assert.ThrowsAsync<SourceFileException>(() => TerritoryFiles.ReadAsync(_folder.Path, csv));

        Assert.Equal("points.csv, line 2: column 3 (longitude): a quote is opened and never closed.", exception.Message);
    }

    [Fact]
    public async Task ReadAsync_CsvWithoutTheColumns_IsRefused()
    {
        var csv = _folder.Write("points.csv", "code;lat;lon\n");

        var exception = await Assert.ThrowsAsync<SourceFileException>(() => TerritoryFiles.ReadAsync(_folder.Path, csv));

        Assert.Contains("code_insee", exception.Message, StringComparison.Ordinal);
    }
}

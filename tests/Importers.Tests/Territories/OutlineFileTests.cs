using System.IO.Compression;
using System.Text;
using NetTopologySuite.IO;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Territories;
using PublicDirectory.Importers.Territories;

namespace PublicDirectory.Importers.Tests.Territories;

/// <summary>Outlines drawn by hand, over the communes of <see cref="TerritoryFolder"/>.</summary>
public sealed class OutlineFileTests : IDisposable
{
    private const string Lyon = """{"type":"Feature","properties":{"code":"69123","nom":"Lyon"},"geometry":{"type":"Polygon","coordinates":[[[4.5,45],[5,45],[5,45.5],[4.5,45.5],[4.5,45]]]}}""";

    private readonly TerritoryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ReadAsync_OneFeatureALineOrACollection_GivesTheSame()
    {
        var lines = await ReadAsync(Lyon + "\n" + Square("01033", 5, 46) + "\n");
        var collection =
            await ReadAsync($$"""{"type":"FeatureCollection","name":"communes","features":[{{Lyon}},{{Square("01033", 5, 46)}}]}""");
        var compressed = await ReadAsync(Gzip(Lyon + "\n" + Square("01033", 5, 46)));

        Assert.Equal(["69123", "01033"], lines.Outlines.Select(outline => outline.Code.Value));
        Assert.Empty(lines.Issues);
        Assert.All([collection, compressed], other =>
            Assert.Equal(lines.Outlines.Select(Wkt), other.Outlines.Select(Wkt)));
    }

    [Fact]
    public async Task ReadAsync_FormerAndDelegatedCodes_AreKeptUnderTheirOwnCodes()
    {
        var (outlines, issues) = await ReadAsync(Square("01126", 5, 46) + Square("01091", 5.5, 46) + Square("20004", 8.5, 42));

        Assert.Equal(["01126", "01091", "20004"], outlines.Select(outline => outline.Code.Value));
        Assert.Empty(issues);
    }

    // What the file says of Lyon, and what becomes of it: Valserhône stands beside it, and is taken each time.
    [Theory]
    [InlineData("""{"type":"Polygon","coordinates":[[[4.5,45],[5,45.5],[5,45],[4.5,45.5],[4.5,45]]]}""", "OUTLINE_REPAIRED")] // a bow tie
    [InlineData("""{"type":"Polygon","coordinates":[[[4.5,45],[5,45],[5,45.5],[4.5,45.5],[4.5,45]],[[4.4,45.1],[4.6,45.1],[4.6,45.2],[4.4,45.2],[4.4,45.1]]]}""", "OUTLINE_REPAIRED")] // a hole across the shell
    [InlineData("""{"type":"Polygon","coordinates":[[[4.5,45],[5,45],[4.5,45],[4.5,45]]]}""", "OUTLINE_BROKEN")] // there and back
    [InlineData("""{"type":"Polygon","coordinates":[]}""", "OUTLINE_WITHOUT_AREA")]
    [InlineData("""{"type":"Point","coordinates":[4.5,45]}""", "OUTLINE_WITHOUT_AREA")]
    [InlineData("""{"type":"LineString","coordinates":[[4.5,45],[5,45]]}""", "OUTLINE_WITHOUT_AREA")]
    [InlineData("""{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[4.5,45]}]}""", "OUTLINE_WITHOUT_AREA")]
    [InlineData("null", "OUTLINE_WITHOUT_AREA")]
    [InlineData("""{"type":"Polygon","coordinates":[[[4.5,45],[5,45],[5,45.5],[4.5,45.5]]]}""", "OUTLINE_UNREADABLE")] // not closed
    [InlineData("""{"type":"Polygon","coordinates":[[[4.5,45],[5,45],[4.5,45]]]}""", "OUTLINE_BROKEN")] // two points
    [InlineData("""{"type":"Polygon","coordinates":[[[4.5],[5,45],[5,45.5],[4.5]]]}""", "OUTLINE_UNREADABLE")]
    [InlineData("""{"type":"Polygon","coordinates":[[["4.5","45"],[5,45],[5,45.5],["4.5","45"]]]}""", "OUTLINE_UNREADABLE")]
    [InlineData("""{"type":"Polygon","coordinates":[[[null,45],[5,45],[5,45.5],[null,45]]]}""", "OUTLINE_UNREADABLE")]
    [InlineData("""{"type":"Polygon","coordinates":{"x":4.5}}""", "OUTLINE_UNREADABLE")]
    [InlineData("""{"type":"Polygon","coordinates":[[[[4.5,45],[5,45],[5,45.5],[4.5,45]]]]}""", "OUTLINE_UNREADABLE")] // a level too deep
    [InlineData("""{"type":"Polygon"}""", "OUTLINE_WITHOUT_AREA")]
    [InlineData("""{"type":"Circle","coordinates":[4.5,45]}""", "OUTLINE_UNREADABLE")]
    [InlineData("[4.5,45]", "OUTLINE_UNREADABLE")]
    [InlineData("\"POLYGON((4 45, 5 45, 5 46, 4 45))\"", "OUTLINE_UNREADABLE")]
    [InlineData("""{"type":"Polygon","coordinates":[[[45,4.5],[45,5],[45.5,5],[45.5,4.5],[45,4.5]]]}""", "OUT_OF_TERRITORY")] // latitude first
    [InlineData("""{"type":"Polygon","coordinates":[[[842000,6519000],[843000,6519000],[843000,6520000],[842000,6519000]]]}""", "OUT_OF_TERRITORY")] // metres of Lambert 93
    [InlineData("""{"type":"Polygon","coordinates":[[[1e400,45],[5,45],[5,45.5],[1e400,45]]]}""", "OUT_OF_TERRITORY")]
    public async Task ReadAsync_AnOutlineThatIsNone_IsMendedOrRefusedByName(string geometry, string expected)
    {
        var (outlines, issues) = await ReadAsync(Feature("69123", geometry) + Square("01033", 5, 46));

        var issue = Assert.Single(issues);
        var isMended = expected == "OUTLINE_REPAIRED";
        Assert.Equal((expected, isMended ? ImportIssueSeverity.Warning : ImportIssueSeverity.Rejected), (issue.Code, issue.Severity));
        Assert.Equal(1, issue.Place.Record);
        Assert.Contains(expected is "OUTLINE_UNREADABLE" ? "GeoJSON" : "Lyon", issue.Message, StringComparison.Ordinal);
        Assert.Equal(isMended ? ["69123", "01033"] : ["01033"], outlines.Select(outline => outline.Code.Value));
        Assert.All(outlines, outline => Assert.True(new WKBReader().Read(outline.Wkb).IsValid));
    }

    [Theory]
    [InlineData("\"nowhere\"", "BAD_CODE")]
    [InlineData("\"69999\"", "UNKNOWN_COMMUNE")]
    [InlineData("69123", "OUTLINE_UNREADABLE")] // a number has lost its zeros
    [InlineData("null", "OUTLINE_UNREADABLE")]
    public async Task ReadAsync_ACodeThatIsNone_IsRefused(string code, string expected)
    {
        var (outlines, issues) = await ReadAsync(Lyon.Replace("\"69123\"", code, StringComparison.Ordinal) + Square("01033", 5, 46));

        Assert.Equal(expected, Assert.Single(issues).Code);
        Assert.Single(outlines);
    }

    [Fact]
    public async Task ReadAsync_ACodeTwice_KeepsTheFirst()
    {
        var (outlines, issues) = await ReadAsync(Lyon + Square("69123", 5, 46));

        Assert.Equal("DUPLICATE", Assert.Single(issues).Code);
        Assert.Equal(4.5, new WKBReader().Read(Assert.Single(outlines).Wkb).EnvelopeInternal.MinX);
    }

    [Fact]
    public async Task ReadAsync_OnePartOfACommuneRefused_GivesItNoOutlineAtAll()
    {
        var (outlines, issues) = await ReadAsync(Square("01033", 5, 46) + Square("01126", 50, 46) + Lyon);

        Assert.Equal("OUT_OF_TERRITORY", Assert.Single(issues).Code);
        Assert.Equal("69123", Assert.Single(outlines).Code.Value);
    }

    [Fact]
    public async Task ReadAsync_AnOutlineThatCrossesItselfWithoutEnd_IsRefusedAndNotWorkedAt()
    {
        // 40 teeth up and down, 40 to and fro: each of the ones crosses each of the others.
        var points = Enumerable.Range(0, 81).Select(i => (X: 4 + (i / 80.0), Y: i % 2 == 0 ? 45.0 : 46.0))
            .Concat(Enumerable.Range(0, 81).Select(i => (X: i % 2 == 0 ? 5.1 : 3.9, Y: 46 - (i / 80.0)))).ToList();
        points.Add(points[0]);
        var ring = string.Join(',', points.Select(point => FormattableString.Invariant($"[{point.X},{point.Y}]")));

        var (outlines, issues) =
            await ReadAsync(Feature("69123", $$"""{"type":"Polygon","coordinates":[[{{ring}}]]}""") + Square("01033", 5, 46));

        Assert.Equal("OUTLINE_BROKEN", Assert.Single(issues).Code);
        Assert.Single(outlines);
    }

    [Fact]
    public async Task ReadAsync_AnOutlineOfTooManyPoints_IsRefused()
    {
        var ring = string.Join(',', Enumerable.Range(0, OutlineFile.MaxPoints + 1)
            .Select(i => 2 * Math.PI * (i % OutlineFile.MaxPoints) / OutlineFile.MaxPoints)
            .Select(
                angle => FormattableString.Invariant($"[{4 + (Math.Cos(angle) / 10):0.######},{45 + (Math.Sin(angle) / 10):0.######}]")));

        var (outlines, issues) = await ReadAsync(Feature("69123", $$"""{"type":"Polygon","coordinates":[[{{ring}}]]}"""));

        Assert.Equal("OUTLINE_TOO_LARGE", Assert.Single(issues).Code);
        Assert.Empty(outlines);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1,2]")]
    [InlineData("""{"type":"Topology","objects":{}}""")]
    [InlineData("""{"type":"Feature","properties":{"code":"69123"},"geometry":{"type":"Polygon","coordinates":[[[4.5,45],[5,""")]
    public async Task ReadAsync_AFileThatIsNone_IsRefusedWhole(string content) =>
        await Assert.ThrowsAsync<SourceFileException>(() => ReadAsync(content));

    [Fact]
    public async Task ReadAsync_ListsTooDeep_IsRefusedWhole() =>
        await Assert.ThrowsAsync<SourceFileException>(() => ReadAsync(Feature("69123", new string('[', 1000) + new string(']', 1000))));

    [Fact]
    public async Task ReadAsync_Neighbours_KeepOneBorderWhenTheyAreSimplified()
    {
        // A border that steps to and fro by a metre; both sides are drawn with it.
        var border =
            Enumerable.Range(0, 251)
                .Select(i => FormattableString.Invariant($"[{4.5 + (i % 2 * 0.00001):0.#####},{45 + (i * 0.002):0.###}]"))
                .ToList();
        var west = $"[4,45],{string.Join(',', border)},[4,45.5],[4,45]";
        var east = $"[5,45.5],{string.Join(',', border.AsEnumerable().Reverse())},[5,45],[5,45.5]";

        var (outlines, _) = await ReadAsync(
            Feature("69123", $$"""{"type":"Polygon","coordinates":[[{{west}}]]}""")
                + Feature("01033", $$"""{"type":"Polygon","coordinates":[[{{east}}]]}"""));

        var drawn = outlines.Select(outline => new WKBReader().Read(outline.Wkb)).ToList();
        Assert.All(drawn, outline => Assert.InRange(outline.NumPoints, 5, 130));
        Assert.Equal(0, drawn[0].Intersection(drawn[1]).Area);
        Assert.Equal(0.5, drawn[0].Union(drawn[1]).Area, 12); // no gap
    }

    private static string Square(string code, double west, double south) => Feature(code, FormattableString.Invariant(
        $$"""{"type":"Polygon","coordinates":[[[{{west}},{{south}}],[{{west + 0.5}},{{south}}],[{{west + 0.5}},{{south + 0.5}}],[{{west}},{{south + 0.5}}],[{{west}},{{south}}]]]}"""));

    private static string Feature(string code, string geometry) =>
        $$"""{"type":"Feature","properties":{"code":"{{code}}"},"geometry":{{geometry}}}""" + "\n";

    private static string Wkt(SourceOutline outline) => new WKBReader().Read(outline.Wkb).AsText();

    private static byte[] Gzip(string text)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return target.ToArray();
    }

    private Task<(IReadOnlyList<SourceOutline> Outlines, IReadOnlyList<ImportIssue> Issues)> ReadAsync(string content) =>
        ReadAsync(Encoding.UTF8.GetBytes(content));

    private async Task<(IReadOnlyList<SourceOutline> Outlines, IReadOnlyList<ImportIssue> Issues)> ReadAsync(byte[] content)
    {
        var territories = (await TerritoryFiles.ReadAsync(_folder.Path, pointsCsv: null)).Data;
        return await OutlineFile.ReadAsync(_folder.Write("outlines.json", content), TerritoryIndex.Build(territories), default);
    }
}

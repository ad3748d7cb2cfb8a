using System.Text.Json;
using PublicDirectory.Api.Tests.Hosting;
using PublicDirectory.Testing;

namespace PublicDirectory.Api.Tests.Published;

/// <summary>Walking lists page by page, while the directory stands still and while it changes.</summary>
public sealed class PagingTests(DirectoryApi api) : IClassFixture<DirectoryApi>
{
    [Theory]
    [InlineData("", 1)]
    [InlineData("", 7)]
    [InlineData("filter: {types: [\"mairie\"], departement: \"69\"},", 5)]
    [InlineData("near: {commune: \"69266\", radius: 60000},", 10)]
    [InlineData("near: {commune: \"69266\"}, filter: {serves: \"69266\"},", 3)]
    public async Task Pages_WalkedToTheEnd_AreTheWholeList(string arguments, int first)
    {
        var whole = (await api.DataAsync(
            $$"""{ administrations({{arguments}} first: 100) { totalCount nodes { id } pageInfo { hasNextPage } } }""")).At(
                "administrations");
        Assert.False(whole.At("pageInfo", "hasNextPage").GetBoolean());

        var ids = new List<string>();
        string? after = null;
        do
        {
            var page = await PageAsync(arguments, first, after);
            Assert.Equal(whole.At("totalCount").GetInt32(), page.At("totalCount").GetInt32());
            Assert.Equal(after is not null, page.At("pageInfo", "hasPreviousPage").GetBoolean());
            var cursors = page.At("edges").Strings("cursor");
            Assert.Equal(
                (cursors[0], cursors[^1]), (page.Text("pageInfo", "startCursor"), page.Text("pageInfo", "endCursor")));
            Assert.Equal(page.At("nodes").Strings("id"), page.At("edges").EnumerateArray().Select(edge => edge.Text("node", "id")));
            ids.AddRange(page.At("nodes").Strings("id"));
            after = page.At("pageInfo", "hasNextPage").GetBoolean() ? cursors[^1] : null;
        }
        while (after is not null);

        Assert.Equal(whole.At("nodes").Strings("id"), ids);
        Assert.Equal(whole.At("totalCount").GetInt32(), ids.Count);
    }

    [Fact]
    public async Task Page_OfNone_CountsAndHasNoCursors()
    {
        var page = await PageAsync("filter: {types: [\"mairie\"]},", 0, null);

        Assert.Equal(0, page.At("nodes").GetArrayLength());
        Assert.InRange(page.At("totalCount").GetInt32(), 40, 60);
        Assert.Equal(JsonValueKind.Null, page.At("pageInfo", "endCursor").ValueKind);
    }

    [Fact]
    public async Task Cursor_WhileEntriesComeAndGo_GoesOnAfterTheSameEntry()
    {
        const string Bron = "filter: {commune: \"69029\", name: \"mairie\"},";
        var (b, d, f) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var (id, letter) in new[] { (b, "B"), (d, "D"), (f, "F") })
        {
            await api.PublishAsync(id, 0, Annexe(letter));
            await api.UntilNamedAsync(id, $"Mairie - Bron - Annexe {letter}");
        }

        var first = await PageAsync(Bron, 2, null); // the mairie, annexe B
        var cursor = first.Text("pageInfo", "endCursor");
        var (a, c) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await api.PublishAsync(a, 0, Annexe("A")); // before the cursor: not seen again, and nothing is pushed back
        await api.PublishAsync(c, 0, Annexe("C")); // after it
        await api.PublishAsync(b, 1, null); // the very entry that it stands on
        await api.UntilNamedAsync(a, "Mairie - Bron - Annexe A");
        await api.UntilNamedAsync(c, "Mairie - Bron - Annexe C");
        await api.UntilNamedAsync(b, null);
        var second = await PageAsync(Bron, 2, cursor);
        var third = await PageAsync(Bron, 2, second.Text("pageInfo", "endCursor"));

        Assert.Equal(["Mairie - Bron", "Mairie - Bron - Annexe B"], first.At("nodes").Strings("name"));
        Assert.Equal(["Mairie - Bron - Annexe C", "Mairie - Bron - Annexe D"], second.At("nodes").Strings("name"));
        Assert.Equal(["Mairie - Bron - Annexe F"], third.At("nodes").Strings("name"));
        Assert.Equal(5, third.At("totalCount").GetInt32());
        Assert.False(third.At("pageInfo", "hasNextPage").GetBoolean());
    }

    [Fact]
    public async Task Cursor_TamperedOrOfAnotherList_IsRefused()
    {
        var page = await PageAsync("filter: {types: [\"mairie\"]},", 2, null);
        var cursor = page.Text("pageInfo", "endCursor");
        var tampered = (cursor[0] == 'A' ? 'B' : 'A') + cursor[1..];
        var middle = cursor.Length / 2;

        foreach (var (arguments, after) in new[]
        {
            ("filter: {types: [\"mairie\"]},", tampered),
            ("filter: {types: [\"mairie\"]},", cursor[..middle] + (cursor[middle] == 'A' ? 'B' : 'A') + cursor[(middle + 1)..]),
            ("filter: {types: [\"mairie\"]},", cursor[..^1]),
            ("filter: {types: [\"mairie\"]},", cursor + "AAAA"),
            ("filter: {types: [\"mairie\"]},", ""),
            ("filter: {types: [\"mairie\"]},", new string('A', 10_000)),
            ("filter: {types: [\"caf\"]},", cursor), // of another list
            ("filter: {types: [\"mairie\"]}, near: {commune: \"69266\"},", cursor),
            ("", cursor),
        })
        {
            var error = await api.ErrorAsync(
                $$"""query ($after: String) { administrations({{arguments}} after: $after) { totalCount } }""", new { after });

            Assert.Equal(("CURSOR_INVALID", "after"), (error.Code(), error.Text("extensions", "argument")));
            Assert.DoesNotContain("Exception", error.Message(), StringComparison.Ordinal);
        }
    }

    private static Core.Administrations.AdministrationDocument Annexe(string letter) => A.Mairie($"Mairie - Bron - Annexe {letter}") with
    {
        Commune = Core.Territories.InseeCode.Parse("69029"),
        ExternalIds = [],
    };

    private async Task<JsonElement> PageAsync(string arguments, int first, string? after) => (await api.DataAsync(
        $$"""
        query ($first: Int!, $after: String) {
          administrations({{arguments}} first: $first, after: $after) {
            totalCount nodes { id name } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          }
        }
        """,
        new { first, after })).At("administrations");
}

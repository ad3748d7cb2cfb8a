using NodaTime;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.ChangeRequests;

public sealed class EntryPresenceTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    [Fact]
    public async Task See_WhileAnotherHasItOpen_NamesThemUntilTheyAreGone()
    {
        await using var shop = await Workshop.OpenAsync(database);
        var (presence, entry) = (new EntryPresence(shop.DataSource, shop.Time), Guid.CreateVersion7());
        await presence.SeeAsync(shop.Alice, entry, default);
        shop.Time.Advance(Duration.FromMinutes(4));
        await presence.SeeAsync(shop.Alice, entry, default);

        var seen = await presence.SeeAsync(shop.Bruno, entry, default);
        var elsewhere = await presence.SeeAsync(shop.Bruno, Guid.CreateVersion7(), default);
        shop.Time.Advance(Duration.FromMinutes(16));
        var gone = await presence.SeeAsync(shop.Alice, entry, default);

        Assert.Equal([new PresentEditor("Alice", A.Morning)], seen);
        Assert.Empty(elsewhere);
        Assert.Empty(gone);
    }
}

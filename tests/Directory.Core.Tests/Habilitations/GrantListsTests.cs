using NodaTime;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Tests.ChangeRequests;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Habilitations;

public sealed class GrantListsTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private Workshop _shop = null!;
    private GrantLists _lists = null!;

    public async Task InitializeAsync()
    {
        _shop = await Workshop.OpenAsync(database);
        _lists = new GrantLists(_shop.DataSource, _shop.Time);
    }

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task Read_ByTheAdministratorOfADepartement_ShowsExactlyWhatTheyCouldTakeBack()
    {
        var (inside, below) = (await _shop.PublishAsync(A.Mairie("Préfecture")), Guid.CreateVersion7());
        await _shop.PublishAsync(A.Mairie("Service") with { Parent = inside }, below);
        var person = await _shop.PersonAsync($"Lucie {Guid.NewGuid():N}");
        foreach (var perimeter in new[]
        {
            Perimeter.National, Perimeter.OfDepartement("69"), Perimeter.OfDepartement("33"), Perimeter.OfServiceType("mairie"),
            Perimeter.OfEntry(inside), Perimeter.OfEntry(below),
        })
        {
            await _shop.GrantAsync(person, AccessRight.Propose, perimeter);
        }

        foreach (var perimeter in new[]
        {
            Perimeter.National, Perimeter.OfDepartement("69"), Perimeter.OfDepartement("33"), Perimeter.OfServiceType("mairie"),
            Perimeter.OfEntry(below),
        })
        {
            var administrator = await _shop.PersonAsync("Édith");
            await _shop.GrantAsync(administrator, AccessRight.Administer, perimeter);
            var all = (await _lists.ReadAsync(
                await _shop.PersonAsync("Nationale", AccessRight.Administer),
                new GrantFilter { Person = (await _shop.Accounts.FindAsync(person, default))!.Mail }, 99, 0, default)).Lines;
            var (lines, total) = await _lists.ReadAsync(
                administrator, new GrantFilter { Person = (await _shop.Accounts.FindAsync(person, default))!.Mail }, 99, 0, default);

            Assert.Equal(6, all.Count);
            Assert.Equal(total, lines.Count);
            foreach (var line in all)
            {
                var may = await _shop.Grants.CheckAsync(administrator, line.Grant.Perimeter, default) is null;
                Assert.Equal(may, lines.Any(seen => seen.Grant.Id == line.Grant.Id));
                Assert.Equal(may, await _lists.FindAsync(administrator, line.Grant.Id, default) is not null);
            }
        }
    }

    [Fact]
    public async Task Read_UnusedAfterHalfAYear_FindsThoseWhoDidNothingUntilTheyAreKept()
    {
        var (entry, administrator) = (await _shop.PublishAsync(A.Mairie()), await _shop.PersonAsync("Édith", AccessRight.Administer));
        _shop.Time.Advance(Duration.FromDays(200));
        await database.SetTimeAsync(_shop.Time.Now.ToDateTimeOffset());
        await _shop.SaveAsync(_shop.Alice, entry, 1, A.Mairie("Autre"));

        var unused = await UnusedAsync(administrator);
        Assert.DoesNotContain(unused, line => line.Grant.AccountId == _shop.Alice);
        var grant = unused.Single(line => line.Grant.AccountId == _shop.Bruno).Grant.Id;

        Assert.Null(await _shop.Grants.KeepAsync(administrator, grant, default));

        Assert.DoesNotContain(await UnusedAsync(administrator), line => line.Grant.Id == grant);
        _shop.Time.Advance(Duration.FromDays(183));
        Assert.Contains(await UnusedAsync(administrator), line => line.Grant.Id == grant);
        Assert.Equal("OWN_GRANT", (await _shop.Grants.KeepAsync(_shop.Bruno, grant, default))!.Code);
    }

    [Fact]
    public async Task Read_ByTab_SortsGrantsByTheirTime()
    {
        var (administrator, person) =
            (await _shop.PersonAsync("Édith", AccessRight.Administer), await _shop.PersonAsync($"Ève {Guid.NewGuid():N}"));
        var now = _shop.Time.Now;
        async Task<AccessGrant> GiveAsync(Instant? from, Instant? to) => (await _shop.Grants.GrantAsync(
            null,
            new NewGrant { AccountId = person, Right = AccessRight.Propose, Perimeter = Perimeter.National, ValidFrom = from, ValidTo = to },
            default)).Grant!;
        var upcoming = await GiveAsync(now + Duration.FromDays(1), null);
        var active = await GiveAsync(null, now + Duration.FromDays(1));
        var ended = await GiveAsync(now - Duration.FromDays(2), now - Duration.FromDays(1));
        var filter = new GrantFilter { Person = (await _shop.Accounts.FindAsync(person, default))!.Name };

        foreach (var (tab, expected) in new[] { (GrantTab.Active, active), (GrantTab.Upcoming, upcoming), (GrantTab.Ended, ended) })
        {
            Assert.Equal(
                expected.Id,
                Assert.Single((await _lists.ReadAsync(administrator, filter with { Tab = tab }, 9, 0, default)).Lines).Grant.Id);
        }

        Assert.Empty((await _lists.ReadAsync(administrator, filter with { Right = AccessRight.Approve }, 9, 0, default)).Lines);
        Assert.Empty((await _lists.ReadAsync(administrator, filter with { Perimeter = PerimeterKind.Entry }, 9, 0, default)).Lines);
        foreach (var order in Enum.GetValues<GrantOrder>())
        {
            Assert.NotEmpty(
                (await _lists.ReadAsync(administrator, new GrantFilter { Order = order, Descending = true }, 1, 1, default)).Lines);
        }
    }

    private async Task<IReadOnlyList<GrantLine>> UnusedAsync(Guid administrator) =>
        (await _lists.ReadAsync(administrator, new GrantFilter { Tab = GrantTab.Unused }, 999, 0, default)).Lines;
}

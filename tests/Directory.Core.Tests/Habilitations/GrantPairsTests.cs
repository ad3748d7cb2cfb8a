using NodaTime;
using Npgsql;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Tests.ChangeRequests;
using PublicDirectory.Testing;
using PublicDirectory.Testing.Habilitations;

namespace PublicDirectory.Core.Tests.Habilitations;

/// <summary>The second half of a pair that one local administrator alone has made gives nothing before someone above has agreed.</summary>
public sealed class GrantPairsTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private static readonly Perimeter Rhone = Perimeter.OfDepartement("69");

    private Workshop _shop = null!;
    private Guid _local;
    private Guid _national;
    private Guid _entry;
    private Guid _apart;

    public async Task InitializeAsync()
    {
        _shop = await Workshop.OpenAsync(database);
        (_entry, _apart) = (await _shop.PublishAsync(A.Mairie("Préfecture")), await _shop.PublishAsync(A.Mairie("Mairie")));
        _national = await _shop.PersonAsync("Nadia", AccessRight.Administer);
        _local = await _shop.PersonAsync("Lucie");
        await _shop.GrantAsync(_local, AccessRight.Administer, Rhone);
    }

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    public static TheoryData<string> Rows => [.. new Law()["confirmations"].Codes];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Grant_OfASecondHalf_WaitsWhereTheLawSaysSo(string code)
    {
        var expected = new Law()["confirmations"][code]["à confirmer"] == "oui";

        var (first, second) = await MakeAsync(code);

        Assert.False(first is { IsPending: true }); // the first half alone is no pair
        Assert.Equal(expected, second.IsPending);
        await using var connection = await _shop.DataSource.OpenConnectionAsync();
        var grants = await GrantStore.ReadAsync(connection, second.AccountId, default);
        Assert.Equal(!expected, grants.Single(grant => grant.Id == second.Id).IsActiveAt(_shop.Time.Now));
        Assert.Equal(
            expected ? 1L : 0L,
            long.Parse((await _shop.ScalarAsync($"select count(*) from access_grants where must_be_agreed and agreed_at is null and id = '{second.Id}'"))!,
                System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Approve_ByTheSecondHalf_IsRefusedUntilSomeoneAboveHasAgreed()
    {
        var (author, approver) = (await _shop.InvitedAsync("Xavier", _local), await _shop.InvitedAsync("Yves", _local));
        await GiveAsync(_local, author, AccessRight.Propose, Perimeter.OfEntry(_entry));
        var pending = await GiveAsync(_local, approver, AccessRight.Approve, Perimeter.OfEntry(_entry));
        var request = await _shop.SubmittedAsync(author, _entry, 1, A.Mairie("Préfecture, autrement"));

        var before = await _shop.Approvals.ApproveAsync(approver, request.Id, request.Revision, default);
        Assert.Null(await _shop.Agreements.AgreeAsync(_national, pending.Id, default));
        Assert.Null(await _shop.Agreements.AgreeAsync(_national, pending.Id, default)); // once is enough
        var after = await _shop.Approvals.ApproveAsync(approver, request.Id, request.Revision, default);

        Assert.Equal(Habilitation.GrantMissing, before.Refusal!.Code);
        Assert.Equal(ChangeRequestState.Published, after.Request.State);
        Assert.Contains("Habilitation à confirmer : Yves", await _shop.SubjectsAsync(_national));
        Assert.Contains("Habilitation confirmée : Yves", await _shop.SubjectsAsync(_local));
        Assert.Equal("access_grant.granted,access_grant.agreed", await _shop.ScalarAsync(
            $"select string_agg(action, ',' order by id) from journal where object_id = '{pending.Id}'"));
    }

    [Fact]
    public async Task Agree_ByWhoeverIsNotAbove_IsRefused()
    {
        var (author, approver) = (await _shop.InvitedAsync("Xavier", _local), await _shop.InvitedAsync("Yves", _local));
        await GiveAsync(_local, author, AccessRight.Propose, Perimeter.OfEntry(_entry));
        var pending = await GiveAsync(_local, approver, AccessRight.Approve, Perimeter.OfEntry(_entry));
        var peer = await _shop.PersonAsync("Paul");
        await _shop.GrantAsync(peer, AccessRight.Administer, Rhone);
        var below = await _shop.PersonAsync("Brice");
        await _shop.GrantAsync(below, AccessRight.Administer, Perimeter.OfEntry(_entry));
        var mailbox = await _shop.InvitedAsync("Lucie bis", _local);
        var delegated = await GiveAsync(_local, mailbox, AccessRight.Administer, Rhone);

        foreach (var other in new[] { _local, peer, below, approver, author, mailbox })
        {
            Assert.Equal(Habilitation.GrantMissing, (await _shop.Agreements.AgreeAsync(other, pending.Id, default))!.Code);
        }

        Assert.True(delegated.IsPending); // or a third mailbox would give the other half
        Assert.Equal("NOT_FOUND", (await _shop.Agreements.AgreeAsync(_national, Guid.CreateVersion7(), default))!.Code);
        Assert.Null(await _shop.Grants.RevokeAsync(_national, pending.Id, default));
        Assert.Equal(Habilitation.WrongState, (await _shop.Agreements.AgreeAsync(_national, pending.Id, default))!.Code);
        Assert.Contains("Habilitation refusée : Yves", await _shop.SubjectsAsync(_local));
    }

    [Fact]
    public async Task Agree_ByTheAdministratorOfTheDepartement_IsEnoughForAnEntryInIt()
    {
        var mairie = await _shop.PersonAsync("Maud");
        await _shop.GrantAsync(mairie, AccessRight.Administer, Perimeter.OfEntry(_apart));
        var (author, approver) = (await _shop.InvitedAsync("Xavier", mairie), await _shop.InvitedAsync("Yves", mairie));
        await GiveAsync(mairie, author, AccessRight.PublishUrgently, Perimeter.OfEntry(_apart));
        var pending = await GiveAsync(mairie, approver, AccessRight.Approve, Perimeter.OfEntry(_apart));

        var seen = await _shop.Agreements.ReadAsync(_local, pending, default);
        Assert.Null(await _shop.Agreements.AgreeAsync(_local, pending.Id, default));

        Assert.True(seen.MayAgree);
        Assert.Contains("Lucie", seen.Names);
        Assert.DoesNotContain("Nadia", seen.Names); // the nearest is asked, the others may
        Assert.Equal("Xavier", Assert.Single(seen.Halves).Person);
    }

    [Fact]
    public async Task Grant_OfBothHalvesAtOnce_LeavesOneWaiting()
    {
        for (var round = 0; round < 5; round++)
        {
            var local = await _shop.PersonAsync("Lucie");
            await _shop.GrantAsync(local, AccessRight.Administer, Rhone);
            var (author, approver) = (await _shop.InvitedAsync("Xavier", local), await _shop.InvitedAsync("Yves", local));

            var given = await Task.WhenAll(
                GiveAsync(local, author, AccessRight.Propose, Perimeter.OfEntry(_entry)),
                GiveAsync(local, approver, AccessRight.Approve, Perimeter.OfEntry(_entry)));

            Assert.Single(given, grant => grant.IsPending);
        }
    }

    [Fact]
    public async Task Grant_OfEachHalfByAnotherAtOnce_LeavesOneWaiting()
    {
        for (var round = 0; round < 5; round++)
        {
            var person = await _shop.PersonAsync("Paul");
            await _shop.GrantAsync(person, AccessRight.Administer, Rhone);
            var mailbox = await _shop.InvitedAsync("Paul bis", person);

            var given = await Task.WhenAll(
                GiveAsync(person, mailbox, AccessRight.Approve, Perimeter.OfEntry(_entry)),
                GiveAsync(_local, person, AccessRight.Propose, Perimeter.OfEntry(_entry)));

            Assert.Single(given, grant => grant.IsPending);
        }
    }

    [Theory]
    [InlineData("set agreed_by = granted_by, agreed_at = now()", "ck_access_grants_third_person")]
    [InlineData("set agreed_by = account_id, agreed_at = now()", "ck_access_grants_third_person")]
    [InlineData("set agreed_at = now()", "ck_access_grants_agreed")]
    public async Task Agreement_InTheDatabase_IsOfAThirdPerson(string change, string constraint)
    {
        var pending = await GiveAsync(_local, await _shop.InvitedAsync("Yves", _local), AccessRight.Administer, Perimeter.OfEntry(_entry));

        var refused =
            await Assert.ThrowsAsync<PostgresException>(
                () => _shop.ScalarAsync($"update access_grants {change} where id = '{pending.Id}'"));

        Assert.Equal(constraint, refused.ConstraintName);
    }

    private async Task<(AccessGrant? First, AccessGrant Second)> MakeAsync(string code)
    {
        var place = Perimeter.OfEntry(_entry);
        Task<Guid> MineAsync(string name) => _shop.InvitedAsync(name, _local);
        async Task<(AccessGrant?, AccessGrant)> PairAsync(AccessRight one, AccessRight other, Perimeter? where = null, Perimeter? whereElse = null) => (
            await GiveAsync(_local, await MineAsync("Xavier"), one, where ?? place),
            await GiveAsync(_local, await MineAsync("Yves"), other, whereElse ?? where ?? place));
        switch (code)
        {
            case "two_mailboxes":
                return await PairAsync(AccessRight.Propose, AccessRight.Approve);
            case "reversed":
                return await PairAsync(AccessRight.Approve, AccessRight.Propose);
            case "modify":
                return await PairAsync(AccessRight.Modify, AccessRight.Approve);
            case "urgent":
                return await PairAsync(AccessRight.PublishUrgently, AccessRight.Approve);
            case "overlap":
                return await PairAsync(AccessRight.Propose, AccessRight.Approve, place, Rhone);
            case "crossing":
                await _shop.GrantAsync(_local, AccessRight.Administer, Perimeter.OfServiceType("mairie"));
                return await PairAsync(AccessRight.Propose, AccessRight.Approve, Perimeter.OfServiceType("mairie"), Rhone);
            case "apart":
                return await PairAsync(AccessRight.Propose, AccessRight.Approve, place, Perimeter.OfEntry(_apart));
            case "same_half":
                return await PairAsync(AccessRight.Propose, AccessRight.Modify);
            case "revoked":
                var taken = await GiveAsync(_local, await MineAsync("Xavier"), AccessRight.Propose, place);
                await _shop.Grants.RevokeAsync(_local, taken.Id, default);
                return (taken, await GiveAsync(_local, await MineAsync("Yves"), AccessRight.Approve, place));
            case "ended":
                var ended =
                    await GiveAsync(
                        _local, await MineAsync("Xavier"), AccessRight.Propose, place, to: _shop.Time.Now + Duration.FromDays(1));
                _shop.Time.Advance(Duration.FromDays(2));
                return (ended, await GiveAsync(_local, await MineAsync("Yves"), AccessRight.Approve, place));
            case "later":
                var later =
                    await GiveAsync(
                        _local, await MineAsync("Xavier"), AccessRight.Propose, place, from: _shop.Time.Now + Duration.FromDays(30));
                return (later, await GiveAsync(_local, await MineAsync("Yves"), AccessRight.Approve, place));
            case "own":
                await _shop.GrantAsync(_local, AccessRight.Propose, place);
                return (null, await GiveAsync(_local, await MineAsync("Lucie bis"), AccessRight.Approve, place));
            case "by_peer":
                return await SelfAsync(Rhone);
            case "by_above":
                return await SelfAsync(place);
            case "strangers":
                var peer = await _shop.PersonAsync("Paul");
                await _shop.GrantAsync(peer, AccessRight.Administer, Rhone);
                var (one, other) = (await _shop.InvitedAsync("Xavier", peer), await _shop.InvitedAsync("Yves", peer));
                await GiveAsync(peer, one, AccessRight.Orient, place);
                await GiveAsync(peer, other, AccessRight.Orient, place);
                return (
                    await GiveAsync(_local, one, AccessRight.Propose, place), await GiveAsync(_local, other, AccessRight.Approve, place));
            case "one_seen":
                var seen = await _shop.PersonAsync("Sonia");
                await _shop.GrantAsync(seen, AccessRight.Orient, place);
                return (
                    await GiveAsync(_local, await MineAsync("Xavier"), AccessRight.Propose, place), await GiveAsync(
                        _local, seen, AccessRight.Approve, place));
            case "same_account":
                var both = await MineAsync("Xavier");
                return (
                    await GiveAsync(_local, both, AccessRight.Propose, place), await GiveAsync(_local, both, AccessRight.Approve, place));
            case "administer":
                return (null, await GiveAsync(_local, await MineAsync("Xavier"), AccessRight.Administer, place));
            case "national":
                var (first, second) = (await _shop.InvitedAsync("Xavier", _national), await _shop.InvitedAsync("Yves", _national));
                return (
                    await GiveAsync(_national, first, AccessRight.Propose, place), await GiveAsync(
                        _national, second, AccessRight.Approve, place));
            default:
                throw new ArgumentOutOfRangeException(nameof(code), code, "Say here how this pair is made.");
        }
    }

    // Someone who administers gives one half to a mailbox of theirs, and gets the other half from who administers the département.
    private async Task<(AccessGrant? First, AccessGrant Second)> SelfAsync(Perimeter administered)
    {
        var person = await _shop.PersonAsync("Paul");
        await _shop.GrantAsync(person, AccessRight.Administer, administered);
        var first = await GiveAsync(person, await _shop.InvitedAsync("Paul bis", person), AccessRight.Approve, Perimeter.OfEntry(_entry));
        return (first, await GiveAsync(_local, person, AccessRight.Propose, Perimeter.OfEntry(_entry)));
    }

    private async Task<AccessGrant> GiveAsync(
        Guid by, Guid person, AccessRight right, Perimeter perimeter, Instant? from = null, Instant? to = null)
    {
        var (grant, refusal) = await _shop.Grants.GrantAsync(
            by, new NewGrant { AccountId = person, Right = right, Perimeter = perimeter, ValidFrom = from, ValidTo = to }, default);
        Assert.Null(refusal);
        return grant!;
    }
}

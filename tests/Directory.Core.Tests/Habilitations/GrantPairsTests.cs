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
    private Guid _peer;

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

        // Whoever is above may not agree to what is their own.
        var mairie = await _shop.PersonAsync("Maud");
        await _shop.GrantAsync(mairie, AccessRight.Administer, Perimeter.OfEntry(_apart));
        await _shop.GrantAsync(_local, AccessRight.Orient, Perimeter.OfEntry(_apart)); // so that she sees the account
        var own = await GiveAsync(mairie, _local, AccessRight.Administer, Perimeter.OfEntry(_apart));
        Assert.True(own.IsPending);
        Assert.False((await _shop.Agreements.ReadAsync(_local, own, default)).MayAgree);
        Assert.Equal(Habilitation.GrantMissing, (await _shop.Agreements.AgreeAsync(_local, own.Id, default))!.Code);

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
            case "modify_second":
                return await PairAsync(AccessRight.Approve, AccessRight.Modify);
            case "urgent_second":
                return await PairAsync(AccessRight.Approve, AccessRight.PublishUrgently);
            case "two_types":
                await _shop.GrantAsync(_local, AccessRight.Administer, Perimeter.OfServiceType("mairie"));
                await _shop.GrantAsync(_local, AccessRight.Administer, Perimeter.OfServiceType("prefecture"));
                return await PairAsync(
                    AccessRight.Propose, AccessRight.Approve, Perimeter.OfServiceType("mairie"), Perimeter.OfServiceType("prefecture"));
            case "two_departements":
                await _shop.GrantAsync(_local, AccessRight.Administer, Perimeter.OfDepartement("38"));
                return await PairAsync(AccessRight.Propose, AccessRight.Approve, Rhone, Perimeter.OfDepartement("38"));
            case "same_departement":
                return await PairAsync(AccessRight.Propose, AccessRight.Approve, Rhone);
            case "own_national":
                await _shop.GrantAsync(_local, AccessRight.Propose, Perimeter.National);
                return (null, await GiveAsync(_local, await MineAsync("Lucie bis"), AccessRight.Approve, Rhone));
            case "invited_above":
                return await OthersAsync(await KnownAsync(await _shop.InvitedAsync("Xavier", _national)), await StrangerAsync());
            case "agreed":
                var agreed = await StrangerAsync();
                var other = await StrangerAsync();
                var seenPair = await GiveAsync(await PeerAsync(), agreed, AccessRight.Administer, Perimeter.OfEntry(_apart));
                Assert.Null(await _shop.Agreements.AgreeAsync(_national, seenPair.Id, default));
                return await OthersAsync(agreed, other);
            case "granted_above":
                var granted = await StrangerAsync();
                await GiveAsync(_national, granted, AccessRight.Orient, place);
                return await OthersAsync(granted, await StrangerAsync());
            case "granted_by_operator":
                var known = await StrangerAsync();
                await _shop.GrantAsync(known, AccessRight.Orient, place);
                return await OthersAsync(known, await StrangerAsync());
            case "not_invited":
                return await OthersAsync(await KnownAsync(await _shop.PersonAsync("Sonia")), await StrangerAsync());
            case "own_to_stranger":
                // Invited by a peer, and with a grant of a peer's: none of it was seen by anyone above.
                _local = await StrangerAsync();
                var administers = await GiveAsync(await PeerAsync(), _local, AccessRight.Administer, Rhone);
                await _shop.ScalarAsync($"update access_grants set must_be_agreed = false where id = '{administers.Id}'");
                await GiveAsync(await PeerAsync(), _local, AccessRight.Propose, place);
                return (null, await GiveAsync(_local, await StrangerAsync(), AccessRight.Approve, place));
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
                var (one, another) = (await StrangerAsync(), await StrangerAsync());
                return await OthersAsync(one, another);
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

    // The administrator gives each half to someone whom they have not invited.
    private async Task<(AccessGrant? First, AccessGrant Second)> OthersAsync(Guid one, Guid other) => (
        await GiveAsync(_local, one, AccessRight.Propose, Perimeter.OfEntry(_entry)),
        await GiveAsync(_local, other, AccessRight.Approve, Perimeter.OfEntry(_entry)));

    // Another administrator of the same département, and an account that they have invited and made known here.
    private async Task<Guid> PeerAsync()
    {
        if (_peer == default)
        {
            _peer = await _shop.PersonAsync("Paul");
            await _shop.GrantAsync(_peer, AccessRight.Administer, Rhone);
        }

        return _peer;
    }

    private async Task<Guid> StrangerAsync()
    {
        var account = await _shop.InvitedAsync("Xavier", await PeerAsync());
        await GiveAsync(_peer, account, AccessRight.Orient, Perimeter.OfEntry(_entry));
        return account;
    }

    // Made known here by an administrator of the whole country who has left since.
    private async Task<Guid> KnownAsync(Guid account)
    {
        var gone = await _shop.PersonAsync("Norbert");
        var right = await _shop.GrantAsync(gone, AccessRight.Administer, Perimeter.National);
        await GiveAsync(gone, account, AccessRight.Orient, Perimeter.OfEntry(_entry));
        Assert.Null(await _shop.Grants.RevokeAsync(_national, right.Id, default));
        return account;
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

using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Territories;
using PublicDirectory.Core.Tests.ChangeRequests;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Habilitations;

public sealed class GrantAdministrationTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>, IAsyncLifetime
{
    private Workshop _shop = null!;

    public async Task InitializeAsync() => _shop = await Workshop.OpenAsync(database);

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task Grant_WithinOnesPerimeter_IsGivenBeyondItIsRefused()
    {
        var (mine, below, other) =
            (await _shop.PublishAsync(A.Mairie("Préfecture")), Guid.CreateVersion7(), await _shop.PublishAsync(A.Mairie("Autre")));
        await _shop.PublishAsync(A.Mairie("Service") with { Parent = mine }, below);
        var administrator = await _shop.PersonAsync("Édith");
        await _shop.GrantAsync(administrator, AccessRight.Administer, Perimeter.OfEntry(mine));
        await _shop.GrantAsync(_shop.Alice, AccessRight.Propose, Perimeter.OfEntry(below)); // or they have nothing to do with her

        var (given, none) = await GrantAsync(administrator, Perimeter.OfEntry(below));

        Assert.Null(none);
        Assert.Equal("pour « Service » et ce qui en dépend", given!.PerimeterInFrench);
        foreach (var perimeter in new[] { Perimeter.OfEntry(other), Perimeter.National, Perimeter.OfDepartement("69"), Perimeter.OfServiceType("mairie") })
        {
            Assert.Equal(Habilitation.GrantMissing, (await GrantAsync(administrator, perimeter)).Refusal!.Code);
        }
    }

    [Fact]
    public async Task Grant_ToOneself_IsRefused()
    {
        var administrator = await _shop.PersonAsync("Édith", AccessRight.Administer);

        var (_, refusal) = await _shop.Grants.GrantAsync(
            administrator, new NewGrant { AccountId = administrator, Right = AccessRight.Approve, Perimeter = Perimeter.National },
            default);

        Assert.Equal("OWN_GRANT", refusal!.Code);
    }

    [Fact]
    public async Task Revoke_TakesEffectAtOnceAndIsInTheJournal()
    {
        var administrator = await _shop.PersonAsync("Édith", AccessRight.Administer);
        var (grant, _) = await GrantAsync(administrator, Perimeter.National);

        Assert.Null(await _shop.Grants.RevokeAsync(administrator, grant!.Id, default));
        Assert.Null(await _shop.Grants.RevokeAsync(administrator, grant.Id, default));

        await using var connection = await _shop.DataSource.OpenConnectionAsync();
        Assert.DoesNotContain(await GrantStore.ReadAsync(connection, _shop.Alice, default), item => item.Id == grant.Id);
        Assert.Equal("access_grant.granted,access_grant.revoked", await _shop.ScalarAsync(
            $"select string_agg(action, ',' order by id) from journal where object_id = '{grant.Id}'"));
    }

    [Fact]
    public async Task Disabled_Account_MayDoNothing()
    {
        var entry = await _shop.PublishAsync(A.Mairie());
        await _shop.Accounts.SetDisabledAsync(_shop.Alice, true, default);

        var outcome = await _shop.SaveAsync(_shop.Alice, entry, 1, A.Mairie("Autre"));

        Assert.Equal(Habilitation.GrantMissing, outcome.Refusal!.Code);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // it may be brought back
    public async Task Grant_OnABodyWithCountersElsewhere_IsRefusedToWhoeverDoesNotAdministerThose(bool isRemoved)
    {
        var (body, elsewhere) = (await _shop.PublishAsync(A.Mairie("Siège")), Guid.CreateVersion7());
        await _shop.PublishAsync(A.Mairie("Antenne") with { Parent = body, Commune = InseeCode.Parse("33063") }, elsewhere);
        if (isRemoved)
        {
            await _shop.RemoveAsync(elsewhere, 1);
        }

        var administrator = await _shop.PersonAsync("Édith");
        await _shop.GrantAsync(administrator, AccessRight.Administer, Perimeter.OfDepartement("69"));
        await _shop.GrantAsync(_shop.Alice, AccessRight.Propose, Perimeter.OfEntry(body));

        var (_, refusal) = await GrantAsync(administrator, Perimeter.OfEntry(body));
        await _shop.GrantAsync(administrator, AccessRight.Administer, Perimeter.OfDepartement("33"));
        var (given, _) = await GrantAsync(administrator, Perimeter.OfEntry(body));

        Assert.Contains("« Antenne », qui dépend de « Siège »", refusal!.Message, StringComparison.Ordinal);
        Assert.NotNull(given);
    }

    [Fact]
    public async Task Grant_ToAnAccountThatOneHasNothingToDoWith_IsAsToNobody()
    {
        var administrator = await _shop.PersonAsync("Édith");
        await _shop.GrantAsync(administrator, AccessRight.Administer, Perimeter.OfDepartement("69"));
        var invited = await _shop.InvitedAsync("Lucie", administrator);

        var refused = await GrantAsync(administrator, Perimeter.OfDepartement("69"));
        var unknown = await _shop.Grants.GrantAsync(
            administrator,
            new NewGrant { AccountId = Guid.CreateVersion7(), Right = AccessRight.Approve, Perimeter = Perimeter.OfDepartement("69") },
            default);
        var (given, _) = await _shop.Grants.GrantAsync(
            administrator, new NewGrant { AccountId = invited, Right = AccessRight.Approve, Perimeter = Perimeter.OfDepartement("69") },
            default);

        Assert.Equal(unknown.Refusal, refused.Refusal);
        Assert.Equal("NOT_FOUND", refused.Refusal!.Code);
        Assert.NotNull(given);
    }

    private Task<(AccessGrant? Grant, Refusal? Refusal)> GrantAsync(Guid by, Perimeter perimeter) => _shop.Grants.GrantAsync(
        by, new NewGrant { AccountId = _shop.Alice, Right = AccessRight.Approve, Perimeter = perimeter }, default);
}

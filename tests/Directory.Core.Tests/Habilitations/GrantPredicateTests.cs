using NodaTime;
using PublicDirectory.Core.Habilitations;
using PublicDirectory.Core.Storage;
using PublicDirectory.Core.Territories;
using PublicDirectory.Core.Tests.ChangeRequests;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.Habilitations;

/// <summary>The condition in SQL gives exactly the entries that the decision allows.</summary>
public sealed class GrantPredicateTests(DatabaseFixture database) : IClassFixture<DatabaseFixture>
{
    private static readonly string?[] Communes = ["69266", "69123", "2A004", "97411", "97302", null];
    private static readonly string[] Types = ["mairie", "prefecture", "caf"];
    private static readonly string[] Blocks = ["channels", "notices", "name"];

    [Fact]
    public async Task Build_OnAThousandRandomSetsOfGrants_SelectsWhatDecideAllows()
    {
#pragma warning disable CA5394 // Reproducible, not secret.
        var random = new Random(20260301);
        await using var shop = await Workshop.OpenAsync(database);
        var entries = new List<Guid>();
        for (var i = 0; i < 60; i++)
        {
            entries.Add(await shop.PublishAsync(A.Mairie($"Fiche {i}") with
            {
                Commune = Communes[random.Next(Communes.Length)] is { } commune ? InseeCode.Parse(commune) : null,
                Types = Types.Where(_ => random.Next(2) == 0).ToList(),
                Parent = i > 0 && random.Next(3) > 0 ? entries[random.Next(i)] : null,
            }));
        }

        // A loop: the first entry's parent is the last of those below it.
        await shop.PublishAsync(A.Mairie("Boucle") with { Parent = entries[^1] }, entries[0], 1);
        await using var connection = await shop.DataSource.OpenConnectionAsync();
        var facts = new List<EntryFacts>();
        foreach (var entry in entries)
        {
            facts.Add((await GrantStore.ReadFactsAsync(connection, entry, default))!);
        }

        var (some, none) = (0, 0);
        for (var i = 0; i < 1000; i++)
        {
            var account = Guid.CreateVersion7();
            var grants = Enumerable.Range(0, random.Next(9)).Select(_ => RandomGrant(random, account, entries)).ToList();
            var action = Enum.GetValues<EntryAction>()[random.Next(16)];
            var blocks = Blocks.Where(_ => random.Next(3) == 0).ToList();
            var parameters = new List<object?>();
            var condition = GrantPredicate.Build(grants, account, action, A.Morning, "e", parameters, blocks.Count == 0 ? null : blocks);
            var selected = await connection.QueryAsync(
                $"select e.id from entries e where {condition}", row => row.GetGuid(0), default, [.. parameters]);
            var negated = await connection.QueryAsync(
                $"select e.id from entries e where not {condition}", row => row.GetGuid(0), default, [.. parameters]);

            var allowed = facts
                .Where(entry => Habilitation.Decide(grants, account, action, Touched.Part(entry, blocks), null, A.Morning).IsAllowed)
                .Select(entry => entry.EntryId).ToHashSet();
            Assert.True(allowed.SetEquals(selected), $"round {i}: {action} on {string.Join(',', blocks)}");
            Assert.Equal(entries.Count, selected.Count + negated.Count);
            _ = allowed.Count is > 0 and < 60 ? some++ : none++;
        }

        Assert.True(some > 200 && none > 100, $"{some} partial, {none} all or nothing: the grants should be of all sorts");
    }

    private static AccessGrant RandomGrant(Random random, Guid account, List<Guid> entries) => new()
    {
        Id = Guid.CreateVersion7(),
        AccountId = random.Next(10) == 0 ? Guid.CreateVersion7() : account,
        Right = Enum.GetValues<AccessRight>()[random.Next(6)],
        Perimeter = random.Next(10) switch
        {
            0 => Perimeter.National,
            < 4 => Perimeter.OfEntry(entries[random.Next(entries.Count)]),
            < 7 => Perimeter.OfDepartement(new[] { "69", "2A", "974", "973", "01" }[random.Next(5)]),
            _ => Perimeter.OfServiceType(Types[random.Next(Types.Length)]),
        },
        Blocks = random.Next(3) == 0 ? Blocks.Where(_ => random.Next(2) == 0).DefaultIfEmpty("name").ToList() : null,
        ValidFrom = A.Morning + Duration.FromDays(random.Next(-20, 3)),
        ValidTo = random.Next(4) == 0 ? A.Morning + Duration.FromDays(random.Next(-1, 3)) : null,
        RevokedAt = random.Next(10) == 0 ? A.Morning : null,
        GrantedAt = A.Morning,
    };
#pragma warning restore CA5394
}

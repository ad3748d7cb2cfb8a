using NodaTime.Extensions;
using Npgsql;
using PublicDirectory.Core.Habilitations;

namespace PublicDirectory.Extranet.Agents;

/// <summary>The grants of agents, read once a request.</summary>
public sealed class AgentGrants(NpgsqlDataSource database, TimeProvider clock)
{
    private readonly Dictionary<Guid, IReadOnlyList<AccessGrant>> _read = [];

    /// <summary>All that were not taken back, active or not: what <see cref="Habilitation.Decide"/> takes.</summary>
    public async Task<IReadOnlyList<AccessGrant>> ReadAsync(Guid agent, CancellationToken cancellationToken)
    {
        if (!_read.TryGetValue(agent, out var grants))
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            _read[agent] = grants = await GrantStore.ReadAsync(connection, agent, cancellationToken);
        }

        return grants;
    }

    /// <summary>The rights held now, anywhere.</summary>
    public async Task<IReadOnlySet<AccessRight>> RightsAsync(Guid agent, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        return (await ReadAsync(agent, cancellationToken)).Where(grant => grant.IsActiveAt(now)).Select(grant => grant.Right).ToHashSet();
    }

    /// <summary>Whether a right is held now for the whole country, and all blocks.</summary>
    public async Task<bool> HoldsEverywhereAsync(Guid agent, AccessRight right, CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        return (await ReadAsync(agent, cancellationToken)).Any(grant =>
            grant.Right == right && grant.Perimeter == Perimeter.National && grant.Blocks is null && grant.IsActiveAt(now));
    }
}

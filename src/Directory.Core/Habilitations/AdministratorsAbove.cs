using NodaTime;
using Npgsql;

namespace PublicDirectory.Core.Habilitations;

/// <summary>Who is above an administrator, and so may agree to what they gave.</summary>
internal static class AdministratorsAbove
{
    /// <summary>
    /// Those who administer a perimeter that strictly contains the one by which the giver administers this: of the whole country, of a
    /// département or a type that the giver's entry is of, of an entry above it.
    /// </summary>
    public static async Task<IReadOnlyList<(Guid Account, bool IsNational)>> ReadAsync(
        NpgsqlConnection connection, Guid giver, Perimeter perimeter, Instant now, CancellationToken cancellationToken)
    {
        var holders = (await GrantStore.ReadHoldersAsync(connection, AccessRight.Administer, cancellationToken))
            .Where(grant => grant.IsActiveAt(now) && grant.Blocks is null).ToLookup(grant => grant.AccountId);
        var by = new List<Perimeter>();
        foreach (var grant in holders[giver])
        {
            if (await ContainsAsync(connection, grant, perimeter, now, cancellationToken))
            {
                by.Add(grant.Perimeter);
            }
        }

        if (by.Count == 0)
        {
            by.Add(perimeter); // the giver administers it no longer
        }

        var above = new List<(Guid Account, bool IsNational)>();
        foreach (var candidate in holders.Where(candidate => candidate.Key != giver))
        {
            foreach (var grant in candidate.OrderByDescending(grant => grant.Perimeter.Kind))
            {
                if (await IsAboveAsync(connection, grant, by, now, cancellationToken))
                {
                    above.Add((candidate.Key, grant.Perimeter == Perimeter.National));
                    break;
                }
            }
        }

        return above;
    }

    /// <summary>The nearest: those of the whole country only where there is nobody else.</summary>
    public static IReadOnlyList<Guid> Nearest(IReadOnlyList<(Guid Account, bool IsNational)> above) =>
        [.. above.Where(one => one.IsNational == above.All(other => other.IsNational)).Select(one => one.Account)];

    private static async Task<bool> IsAboveAsync(
        NpgsqlConnection connection, AccessGrant grant, List<Perimeter> by, Instant now, CancellationToken cancellationToken)
    {
        foreach (var perimeter in by)
        {
            if (grant.Perimeter == perimeter || !await ContainsAsync(connection, grant, perimeter, now, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    private static async Task<bool> ContainsAsync(
        NpgsqlConnection connection, AccessGrant grant, Perimeter perimeter, Instant now, CancellationToken cancellationToken)
    {
        if (grant.Perimeter == Perimeter.National || grant.Perimeter == perimeter)
        {
            return true;
        }

        // Of the many who administer an entry elsewhere, none is asked about what depends on this one.
        return perimeter.EntryId is { } entryId
            && await GrantStore.ReadFactsAsync(connection, entryId, cancellationToken) is { } entry && grant.Perimeter.Covers(entry)
            && await AdministeredPerimeter.RefuseAsync(connection, [grant], grant.AccountId, perimeter, now, cancellationToken) is null;
    }
}

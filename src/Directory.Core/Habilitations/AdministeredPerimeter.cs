using NodaTime;
using Npgsql;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Habilitations;

/// <summary>
/// What someone who administers a perimeter has to do with: grants within it, and the accounts that have or had one or that they invited.
/// Asked of one thing, and as conditions of lists.
/// </summary>
internal static class AdministeredPerimeter
{
    /// <summary>Whether these grants let one administer the whole country.</summary>
    public static bool IsEverything(IEnumerable<AccessGrant> own, Instant now) =>
        Useful(own, now).Any(grant => grant.Perimeter == Perimeter.National);

    /// <summary>Why these grants do not let one administer all of a perimeter; null when they do.</summary>
    /// <remarks>
    /// An entry's perimeter by its facts, and all that depends on it; the others only by the same perimeter or the national one.
    /// </remarks>
    public static async Task<Refusal?> RefuseAsync(
        NpgsqlConnection connection, IReadOnlyCollection<AccessGrant> own, Guid administrator, Perimeter perimeter, Instant now,
        CancellationToken cancellationToken)
    {
        if (perimeter.EntryId is { } entryId && await GrantStore.ReadFactsAsync(connection, entryId, cancellationToken) is { } entry)
        {
            return Habilitation.Decide(own, administrator, EntryAction.Administer, new Touched(entry), null, now).Refusal
                ?? await RefuseBelowAsync(connection, own, administrator, entry, now, cancellationToken);
        }

        return Useful(own, now).Any(grant => grant.Perimeter == perimeter || grant.Perimeter == Perimeter.National)
            ? null
            : new Refusal(Habilitation.GrantMissing, "Il vous manque le droit de gérer les habilitations sur tout ce périmètre.");
    }

    /// <summary>
    /// The grants <c>g</c>, each with its entry <c>e</c>, whose perimeter the reader administers: a condition in brackets.
    /// </summary>
    public static string Grants(IReadOnlyCollection<AccessGrant> own, Guid reader, Instant now, List<object?> parameters)
    {
        var entries = GrantPredicate.Build(own, reader, EntryAction.Administer, now, "e", parameters);
        if (entries == GrantPredicate.Everything)
        {
            return entries;
        }

        var perimeters = Useful(own, now).Where(grant => grant.Perimeter.Code is not null)
            .Select(grant => $"{GrantAdministration.Code(grant.Perimeter.Kind)} {grant.Perimeter.Code}").ToArray();
        return $"""
            (coalesce(e.id is not null and {entries}, false)
                or coalesce(g.perimeter || ' ' || g.perimeter_code = any({parameters.Bind(perimeters)}), false))
            """;
    }

    /// <summary>The accounts <c>a</c> that the reader has to do with: a condition in brackets.</summary>
    public static string Accounts(IReadOnlyCollection<AccessGrant> own, Guid reader, Instant now, List<object?> parameters) =>
        Grants(own, reader, now, parameters) is var grants && grants == GrantPredicate.Everything
            ? grants
            // ix_access_grants_person, ix_accounts_invited_by
            : $"""
              (coalesce(a.invited_by = {parameters.Bind(reader)}, false) or exists (
                  select from access_grants g left join entries e on e.id = g.perimeter_entry_id where g.account_id = a.id and {grants}))
              """;

    private static IEnumerable<AccessGrant> Useful(IEnumerable<AccessGrant> own, Instant now) =>
        own.Where(grant => grant.Right is AccessRight.Administer && grant.IsActiveAt(now) && grant.Blocks is null);

    // A body in one's département may have counters elsewhere, which one does not administer: to give the body would give them too, those
    // that were removed as well, which may be brought back.
    private static async Task<Refusal?> RefuseBelowAsync(
        NpgsqlConnection connection, IReadOnlyCollection<AccessGrant> own, Guid administrator, EntryFacts entry, Instant now,
        CancellationToken cancellationToken)
    {
        List<object?> parameters = [entry.EntryId];
        var covered = GrantPredicate.Build(own, administrator, EntryAction.Administer, now, "e", parameters);
        var beyond = await connection.ScalarAsync<string>(
            $"""
            with recursive below (id) as (
                select id from entries where parent_id = $1
                union select e.id from entries e join below on e.parent_id = below.id)
            select e.name from entries e join below on below.id = e.id where not {covered} order by e.name limit 1
            """,
            cancellationToken,
            [.. parameters]); // ix_entries_parent
        return beyond is null
            ? null
            : new Refusal(
                Habilitation.GrantMissing,
                $"Il vous manque le droit de gérer les habilitations pour « {beyond} », qui dépend de « {entry.Name} » et serait donné avec.");
    }
}

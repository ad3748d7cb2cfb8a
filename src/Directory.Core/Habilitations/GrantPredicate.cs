using NodaTime;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Habilitations;

/// <summary>
/// The decision of <see cref="Habilitation.Decide"/> as a condition in SQL, so that a list never loads what its reader may
/// not see. Both look at the same grants by the same rule; a property test holds them equal.
/// </summary>
public static class GrantPredicate
{
    /// <summary>The condition where nothing is left out.</summary>
    internal const string Everything = "(true)";

    /// <param name="grants">The person's, active or not.</param>
    /// <param name="account">The person.</param>
    /// <param name="action">What the list of entries is for.</param>
    /// <param name="at">When.</param>
    /// <param name="alias">
    /// Of <c>entries</c>, or of anything with its columns <c>id</c>, <c>types</c>, <c>departement_code</c>, <c>parent_id</c>. A
    /// name of the caller's own, never someone's text.
    /// </param>
    /// <param name="parameters">The statement's positional parameters, to which those of the condition are added.</param>
    /// <param name="blocks">Each of these must be covered; null for the whole entry. Of no account for actions that touch nothing.</param>
    /// <returns>A condition in brackets.</returns>
    /// <exception cref="ArgumentException">No block is named: nothing is not the same as anything.</exception>
    public static string Build(
        IEnumerable<AccessGrant> grants,
        Guid account,
        EntryAction action,
        Instant at,
        string alias,
        List<object?> parameters,
        IReadOnlyCollection<string>? blocks = null)
    {
        if (blocks is { Count: 0 })
        {
            throw new ArgumentException("Name blocks, or null for the whole entry.", nameof(blocks));
        }

        var rule = ActionRule.Of(action);
        if (rule.Rights.Length == 0)
        {
            return Everything;
        }

        var held = Held(grants, account, rule, at);
        if (rule.Extent is ActionExtent.Nothing)
        {
            return Within(PerimetersOf(held), alias, parameters);
        }

        IReadOnlyList<string?> names = rule.Extent is ActionExtent.Whole || blocks is null ? [null] : [.. blocks.Distinct()];
        var conditions = names.Select(block => Within(PerimetersOf(Covering(held, block)), alias, parameters)).Distinct().ToList();
        return conditions.Count == 1 ? conditions[0] : $"({string.Join(" and ", conditions)})";
    }

    /// <summary>The same of change requests: their blocks, whether they are of a whole entry, and their effects.</summary>
    /// <param name="grants">The person's, active or not.</param>
    /// <param name="account">The person.</param>
    /// <param name="action">What the list of requests is for.</param>
    /// <param name="at">When.</param>
    /// <param name="alias">Of <c>change_requests</c>; their effects must be up to date (<c>ChangeRequests/EffectStore</c>).</param>
    /// <param name="entry">The alias of entries in <paramref name="of"/>.</param>
    /// <param name="of">Makes of a condition on entries one on requests.</param>
    /// <param name="parameters">The statement's positional parameters, to which those of the condition are added.</param>
    /// <returns>A condition in brackets; who is the author and in which state is for the caller.</returns>
    internal static string BuildForRequests(
        IEnumerable<AccessGrant> grants,
        Guid account,
        EntryAction action,
        Instant at,
        string alias,
        string entry,
        Func<string, string> of,
        List<object?> parameters)
    {
        var rule = ActionRule.Of(action);
        var held = Held(grants, account, rule, at);
        if (rule.Extent is ActionExtent.Nothing)
        {
            return of(Within(PerimetersOf(held), entry, parameters));
        }

        var whole = Within(PerimetersOf(Covering(held, null)), entry, parameters);
        if (whole == Everything)
        {
            return Everything; // the whole country: whatever it does to others is theirs too
        }

        var blocks = held.SelectMany(grant => grant.Blocks ?? []).Distinct().ToList();
        var covered = blocks.Count == 0
            ? of(whole)
            : $"""
               ({of(whole)} or ({alias}.operation = 'change' and cardinality({alias}.blocks) > 0 and {alias}.blocks <@ array_remove(array[{
                   string.Join(", ", blocks.Select(block => $"case when {of(Within(PerimetersOf(Covering(held, block)), entry, parameters))} then {parameters.Bind(block)} end"))
               }]::text[], null)))
               """;
        return rule.AnswersForEffects
            ? $"({covered} and not exists (select from change_request_effects x where x.request_id = {alias}.id and not {CoversEffect(held, "x", parameters)}))"
            : covered;
    }

    private static IEnumerable<Perimeter> PerimetersOf(IEnumerable<AccessGrant> grants) => grants.Select(grant => grant.Perimeter);

    private static List<AccessGrant> Held(IEnumerable<AccessGrant> grants, Guid account, ActionRule rule, Instant at) =>
        grants.Where(grant => grant.AccountId == account && grant.IsActiveAt(at) && rule.Rights.Contains(grant.Right)).ToList();

    // Those that cover a block; for none, the whole entry.
    private static IEnumerable<AccessGrant> Covering(IEnumerable<AccessGrant> held, string? block) =>
        held.Where(grant => grant.Blocks is null || (block is not null && grant.Blocks.Contains(block)));

    private static string CoversEffect(List<AccessGrant> held, string alias, List<object?> parameters)
    {
        var blocks = held.SelectMany(grant => grant.Blocks ?? []).Distinct().Append(null);
        return "(" + string.Join(" or ", blocks.Select(block => block is null
            ? AnyEffect(held.Where(grant => grant.Blocks is null), alias, parameters)
            : $"(coalesce({alias}.block = {parameters.Bind(block)}, false) and {AnyEffect(Covering(held, block), alias, parameters)})")) + ")";
    }

    private static string AnyEffect(IEnumerable<AccessGrant> grants, string alias, List<object?> parameters)
    {
        var perimeters = grants.Select(grant => grant.Perimeter).ToLookup(perimeter => perimeter.Kind);
        if (perimeters.Contains(PerimeterKind.National))
        {
            return Everything;
        }

        var departements = parameters.Bind(perimeters[PerimeterKind.Departement].Select(perimeter => perimeter.Code!).Distinct().ToArray());
        var types = parameters.Bind(perimeters[PerimeterKind.ServiceType].Select(perimeter => perimeter.Code!).Distinct().ToArray());
        var tops = parameters.Bind(perimeters[PerimeterKind.Entry].Select(perimeter => perimeter.EntryId!.Value).Distinct().ToArray());
        return $"(coalesce({alias}.departement_code = any({departements}), false) or {alias}.types && {types} or {alias}.answered_by && {tops})";
    }

    /// <summary>Whether an entry is in one of these perimeters: a condition in brackets.</summary>
    internal static string Within(IEnumerable<Perimeter> any, string alias, List<object?> parameters)
    {
        var perimeters = any.ToLookup(perimeter => perimeter.Kind);
        if (perimeters.Contains(PerimeterKind.National))
        {
            return Everything;
        }

        var conditions = new List<string>();
        if (perimeters[PerimeterKind.Departement].Select(perimeter => perimeter.Code!).Distinct().ToArray() is { Length: > 0 } departements)
        {
            // ix_entries_departement. Never null, so that conditions can be counted and negated.
            conditions.Add($"({alias}.departement_code is not null and {alias}.departement_code = any({parameters.Bind(departements)}))");
        }

        if (perimeters[PerimeterKind.ServiceType].Select(perimeter => perimeter.Code!).Distinct().ToArray() is { Length: > 0 } types)
        {
            conditions.Add($"{alias}.types && {parameters.Bind(types)}"); // ix_entries_types
        }

        if (perimeters[PerimeterKind.Entry].Select(perimeter => perimeter.EntryId!.Value).Distinct().ToArray() is { Length: > 0 } tops)
        {
            // The parent is looked at for entries that are proposed and not published yet. As an array, worked out once, so that
            // the indexes serve: entries_pkey, ix_entries_parent.
            var covered =
                $"""
                array(with recursive covered (id) as (
                    select unnest({parameters.Bind(tops)}::uuid[])
                    union select child.id from entries child join covered on child.parent_id = covered.id)
                select id from covered)
                """;
            conditions.Add($"{alias}.id = any({covered}) or ({alias}.parent_id is not null and {alias}.parent_id = any({covered}))");
        }

        return conditions.Count == 0 ? "(false)" : $"({string.Join(" or ", conditions)})";
    }
}

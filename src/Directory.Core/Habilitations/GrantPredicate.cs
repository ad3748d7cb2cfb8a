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
    /// <param name="action">What the list is for.</param>
    /// <param name="blocks">Each of these must be covered; empty: at least one block, whichever.</param>
    /// <param name="at">When.</param>
    /// <param name="alias">
    /// Of <c>entries</c>, or of anything with its columns <c>id</c>, <c>types</c>, <c>departement_code</c>, <c>parent_id</c>. A
    /// name of the caller's own, never someone's text.
    /// </param>
    /// <param name="parameters">The statement's positional parameters, to which those of the condition are added.</param>
    /// <returns>A condition in brackets.</returns>
    public static string Build(
        IEnumerable<AccessGrant> grants,
        Guid account,
        EntryAction action,
        IReadOnlyCollection<string> blocks,
        Instant at,
        string alias,
        List<object?> parameters)
    {
        var rule = ActionRule.Of(action);
        if (rule.Rights.Length == 0)
        {
            return Everything;
        }

        var useful = grants.Where(grant =>
            grant.AccountId == account && grant.IsActiveAt(at) && rule.Rights.Contains(grant.Right)
            && (grant.Blocks is null || !rule.IsOnWholeEntry)).ToList();
        if (blocks.Count == 0)
        {
            return AnyOf(useful, alias, parameters);
        }

        return "(" + string.Join(" and ", blocks.Distinct().Select(block => AnyOf(
            useful.Where(grant => grant.Blocks is null || grant.Blocks.Contains(block)), alias, parameters))) + ")";
    }

    private static string AnyOf(IEnumerable<AccessGrant> grants, string alias, List<object?> parameters)
    {
        var perimeters = grants.Select(grant => grant.Perimeter).ToLookup(perimeter => perimeter.Kind);
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

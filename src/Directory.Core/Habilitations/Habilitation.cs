using NodaTime;

namespace PublicDirectory.Core.Habilitations;

/// <summary>Whether something may be done and, if not, why.</summary>
/// <param name="Refusal">Null when it may.</param>
public readonly record struct Decision(Refusal? Refusal)
{
    /// <summary>It may.</summary>
    public static Decision Allowed => default;

    /// <summary>Whether it may.</summary>
    public bool IsAllowed => Refusal is null;
}

/// <summary>A rule says no.</summary>
/// <param name="Code">Stable, for programs: <c>GRANT_MISSING</c>.</param>
/// <param name="Message">For people, in French: what is missing.</param>
public sealed record Refusal(string Code, string Message);

/// <summary>The one place that decides who may do what. Pure: everything that it looks at is an argument.</summary>
public static class Habilitation
{
    /// <summary>No grant covers it.</summary>
    public const string GrantMissing = "GRANT_MISSING";

    /// <summary>Authors do not decide on their own changes.</summary>
    public const string AuthorDecides = "AUTHOR_DECIDES";

    /// <summary>Only the author may do it.</summary>
    public const string NotTheAuthor = "NOT_THE_AUTHOR";

    /// <summary>The request is elsewhere on its way.</summary>
    public const string WrongState = "WRONG_STATE";

    /// <param name="grants">The person's, active or not.</param>
    /// <param name="account">The person.</param>
    /// <param name="action">What they ask to do.</param>
    /// <param name="entry">To what.</param>
    /// <param name="request">The change request that it is about; null for an action that starts one, or is about none.</param>
    /// <param name="blocks">Each of these must be covered; empty: at least one block, whichever.</param>
    /// <param name="at">When.</param>
    public static Decision Decide(
        IEnumerable<AccessGrant> grants,
        Guid account,
        EntryAction action,
        EntryFacts entry,
        RequestFacts? request,
        IReadOnlyCollection<string> blocks,
        Instant at)
    {
        var rule = ActionRule.Of(action);
        if (rule.Rights.Length > 0)
        {
            var useful = grants.Where(grant =>
                grant.AccountId == account && grant.IsActiveAt(at) && rule.Rights.Contains(grant.Right) && grant.Perimeter.Covers(entry)
                && (grant.Blocks is null || !rule.IsOnWholeEntry)).ToList();
            if (useful.Count == 0)
            {
                return Refused(GrantMissing, $"Il vous manque le droit de {rule.Name} pour « {entry.Name} ».");
            }

            var missing = blocks
                .Where(block => !useful.Exists(grant => grant.Blocks is null || grant.Blocks.Contains(block)))
                .Select(BlockNames.Of).Distinct().ToList();
            if (missing.Count > 0)
            {
                var which = missing.Count == 1 ? "la rubrique" : "les rubriques";
                return Refused(GrantMissing, $"Il vous manque le droit de {rule.Name} pour {which} {string.Join(", ", missing)} de « {entry.Name} ».");
            }
        }

        if (request is null)
        {
            return Decision.Allowed;
        }

        if (rule.Party is RequestParty.SomeoneElse && request.AuthorId == account)
        {
            return Refused(AuthorDecides, "Vous êtes l'auteur de cette modification : une autre personne doit en décider.");
        }

        if (rule.Party is RequestParty.Author && request.AuthorId != account)
        {
            return Refused(NotTheAuthor, "Seule la personne qui a fait cette demande peut le faire.");
        }

        return rule.States.Length == 0 || rule.States.Contains(request.State)
            ? Decision.Allowed
            : Refused(WrongState, $"Cette demande est {StateNames.Of(request.State)} : il n'est plus possible de le faire.");
    }

    private static Decision Refused(string code, string message) => new(new Refusal(code, message));
}

using NodaTime;
using PublicDirectory.Core.Documents;

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
    /// <param name="touched">To what, and what it changes for others.</param>
    /// <param name="request">The change request that it is about; null for an action that starts one, or is about none.</param>
    /// <param name="at">When.</param>
    public static Decision Decide(
        IEnumerable<AccessGrant> grants, Guid account, EntryAction action, Touched touched, RequestFacts? request, Instant at)
    {
        var rule = ActionRule.Of(action);
        if (rule.Rights.Length > 0)
        {
            var held =
                grants.Where(grant => grant.AccountId == account && grant.IsActiveAt(at) && rule.Rights.Contains(grant.Right)).ToList();
            var entries = rule.Extent is ActionExtent.Nothing ? [touched.Entry] : touched.Entries;
            if ((entries.Select(entry => Missing(held, rule, entry, touched.Blocks)).FirstOrDefault(missing => missing is not null)
                ?? (rule.AnswersForEffects ? Missing(held, touched.Effects) : null)) is { } message)
            {
                return Refused(GrantMissing, message);
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

    // What is missing for the entry, and for its blocks; null for nothing.
    private static string? Missing(List<AccessGrant> held, ActionRule rule, EntryFacts entry, IReadOnlyList<string>? blocks)
    {
        var here = held.Where(grant => grant.Perimeter.Covers(entry)).ToList();
        if (here.Count == 0)
        {
            return $"Il vous manque le droit de {rule.Name} pour « {entry.Name} ».";
        }

        if (rule.Extent is ActionExtent.Nothing || here.Exists(grant => grant.Blocks is null))
        {
            return null;
        }

        if (rule.Extent is ActionExtent.Whole || blocks is null)
        {
            return $"Il vous manque le droit de {rule.Name} pour « {entry.Name} » : le vôtre ne vaut que pour certaines rubriques.";
        }

        var missing = blocks.Where(block => !here.Exists(grant => grant.Blocks!.Contains(block))).Select(BlockNames.Of).Distinct().ToList();
        return missing.Count == 0
            ? null
            : $"Il vous manque le droit de {rule.Name} pour {(missing.Count == 1 ? "la rubrique" : "les rubriques")} {string.Join(", ", missing)} de « {entry.Name} ».";
    }

    private static string? Missing(List<AccessGrant> held, IReadOnlyList<Effect> effects)
    {
        var missing = effects.Where(effect => !held.Exists(grant =>
            grant.Perimeter.Covers(effect)
                && (grant.Blocks is null || (effect.Block is { } block && grant.Blocks.Contains(block))))).ToList();
        return missing.Count == 0 ? null : string.Join(' ', EffectSentences.Of(missing).Take(3));
    }

    private static Decision Refused(string code, string message) => new(new Refusal(code, message));
}

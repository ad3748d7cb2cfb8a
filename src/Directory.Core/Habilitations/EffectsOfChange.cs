using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Habilitations;

/// <summary>
/// A published entry on the way up from the one that is changed, itself included: whoever answers for it answers for some of what it does.
/// </summary>
/// <param name="Facts">The entry.</param>
/// <param name="Commune">Where it stands; null for nowhere.</param>
/// <param name="Answers">For what it answers, whatever becomes of the change.</param>
internal sealed record Upward(EntryFacts Facts, InseeCode? Commune, IReadOnlySet<Answer> Answers)
{
    /// <summary>
    /// Whether its perimeter answers for this: a local service of its own commune; what its own kind answers for in its département; an
    /// address in the département where it stands.
    /// </summary>
    public bool AnswersFor(Answer answer) => answer.ServiceType is null
        ? Facts.Departement is { } here && answer.Place.Departement == here
        : (Commune is { } commune
            && answer.Place == Reached.Of(commune)
            && ServiceKinds.ExtentOf(answer.ServiceType) is ServiceExtent.Unknown)
            || Answers.Any(own => own.Contains(answer));
}

/// <summary>What is around an entry that is changed, beside the two documents.</summary>
internal sealed record Surroundings
{
    /// <summary>The entry as it is published; null for a new one.</summary>
    public EntryFacts? Now { get; init; }

    /// <summary>As it would be; null for a removal.</summary>
    public EntryFacts? Then { get; init; }

    /// <summary>It and those above it, as published. Of a new one, those above where it would be.</summary>
    public IReadOnlyList<Upward> Path { get; init; } = [];

    /// <summary>The parent that it would leave and the one that it would join.</summary>
    public IReadOnlyList<EntryFacts> Parents { get; init; } = [];

    /// <summary>What hangs below it and moves with it; those that no perimeter tells apart, once.</summary>
    public IReadOnlyList<EntryFacts> Below { get; init; } = [];
}

/// <summary>Works out what a change does to others. Pure: only what differs counts, what it takes away as much as what it adds.</summary>
internal static class EffectsOfChange
{
    /// <summary>The blocks by which a change can have an effect.</summary>
    public static readonly string[] Blocks =
        ["addresses", "commune", "competences", "concerns", "departement", "externalIds", "handledBy", "parent", "situations", "types"];

    /// <summary>By these, an entry moves from one perimeter to another.</summary>
    private static readonly string[] MovingBlocks = ["commune", "concerns", "departement", "handledBy", "parent", "types"];

    // What agents know of an establishment, and imports never match by.
    private static readonly string[] FreeSchemes = [ExternalIdSchemes.Siren, ExternalIdSchemes.Siret];

    /// <param name="before">What is published; null for nothing.</param>
    /// <param name="after">What would be; null for nothing.</param>
    /// <param name="touched">The blocks that differ; null where the whole entry comes or goes.</param>
    /// <param name="around">What is around it.</param>
    /// <param name="departementOf">The département in which a point lies; null where it is not known.</param>
    public static IReadOnlyList<Effect> Between(
        EntryDocument? before, EntryDocument? after, IReadOnlyList<string>? touched, Surroundings around,
        Func<GeoPoint, string?> departementOf)
    {
        var (was, will) = (Reach.Of(before, departementOf), Reach.Of(after, departementOf));
        was.SymmetricExceptWith(will);
        // An entry that comes or goes with an address elsewhere than its commune is looked at as any that is moved there.
        var answers = was.Select(answer => ToEffect(answer, touched, around));
        return [.. answers.Concat(Moves(touched, around)).Concat(Identities(before, after, touched)).DistinctBy(Key)];
    }

    /// <summary>For what the entry itself goes on answering.</summary>
    public static IReadOnlySet<Answer> Kept(EntryDocument? before, EntryDocument? after, Func<GeoPoint, string?> departementOf) =>
        Reach.Of(before, departementOf).Intersect(Reach.Of(after, departementOf)).ToHashSet();

    private static Effect ToEffect(Answer answer, IReadOnlyList<string>? touched, Surroundings around) => new()
    {
        Kind = answer.ServiceType is null ? EffectKind.Stands : EffectKind.Answers,
        // Where the kind of service stays and the commune does not, it is the commune that makes the effect.
        Block =
            touched is null ? null : touched.Contains(answer.Block) ? answer.Block : touched.Contains("commune") ? "commune" : touched[0],
        Place = answer.Place.Departement is { } code ? Reached.OfDepartement(code) : answer.Place,
        Types = answer.ServiceType is { } type ? [type] : BothTypes(around),
        Departement = answer.Place.Departement,
        AnsweredBy =
            [.. around.Path.Where(step => step.AnswersFor(answer))
                .SelectMany(step => step.Facts.Ancestors.Prepend(step.Facts.EntryId))
                .Distinct()],
    };

    private static IEnumerable<Effect> Moves(IReadOnlyList<string>? touched, Surroundings around)
    {
        if (touched is null)
        {
            // Coming and going are decided as such by those who answer for the entry; whoever it would be put under has a word too.
            return around.Parents.Select(parent => Moved(parent, null));
        }

        var moving = touched.Intersect(MovingBlocks).ToList();
        if (around is not { Now: { } now, Then: { } then } || moving.Count == 0 || IsSamePerimeter(now, then))
        {
            return [];
        }

        // Those below stay under whom it stays itself.
        Guid[] above = [now.EntryId, .. now.Ancestors.Intersect(then.Ancestors)];
        return moving.Select(block => Moved(then, block))
            .Concat(around.Parents.Select(parent => Moved(parent, "parent")))
            .Concat(around.Below.Select(other => Moved(other with { Ancestors = above }, "parent")));
    }

    private static bool IsSamePerimeter(EntryFacts now, EntryFacts then) => now.Departement == then.Departement
        && now.Types.ToHashSet(StringComparer.Ordinal).SetEquals(then.Types) && now.Ancestors.ToHashSet().SetEquals(then.Ancestors);

    private static Effect Moved(EntryFacts facts, string? block) => new()
    {
        Kind = EffectKind.Moves,
        Block = block,
        Place = facts.Departement is { } code ? Reached.OfDepartement(code) : Reached.Nowhere,
        Types = facts.Types,
        Departement = facts.Departement,
        AnsweredBy = [facts.EntryId, .. facts.Ancestors],
    };

    private static IEnumerable<Effect> Identities(EntryDocument? before, EntryDocument? after, IReadOnlyList<string>? touched) =>
        before is not null && after is not null && touched?.Contains("externalIds") == true && !Ids(before).SetEquals(Ids(after))
            ? [new Effect { Kind = EffectKind.Identifies, Block = "externalIds" }]
            : [];

    private static HashSet<ExternalId> Ids(EntryDocument document) =>
        [.. document.ExternalIds.Where(id => !FreeSchemes.Contains(id.Scheme))];

    private static IReadOnlyList<string> BothTypes(Surroundings around) => (around.Now, around.Then) switch
    {
        ({ } now, { } then) => [.. now.Types.Intersect(then.Types, StringComparer.Ordinal)],
        var (now, then) => (now ?? then)?.Types ?? [],
    };

    private static string Key(Effect effect) =>
        $"{effect.Kind} {effect.Block} {effect.Place} {string.Join(',', effect.Types)} {string.Join(',', effect.AnsweredBy)}";
}

using PublicDirectory.Core.Search.Indexing;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Search.Queries;

/// <summary>A concept with what its terms weigh among the documents of one kind.</summary>
/// <param name="Weight">What the words as written weigh together.</param>
/// <param name="Cover">
/// The part of it that counts where it is asked how much of the query a document has: none for a place beside other words, which
/// tells where and not what, none for words of intention.
/// </param>
/// <param name="Alternatives">By what they are worth.</param>
/// <param name="Places">The communes named.</param>
/// <param name="Departement">The département named.</param>
/// <param name="IsPlace">Whether it says where and not what.</param>
internal sealed record WeighedConcept(
    float Weight, float Cover, IReadOnlyList<WeighedAlternative> Alternatives, IReadOnlyList<Commune> Places, Departement? Departement,
    bool IsPlace)
{
    public static List<WeighedConcept> Of(IReadOnlyList<Concept> concepts, KindIndex kind)
    {
        var weighed = new List<WeighedConcept>(concepts.Count);
        foreach (var concept in concepts)
        {
            var alternatives = new List<WeighedAlternative>(concept.Alternatives.Count);
            foreach (var alternative in concept.Alternatives)
            {
                // What stands for a word counts neither more nor less for being rare itself: « mairie » for « hôtel de ville ».
                var rarities = alternative.Terms.Select(kind.Rarity).ToArray();
                var factor = alternatives.Count == 0
                    ? alternative.Weight * concept.Emphasis
                    : alternative.Weight * alternatives[0].Weight / rarities.Sum();
                alternatives.Add(new WeighedAlternative(
                    [.. alternative.Terms.Zip(rarities, (term, rarity) => (term, rarity * factor))], alternative.NeedsAll));
            }

            var weight = alternatives[0].Weight;
            weighed.Add(new WeighedConcept(weight, weight, alternatives, concept.Places, concept.Departement, concept.IsPlace));
        }

        return WithoutAsides(weighed, concepts);
    }

    // Documents must have something of the subject: places and words of intention alone do not find them.
    private static List<WeighedConcept> WithoutAsides(List<WeighedConcept> weighed, IReadOnlyList<Concept> concepts)
    {
        var isSubject = concepts.Select(concept => !concept.IsPlace && concept.Emphasis == 1).ToList();
        return !isSubject.Contains(true)
            ? weighed
            : [.. weighed.Select((concept, i) => isSubject[i] ? concept : concept with { Cover = 0 })];
    }
}

/// <summary>Terms with their weights.</summary>
internal sealed record WeighedAlternative(IReadOnlyList<(string Term, float Weight)> Terms, bool NeedsAll)
{
    public float Weight { get; } = Terms.Sum(term => term.Weight);
}

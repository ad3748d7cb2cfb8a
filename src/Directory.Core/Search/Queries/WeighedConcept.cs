using PublicDirectory.Core.Search.Indexing;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Search.Queries;

/// <summary>A concept with what its terms weigh among the documents of one kind.</summary>
/// <param name="Weight">What the words as written weigh together.</param>
/// <param name="Alternatives">By what they are worth.</param>
/// <param name="Places">The communes named.</param>
internal sealed record WeighedConcept(float Weight, IReadOnlyList<WeighedAlternative> Alternatives, IReadOnlyList<Commune> Places)
{
    public static List<WeighedConcept> Of(IReadOnlyList<Concept> concepts, KindIndex kind, SearchRanking ranking)
    {
        var weighed = new List<WeighedConcept>(concepts.Count);
        foreach (var concept in concepts)
        {
            var alternatives = new List<WeighedAlternative>(concept.Alternatives.Count);
            foreach (var alternative in concept.Alternatives)
            {
                // What stands for a common word does not count more than the word, however rare it is itself.
                var rarities = alternative.Terms.Select(kind.Rarity).ToArray();
                var own = rarities.Sum() * concept.Emphasis;
                var most = alternatives.Count == 0 ? own : alternatives[0].Weight;
                var level = most < own ? most : own + (ranking.SynonymRarity * (most - own));
                var factor = alternative.Weight * level / rarities.Sum();
                alternatives.Add(new WeighedAlternative(
                    [.. alternative.Terms.Zip(rarities, (term, rarity) => (term, rarity * factor))], alternative.NeedsAll));
            }

            weighed.Add(new WeighedConcept(alternatives[0].Weight, alternatives, concept.Places));
        }

        return weighed;
    }
}

/// <summary>Terms with their weights.</summary>
internal sealed record WeighedAlternative(IReadOnlyList<(string Term, float Weight)> Terms, bool NeedsAll)
{
    public float Weight { get; } = Terms.Sum(term => term.Weight);
}

using System.Globalization;
using PublicDirectory.Core.Search;

namespace PublicDirectory.Relevance;

/// <summary>
/// Looks for better weights by random changes, judged on every other question; the questions left out say whether what
/// was found holds in general.
/// </summary>
internal sealed class Tuning(FicheBench bench)
{
    private readonly Random _random = new(20261122);

    /// <summary>Every other item, from the first or the second.</summary>
    public static IEnumerable<T> Half<T>(IEnumerable<T> items, int half) => items.Where((_, i) => i % 2 == half);

    public void Run(int rounds)
    {
        var (best, bestGain) = (new SearchRanking(), double.MinValue);
        for (var round = 0; round <= rounds; round++)
        {
            var tried = round == 0 ? best : Changed(best);
            var ranks = bench.Ranks(bench.Build(tried, true, true, true));
            var (kept, heldOut) = (Measure.Of([.. Half(ranks, 0)]), Measure.Of([.. Half(ranks, 1)]));
            var gain = kept.Mrr + kept.Hit3;
            if (gain > bestGain)
            {
                (best, bestGain) = (tried, gain);
                Console.WriteLine($"{round,4}  tuned on {kept}   held out {heldOut}");
                Console.WriteLine($"      {Show(best)}");
            }
        }
    }

    private SearchRanking Changed(SearchRanking from)
    {
        var to = from;
        for (var changes = _random.Next(1, 4); changes > 0; changes--)
        {
            to = _random.Next(10) switch
            {
                0 => to with { Saturation = Scaled(to.Saturation) },
                1 or 2 or 3 => to with { FieldWeights = OneScaled(to.FieldWeights, float.MaxValue) },
                4 => to with { LengthWeights = OneScaled(to.LengthWeights, 1) },
                5 or 6 => to with { Popularity = Scaled(to.Popularity + 0.01f) },
                7 =>
                    to with { Proximity = Scaled(to.Proximity
                        + 0.02f), TitleProximity = Scaled(to.TitleProximity + 0.02f), TitleShare = Scaled(to.TitleShare + 0.02f) },
                8 => to with { Passage = Scaled(to.Passage + 0.02f), PassageLength = Math.Max(5, (int)Scaled(to.PassageLength)) },
                _ => to with { Synonym = Math.Min(1, Scaled(to.Synonym + 0.02f)) },
            };
        }

        return to;
    }

    private float[] OneScaled(IReadOnlyList<float> values, float most)
    {
        var changed = values.ToArray();
        var at = _random.Next(changed.Length);
        changed[at] = Math.Min(most, Scaled(changed[at] + 0.02f));
        return changed;
    }

    private float Scaled(float value) => value * (float)Math.Pow(2, (_random.NextDouble() * 2) - 1);

    private static string Show(SearchRanking r) => string.Create(
        CultureInfo.InvariantCulture,
        $"k {r.Saturation:0.##} w [{string.Join(' ', r.FieldWeights.Select(w => w.ToString("0.##", CultureInfo.InvariantCulture)))}] b [{string.Join(' ', r.LengthWeights.Select(w => w.ToString("0.##", CultureInfo.InvariantCulture)))}] pop {r.Popularity:0.##} prox {r.Proximity:0.##} title {r.TitleProximity:0.##} share {r.TitleShare:0.##} pass {r.Passage:0.##}/{r.PassageLength} syn {r.Synonym:0.##}");
}

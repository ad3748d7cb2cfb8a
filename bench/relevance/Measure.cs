using System.Globalization;

namespace PublicDirectory.Relevance;

/// <summary>Where the first right answer stands, over many questions.</summary>
internal sealed record Measure(double Hit1, double Hit3, double Hit10, double Mrr, int Count)
{
    /// <param name="ranks">From 1; 0 where nothing right was among the answers.</param>
    public static Measure Of(IReadOnlyCollection<int> ranks) => new(
        Share(ranks, 1),
        Share(ranks, 3),
        Share(ranks, 10),
        ranks.Average(rank => rank == 0 ? 0 : 1.0 / rank),
        ranks.Count);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"hit@1 {Hit1:0.000}  hit@3 {Hit3:0.000}  hit@10 {Hit10:0.000}  MRR {Mrr:0.000}  ({Count})");

    /// <summary>Between which shares the true one is, 95 times of 100 (Wilson).</summary>
    public static string Interval(IReadOnlyCollection<int> ranks, int depth)
    {
        const double Z = 1.96;
        var (share, count) = (Share(ranks, depth), ranks.Count);
        var half = Z * Math.Sqrt((share * (1 - share) / count) + (Z * Z / (4.0 * count * count)));
        var (middle, unit) = (share + (Z * Z / (2 * count)), 1 + (Z * Z / count));
        return string.Create(CultureInfo.InvariantCulture, $"{(middle - half) / unit:0.000}-{(middle + half) / unit:0.000}");
    }

    private static double Share(IReadOnlyCollection<int> ranks, int depth) =>
        (double)ranks.Count(rank => rank > 0 && rank <= depth) / ranks.Count;
}

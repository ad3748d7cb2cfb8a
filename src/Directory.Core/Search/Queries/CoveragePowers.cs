using System.Collections.Concurrent;

namespace PublicDirectory.Core.Search.Queries;

/// <summary>Powers of the share covered, in steps of 1/256: raising each document's own costs more than all the rest.</summary>
internal static class CoveragePowers
{
    private static readonly ConcurrentDictionary<float, float[]> Tables = new();

    public static float[] Of(float exponent) => Tables.GetOrAdd(
        exponent, power => [.. Enumerable.Range(0, 257).Select(step => MathF.Pow(step / 256f, power))]);
}

using System.Collections.Concurrent;
using System.Numerics;

namespace PublicDirectory.Core.Search.Queries;

/// <summary>Arrays by document for one search, all zero between searches; lent so that searches allocate little.</summary>
internal sealed class ScoreBuffers
{
    // By the logarithm of the size: the segments of all kinds differ much, and an array that is too short for one is right for another.
    private static readonly ConcurrentBag<ScoreBuffers>[] Pools =
        [.. Enumerable.Range(0, 32).Select(_ => new ConcurrentBag<ScoreBuffers>())];

    private ScoreBuffers(int size)
    {
        (Score, Cover) = (new float[size], new float[size]);
        (ConceptScore, ConceptCover) = (new float[size], new float[size]);
        (Partial, PartialCount) = (new float[size], new byte[size]);
    }

    /// <summary>What a document has reached.</summary>
    public float[] Score { get; }

    /// <summary>What the concepts that it has weigh.</summary>
    public float[] Cover { get; }

    /// <summary>Within one concept: the best alternative's score.</summary>
    public float[] ConceptScore { get; }

    /// <summary>Within one concept: the share of it.</summary>
    public float[] ConceptCover { get; }

    /// <summary>Within one alternative of several terms.</summary>
    public float[] Partial { get; }

    /// <summary>How many of those terms a document has.</summary>
    public byte[] PartialCount { get; }

    /// <summary>The documents that a concept touched.</summary>
    public List<int> Touched { get; } = [];

    /// <summary>The documents that an alternative touched.</summary>
    public List<int> PartialTouched { get; } = [];

    /// <summary>The documents that may be found, by the concepts that they must have.</summary>
    public List<int> Candidates { get; } = [];

    public static ScoreBuffers Rent(int size)
    {
        var rounded = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(size, 1024));
        return Pools[BitOperations.Log2((uint)rounded)].TryTake(out var buffers) ? buffers : new ScoreBuffers(rounded);
    }

    public void Return() => Pools[BitOperations.Log2((uint)Score.Length)].Add(this);
}

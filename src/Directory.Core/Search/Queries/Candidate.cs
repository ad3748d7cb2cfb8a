using PublicDirectory.Core.Search.Indexing;

namespace PublicDirectory.Core.Search.Queries;

/// <summary>A document that fits, with its score so far: a share of the best that there could be.</summary>
internal readonly record struct Candidate(KindIndex Kind, SearchSegment Segment, int Ordinal, float Score)
{
    public Guid Id => Segment.Ids[Ordinal];

    /// <summary>Best first; among equals the more popular, then by id: the same on every node.</summary>
    public static int Compare(Candidate left, Candidate right)
    {
        var order = right.Score.CompareTo(left.Score);
        order = order != 0 ? order : right.Segment.Popularity[right.Ordinal].CompareTo(left.Segment.Popularity[left.Ordinal]);
        return order != 0 ? order : left.Id.CompareTo(right.Id);
    }
}

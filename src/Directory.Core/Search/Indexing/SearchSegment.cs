namespace PublicDirectory.Core.Search.Indexing;

/// <summary>
/// Documents, each known by its ordinal, with what finds them. Immutable. The most popular come first, so that whoever
/// wants a few of many takes the first.
/// </summary>
internal sealed class SearchSegment
{
    /// <summary>The average number of words of each field.</summary>
    public required float[] FieldAverages { get; init; }

    public required Guid[] Ids { get; init; }

    /// <summary>The ordinals by id, communes left out.</summary>
    public required Dictionary<Guid, int> Ordinals { get; init; }

    public required string[] Titles { get; init; }

    public required FoldedTitles FoldedTitles { get; init; }

    public required float[] Popularity { get; init; }

    /// <summary>The last position of the title's words.</summary>
    public required ushort[] TitleEnds { get; init; }

    /// <summary>How many words the title has, small ones left out.</summary>
    public required ushort[] TitleLengths { get; init; }

    /// <summary>The ordinal of the commune where it stands, -1 for none.</summary>
    public required int[] Communes { get; init; }

    public required SeatTable Seats { get; init; }

    public required TermTable Terms { get; init; }

    public required Vocabulary Vocabulary { get; init; }

    public required TitleWords TitleWords { get; init; }

    public int Count => Ids.Length;

    /// <summary>The ordinals of those of the entries that are here.</summary>
    public List<int> OrdinalsOf(HashSet<Guid> ids)
    {
        var ordinals = new List<int>();
        foreach (var id in ids)
        {
            if (Ordinals.TryGetValue(id, out var ordinal))
            {
                ordinals.Add(ordinal);
            }
        }

        return ordinals;
    }
}

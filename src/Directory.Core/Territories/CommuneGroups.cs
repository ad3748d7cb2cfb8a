using System.Collections.Frozen;

namespace PublicDirectory.Core.Territories;

/// <summary>Ordinals of communes grouped by a code (département, postal code, ...), in one array.</summary>
internal sealed class CommuneGroups
{
    private readonly int[] _ordinals;
    private readonly FrozenDictionary<string, (int Start, int Count)> _ranges;

    private CommuneGroups(int[] ordinals, FrozenDictionary<string, (int Start, int Count)> ranges) =>
        (_ordinals, _ranges) = (ordinals, ranges);

    /// <summary>The keys, in no particular order.</summary>
    public IReadOnlyList<string> Keys => _ranges.Keys;

    /// <summary>The ordinals of a group, ascending; empty for an unknown code.</summary>
    public ReadOnlyMemory<int> Of(string code) =>
        _ranges.TryGetValue(code, out var range) ? _ordinals.AsMemory(range.Start, range.Count) : default;

    public static CommuneGroups By(IEnumerable<(string Code, int Ordinal)> memberships)
    {
        var sorted = memberships.ToArray();
        Array.Sort(sorted, (left, right) => string.CompareOrdinal(left.Code, right.Code) is not 0 and var order
            ? order
            : left.Ordinal.CompareTo(right.Ordinal));
        var ranges = new Dictionary<string, (int Start, int Count)>(StringComparer.Ordinal);
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end].Code == sorted[start].Code)
            {
                end++;
            }

            ranges.Add(sorted[start].Code, (start, end - start));
            start = end;
        }

        return new CommuneGroups(
            Array.ConvertAll(sorted, item => item.Ordinal), ranges.ToFrozenDictionary(StringComparer.Ordinal));
    }
}

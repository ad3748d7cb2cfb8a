using NodaTime;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.Storage;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Comparison;

/// <summary>
/// Says two documents side by side, block by block, in words that people read. Pure, and bounded whatever the documents' size.
/// </summary>
public static class DocumentComparison
{
    /// <param name="kind">Of both.</param>
    /// <param name="before">Canonical JSON; null for nothing.</param>
    /// <param name="after">Canonical JSON; null for nothing.</param>
    /// <param name="changesOnly">Only blocks that differ and, in them, what differs.</param>
    /// <param name="names">Of communes, types and entries; null where codes will do. <see cref="Comparer"/> reads them.</param>
    /// <returns>In the order in which people read the blocks.</returns>
    public static IReadOnlyList<ComparedBlock> Of(
        EntryKind kind, byte[]? before, byte[]? after, bool changesOnly = true, ComparisonNames? names = null)
    {
        var (was, will) = (BlocksOf(before), BlocksOf(after));
        var told = kind is EntryKind.Administration && changesOnly
            ? new ClosureMessages(
                was.GetValueOrDefault("openingHours"), will.GetValueOrDefault("openingHours"), was.GetValueOrDefault("notices"),
                will.GetValueOrDefault("notices"))
            : null;
        var comparing = new Comparing(names ?? new ComparisonNames(), changesOnly)
        {
            Situations = Situations(kind, was, will),
            Told = told,
            Zone = ZoneOf(will) ?? ZoneOf(was) ?? FrenchDates.Paris,
        };
        return was.Keys.Union(will.Keys)
            .OrderBy(BlockWords.OrderOf).ThenBy(block => block, StringComparer.Ordinal)
            .Where(block => !changesOnly || !Same(was.GetValueOrDefault(block), will.GetValueOrDefault(block)))
            .Where(block => block != "notices" || told?.SayAll(was.GetValueOrDefault(block), will.GetValueOrDefault(block)) is not true)
            .Select(block => Compare(comparing, block, was.GetValueOrDefault(block), will.GetValueOrDefault(block), changesOnly))
            .ToList();
    }

    private static ComparedBlock Compare(Comparing comparing, string block, byte[]? before, byte[]? after, bool changesOnly)
    {
        var groups = BlockWords.Of(comparing, block, before, after)
            .Select(group => changesOnly ? group with { Rows = [.. group.Rows.Where(row => row.IsChanged)] } : group)
            .Where(group => group.Rows.Count > 0)
            .ToList();
        var changes = groups.Sum(group => group.Rows.Count(row => row.IsChanged) + (changesOnly ? group.Omitted : 0));
        return new ComparedBlock(block, BlockNames.Of(block), groups)
        {
            // What has no words of its own still counts: a reader must not take it for unchanged.
            Changes = changes == 0 && !Same(before, after) ? 1 : changes,
        };
    }

    private static SortedDictionary<string, byte[]> BlocksOf(byte[]? document) =>
        document is null ? new(StringComparer.Ordinal) : DocumentBlocks.Of(document);

    private static bool Same(byte[]? one, byte[]? other) =>
        one is null ? other is null : other is not null && one.AsSpan().SequenceEqual(other);

    private static DateTimeZone? ZoneOf(SortedDictionary<string, byte[]> blocks) => blocks.TryGetValue("commune", out var commune)
        ? TerritorialCalendar.ForInseeCode(DocumentJson.ReadBlock<string>(commune))?.TimeZone
        : null;

    private static Dictionary<string, string> Situations(
        EntryKind kind, SortedDictionary<string, byte[]> before, SortedDictionary<string, byte[]> after)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (kind is EntryKind.Demarche)
        {
            foreach (var blocks in new[] { before, after })
            {
                var tree = blocks.TryGetValue("situations", out var json) ? DocumentJson.ReadBlock<IReadOnlyList<Situation>>(json) : [];
                Add(tree);
            }
        }

        return labels;

        void Add(IReadOnlyList<Situation> situations)
        {
            foreach (var situation in situations)
            {
                labels[situation.Id] = situation.Label;
                Add(situation.Children);
            }
        }
    }
}

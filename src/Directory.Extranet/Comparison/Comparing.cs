using System.Globalization;
using NodaTime;

namespace PublicDirectory.Extranet.Comparison;

/// <summary>Something that a list says: an item of it.</summary>
/// <param name="Key">The same before and after where it is the same thing.</param>
/// <param name="Label">What kind of thing, or its title; items without a common key are paired by it.</param>
/// <param name="Text">What it says.</param>
internal readonly record struct Said(string Key, string Label, string Text);

/// <summary>One comparison of two documents: the names that it uses, and its bounds.</summary>
internal sealed class Comparing(ComparisonNames names, bool changesOnly)
{
    /// <summary>The most items of a set that are named, and rows of a list that are shown.</summary>
    public const int MaxNamed = 60;

    private const int MaxRows = 200;

    private readonly WordComparison _words = new();

    public ComparisonNames Names => names;

    /// <summary>The labels of the situations that both documents distinguish, by id.</summary>
    public IReadOnlyDictionary<string, string> Situations { get; init; } = new Dictionary<string, string>();

    /// <summary>What messages a closure of the comparison says already; null where nothing is.</summary>
    public ClosureMessages? Told { get; init; }

    /// <summary>The clock by which moments are told.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>A text, compared by words where it has some in common.</summary>
    public ComparedRow Text(string label, string? before, string? after)
    {
        var row = new ComparedRow(label, before, after);
        return before is null || after is null || before == after || _words.Compare(before, after) is not { } words
            ? row
            : changesOnly ? row with { BeforeWords = ShortenedText.Of(words.Before), AfterWords = ShortenedText.Of(words.After) }
            : row with { BeforeWords = words.Before, AfterWords = words.After };
    }

    /// <summary>
    /// A set whose members are read one after the other: those that one side lacks are marked. Of a large one, only these are named.
    /// </summary>
    public static ComparedRow Set<T>(string label, IReadOnlyCollection<T> before, IReadOnlyCollection<T> after, Func<T, string> name)
        where T : notnull
    {
        var (was, will) = (before.ToHashSet(), after.ToHashSet());
        var isLarge = Math.Max(was.Count, will.Count) > MaxNamed;
        if (was.SetEquals(will))
        {
            var all = Named([.. after.Distinct()], name) + (before.SequenceEqual(after) ? "" : " (dans un autre ordre)");
            return new ComparedRow(label, was.Count == 0 ? null : Named([.. before.Distinct()], name), was.Count == 0 ? null : all)
            {
                IsChanged = !before.SequenceEqual(after),
            };
        }

        var removed = before.Where(item => !will.Contains(item)).Distinct().ToList();
        var added = after.Where(item => !was.Contains(item)).Distinct().ToList();
        if (isLarge || was.Count == 0 || will.Count == 0)
        {
            return new ComparedRow(label, removed.Count == 0 ? null : Named(removed, name), added.Count == 0 ? null : Named(added, name))
            {
                IsChanged = true,
                Note = Kept(was.Count - removed.Count),
            };
        }

        return new ComparedRow(label, string.Join(", ", before.Select(name)), string.Join(", ", after.Select(name)))
        {
            IsChanged = true,
            BeforeWords = Pieces([.. before], item => !will.Contains(item), name),
            AfterWords = Pieces([.. after], item => !was.Contains(item), name),
        };
    }

    /// <summary>A list of things: the same by key or, of the rest, by label in their order; the others are removed or added.</summary>
    public ComparedGroup List(string? title, IEnumerable<Said> before, IEnumerable<Said> after, bool isOrdered = true)
    {
        var (was, will) = (before.ToList(), after.ToList());
        var partner = Pair(was, will);
        var taken = partner.Where(index => index >= 0).ToHashSet();
        var rows = new List<ComparedRow>();
        var next = 0;
        for (var i = 0; i < will.Count; i++)
        {
            if (partner[i] >= 0)
            {
                RemoveUpTo(partner[i]);
                rows.Add(Of(was[partner[i]], will[i]));
            }
            else
            {
                rows.Add(new ComparedRow(will[i].Label, null, will[i].Text));
            }
        }

        RemoveUpTo(was.Count);
        var kept = partner.Where(index => index >= 0).ToList();
        if (isOrdered && !kept.SequenceEqual(kept.Order()))
        {
            rows.Insert(
                0,
                new ComparedRow("Ordre", Labels(kept.Order()
                    .Select(index => was[index])), Labels(kept.Select(index => was[index]))) { IsChanged = true });
        }

        var shown = changesOnly ? rows.Where(row => row.IsChanged).ToList() : rows;
        return new ComparedGroup(title, [.. shown.Take(MaxRows)]) { Omitted = Math.Max(0, shown.Count - MaxRows) };

        void RemoveUpTo(int end)
        {
            for (; next < end; next++)
            {
                if (!taken.Contains(next))
                {
                    rows.Add(new ComparedRow(was[next].Label, was[next].Text, null));
                }
            }
        }
    }

    private ComparedRow Of(Said before, Said after) => before.Label == after.Label
        ? Text(after.Label, before.Text, after.Text)
        : Text(after.Label, $"{before.Label} : {before.Text}", $"{after.Label} : {after.Text}");

    // For each item after, the index of the same one before; -1 for a new one.
    private static int[] Pair(List<Said> was, List<Said> will)
    {
        var partner = Enumerable.Repeat(-1, will.Count).ToArray();
        var free = Enumerable.Range(0, was.Count).ToHashSet();
        foreach (var same in new Func<Said, object>[] { item => item, item => item.Key, item => item.Label })
        {
            var byValue = free.Order().GroupBy(index => same(was[index])).ToDictionary(group => group.Key, group => new Queue<int>(group));
            for (var i = 0; i < will.Count; i++)
            {
                if (partner[i] < 0 && byValue.TryGetValue(same(will[i]), out var candidates) && candidates.TryDequeue(out var index))
                {
                    partner[i] = index;
                    free.Remove(index);
                }
            }
        }

        return partner;
    }

    private static string Labels(IEnumerable<Said> items) =>
        string.Join(" · ", items.Take(MaxNamed).Select(item => item.Text.Length > 60 ? item.Text[..60] + "…" : item.Text));

    private static string Named<T>(List<T> items, Func<T, string> name)
    {
        var named = string.Join(", ", items.Take(MaxNamed).Select(name));
        var others = items.Count - MaxNamed;
        return others <= 0 ? named : others == 1 ? $"{named} et 1 autre" : $"{named} et {Number(others)} autres";
    }

    private static List<ComparedWords> Pieces<T>(List<T> items, Func<T, bool> isChanged, Func<T, string> name) =>
        [.. items.SelectMany((item, index) => index == items.Count - 1
            ? new[] { new ComparedWords(name(item), isChanged(item)) }
            : [new ComparedWords(name(item), isChanged(item)), new ComparedWords(", ", false)])];

    private static string? Kept(int count) => count switch
    {
        0 => null,
        1 => "1 inchangé.",
        _ => $"{Number(count)} inchangés.",
    };

    private static string Number(int count) => count.ToString("N0", CultureInfo.GetCultureInfo("fr-FR"));
}

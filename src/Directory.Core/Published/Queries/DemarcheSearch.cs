using System.Text;
using PublicDirectory.Core.Published.Indexes;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Demarches;

namespace PublicDirectory.Core.Published.Queries;

/// <summary>
/// Lists démarches in the order of their titles, from the shortest list that the conditions allow; what remains is checked on each.
/// </summary>
internal sealed class DemarcheSearch
{
    // Those of several types are put in order: as much work as looking at each so many times.
    private const int LooksToPutInOrder = 8;

    private readonly DemarcheRecord[] _candidates;
    private readonly Action<int>? _onRecords;
    private readonly JsonText _theme;
    private readonly JsonText _lifeEvent;
    private readonly HashSet<DemarcheRecord>? _handled;
    private readonly ulong _mark;

    /// <exception cref="QueryArgumentException">An argument is out of bounds.</exception>
    public DemarcheSearch(DemarcheSet demarches, DemarcheQuery query, Action<int>? onRecords)
    {
        QueryArgumentException.CheckFirst(query.First, DemarcheQuery.MaxFirst);
        (Query, _onRecords) = (query, onRecords);
        if (query.HandledBy is { Count: > 1 } several)
        {
            onRecords?.Invoke(LooksToPutInOrder * several.Sum(type => Of(demarches.HandledBy, type).Length));
        }

        (_theme, _lifeEvent) = (JsonText.From(query.Theme), JsonText.From(query.LifeEvent));
        _candidates = query.HandledBy switch
        {
            null => demarches.ByTitle,
            [var type] => Of(demarches.HandledBy, type),
            var types =>
                [.. types.SelectMany(type => Of(demarches.HandledBy, type))
                    .Distinct()
                    .Order(Comparer<DemarcheRecord>.Create(DemarcheRecord.Compare))],
        };
        var (handled, theme, lifeEvent) = (_candidates, query.Theme, query.LifeEvent);
        _candidates = Shorter(_candidates, theme is null ? null : Of(demarches.ByTheme, theme));
        _candidates = Shorter(_candidates, lifeEvent is null ? null : Of(demarches.ByLifeEvent, lifeEvent));
        _handled = query.HandledBy is null || ReferenceEquals(_candidates, handled) ? null : [.. handled];
        _mark = MarkOf(query);

        static DemarcheRecord[] Of(IReadOnlyDictionary<string, DemarcheRecord[]> index, string key) => index.GetValueOrDefault(key) ?? [];

        static DemarcheRecord[] Shorter(DemarcheRecord[] candidates, DemarcheRecord[]? others) =>
            others is null || others.Length > candidates.Length ? candidates : others;
    }

    public DemarcheQuery Query { get; }

    /// <exception cref="QueryArgumentException">The cursor is none, or one of another list.</exception>
    public DemarchePage Page()
    {
        var start = Query.After is null ? 0 : FirstAfter(PageCursor.Read(Query.After, _mark));
        var items = new List<DemarcheRecord>(Math.Min(Query.First + 1, 32));
        var next = start;
        for (; next < _candidates.Length && items.Count <= Query.First; next++)
        {
            if (Matches(_candidates[next]))
            {
                items.Add(_candidates[next]);
            }
        }

        _onRecords?.Invoke(next - start);

        var hasNext = items.Count > Query.First;
        return new DemarchePage(this, hasNext ? items[..Query.First] : items, hasNext);
    }

    public int Count()
    {
        _onRecords?.Invoke(_candidates.Length);
        return _candidates.Count(Matches);
    }

    public string CursorOf(DemarcheRecord record) => PageCursor.Write(_mark, record.Id, record.FoldedTitle);

    private int FirstAfter(PageCursor cursor)
    {
        var (low, high) = (0, _candidates.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var order = _candidates[middle].FoldedTitle.SequenceCompareTo(cursor.Key.Span);
            (low, high) = order < 0 || (order == 0 && _candidates[middle].Id.CompareTo(cursor.Id) <= 0)
                ? (middle + 1, high)
                : (low, middle);
        }

        return low;
    }

    private bool Matches(DemarcheRecord record) =>
        (_handled is null || _handled.Contains(record))
        && (Query.Audience is not { } audience || record.IsFor(audience))
        && (Query.UpdatedSince is not { } since || record.ChangedAt >= since)
        && (_theme.IsNull || IsUnder(record))
        && (_lifeEvent.IsNull || IsBroughtAbout(record));

    private bool IsUnder(DemarcheRecord record)
    {
        foreach (var theme in record.Themes)
        {
            for (ThemeView? level = theme; level is { } each; level = each.Parent)
            {
                if (each.Id == _theme)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsBroughtAbout(DemarcheRecord record)
    {
        foreach (var lifeEvent in record.LifeEvents)
        {
            if (lifeEvent.Id == _lifeEvent)
            {
                return true;
            }
        }

        return false;
    }

    // The text is only hashed; what matters is that different conditions make different texts.
    private static ulong MarkOf(DemarcheQuery query) => StableHash.Add(
        StableHash.Seed,
        Encoding.UTF8.GetBytes(FormattableString.Invariant(
            $"demarches\n{query.Audience}\n{query.Theme}\n{query.LifeEvent}\n{(query.HandledBy is null ? "*" : string.Join(',', query.HandledBy))}\n{query.UpdatedSince?.ToUnixTimeTicks()}")));
}

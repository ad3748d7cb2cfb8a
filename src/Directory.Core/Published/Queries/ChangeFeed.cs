using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published.Indexes;

namespace PublicDirectory.Core.Published.Queries;

/// <summary>Merges the five places where a picture keeps entries, by sequence.</summary>
internal static class ChangeFeed
{
    public const int MaxFirst = 1000;

    public static ChangePage Read(Picture picture, long after, int first, EntryKind? only)
    {
        QueryArgumentException.CheckFirst(first, MaxFirst);
        IEnumerable<PublishedChange>[] parts =
        [
            only is null or EntryKind.Administration ? Records(picture.Segments[0], after) : [],
            only is null or EntryKind.Administration ? Records(picture.Segments[1], after) : [],
            only is null or EntryKind.ServiceType ? ServiceTypes(picture, after) : [],
            only is null or EntryKind.Demarche ? Demarches(picture, after) : [],
            Tombstones(picture, after, only),
        ];
        var items = new List<PublishedChange>(Math.Min(first + 1, 128));
        var walks = Array.ConvertAll(parts, part => part.GetEnumerator());
        var isLeft = Array.ConvertAll(walks, walk => walk.MoveNext());
        while (items.Count <= first)
        {
            var next = -1;
            for (var i = 0; i < walks.Length; i++)
            {
                if (isLeft[i] && (next < 0 || walks[i].Current.Sequence < walks[next].Current.Sequence))
                {
                    next = i;
                }
            }

            if (next < 0)
            {
                break;
            }

            items.Add(walks[next].Current);
            isLeft[next] = walks[next].MoveNext();
        }

        var hasNext = items.Count > first;
        if (hasNext)
        {
            items.RemoveAt(first);
        }

        return new ChangePage(items, items.Count > 0 ? items[^1].Sequence : after, hasNext);
    }

    private static IEnumerable<PublishedChange> Records(LiveSegment live, long after)
    {
        var segment = live.Segment;
        for (var position = segment.FirstChangedAfter(after); position < segment.Count; position++)
        {
            var ordinal = segment.BySequence[position];
            if (!live.IsHidden(ordinal))
            {
                var record = segment.Records[ordinal];
                yield return new PublishedChange(
                    record.Sequence, KindOf(record.Version), record.Id, EntryKind.Administration, record.Version,
                    record.PublishedAt, record.IsUrgent, record, null, null);
            }
        }
    }

    private static IEnumerable<PublishedChange> ServiceTypes(Picture picture, long after) => picture.ServiceTypes
        .Where(type => type.Sequence > after)
        .OrderBy(type => type.Sequence)
        .Select(type => new PublishedChange(
            type.Sequence, KindOf(type.Version), type.Id, EntryKind.ServiceType, type.Version, type.PublishedAt,
            type.IsUrgent, null, type, null));

    private static IEnumerable<PublishedChange> Demarches(Picture picture, long after)
    {
        var records = picture.State.Demarches.BySequence;
        var (low, high) = (0, records.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = records[middle].Sequence <= after ? (middle + 1, high) : (low, middle);
        }

        for (; low < records.Length; low++)
        {
            var record = records[low];
            yield return new PublishedChange(
                record.Sequence, KindOf(record.Version), record.Id, EntryKind.Demarche, record.Version, record.PublishedAt,
                record.IsUrgent, null, null, record);
        }
    }

    private static IEnumerable<PublishedChange> Tombstones(Picture picture, long after, EntryKind? only)
    {
        var tombstones = picture.Tombstones;
        var (low, high) = (0, tombstones.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = tombstones[middle].Sequence <= after ? (middle + 1, high) : (low, middle);
        }

        for (; low < tombstones.Length; low++)
        {
            var tombstone = tombstones[low];
            if (only is null || tombstone.Kind == only)
            {
                yield return new PublishedChange(
                    tombstone.Sequence, ChangeKind.Removed, tombstone.Id, tombstone.Kind, tombstone.Version,
                    tombstone.PublishedAt, tombstone.IsUrgent, null, null, null);
            }
        }
    }

    private static ChangeKind KindOf(int version) => version == 1 ? ChangeKind.Created : ChangeKind.Updated;
}

using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published.Indexes;
using PublicDirectory.Core.Published.Records;

namespace PublicDirectory.Core.Published.Queries;

/// <summary>Merges the places where a picture keeps entries, by sequence.</summary>
internal static class ChangeFeed
{
    public const int MaxFirst = 1000;

    public static ChangePage Read(Picture picture, ChangeCursor cursor, int first, IReadOnlyList<EntryKind>? only)
    {
        var after = cursor.Sequence;
        QueryArgumentException.CheckFirst(first, MaxFirst);
        IEnumerable<PublishedChange>[] parts =
        [
            only?.Contains(EntryKind.Administration) != false ? Records(picture.Segments[0], after) : [],
            only?.Contains(EntryKind.Administration) != false ? Records(picture.Segments[1], after) : [],
            only?.Contains(EntryKind.Demarche) != false ? Demarches(picture, after) : [],
            only?.Contains(EntryKind.ServiceType) != false ? Documents(picture.State.ServiceTypes.BySequence, after) : [],
            only?.Contains(EntryKind.Notice) != false ? Documents(picture.State.Notices.BySequence, after) : [],
            only?.Contains(EntryKind.LocalComplement) != false ? Documents(picture.State.LocalComplements.BySequence, after) : [],
            Tombstones(picture, Math.Max(after, cursor.FirstReadUntil), only),
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

            var change = walks[next].Current;
            items.Add(change.Sequence <= cursor.FirstReadUntil ? change with { Kind = ChangeKind.Created } : change);
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
                    record.PublishedAt, record.IsUrgent, record);
            }
        }
    }

    private static IEnumerable<PublishedChange> Demarches(Picture picture, long after)
    {
        var records = picture.State.Demarches.BySequence;
        for (var i = FirstAfter(records, after, record => record.Sequence); i < records.Length; i++)
        {
            var record = records[i];
            yield return new PublishedChange(
                record.Sequence, KindOf(record.Version), record.Id, EntryKind.Demarche, record.Version, record.PublishedAt,
                record.IsUrgent, record);
        }
    }

    private static IEnumerable<PublishedChange> Documents(DocumentRecord[] records, long after)
    {
        for (var i = FirstAfter(records, after, record => record.Sequence); i < records.Length; i++)
        {
            var record = records[i];
            yield return new PublishedChange(
                record.Sequence, KindOf(record.Version), record.Id, record.Content.Kind, record.Version, record.PublishedAt,
                record.IsUrgent, record);
        }
    }

    private static IEnumerable<PublishedChange> Tombstones(Picture picture, long after, IReadOnlyList<EntryKind>? only)
    {
        var tombstones = picture.Tombstones;
        for (var i = FirstAfter(tombstones, after, tombstone => tombstone.Sequence); i < tombstones.Length; i++)
        {
            var tombstone = tombstones[i];
            if (only is null || only.Contains(tombstone.Kind))
            {
                yield return new PublishedChange(
                    tombstone.Sequence, ChangeKind.Removed, tombstone.Id, tombstone.Kind, tombstone.Version,
                    tombstone.PublishedAt, tombstone.IsUrgent, null);
            }
        }
    }

    // Where those after a place in the log begin, in what is in the order of the log.
    private static int FirstAfter<T>(T[] items, long after, Func<T, long> sequenceOf)
    {
        var (low, high) = (0, items.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sequenceOf(items[middle]) <= after ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static ChangeKind KindOf(int version) => version == 1 ? ChangeKind.Created : ChangeKind.Updated;
}

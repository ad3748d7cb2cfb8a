using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;

namespace PublicDirectory.Core.Published;

/// <summary>
/// The published notices that are entries of their own, by whom they may concern: what an administration shows is found in a few
/// look-ups, and where there is none, which is the usual day, in one comparison.
/// </summary>
internal sealed class NoticeSet : RecordSet<NoticeRecord>
{
    public static readonly NoticeSet Empty = new([]);

    // Each in the order in which they are shown.
    private readonly NoticeRecord[] _everywhere;
    private readonly ILookup<int, NoticeRecord> _byDepartement;
    private readonly ILookup<Guid, NoticeRecord> _byAdministration;

    public NoticeSet(IEnumerable<NoticeRecord> notices)
        : base(notices)
    {
        InOrder = [.. BySequence];
        Array.Sort(InOrder, NoticeRecord.Compare);
        _everywhere = [.. InOrder.Where(notice => notice.Document.Concerns.WholeCountry)];
        _byDepartement = InOrder
            .SelectMany(notice => notice.Document.Concerns.Departements, (notice, code) => (Key: PlaceKey.OfDepartement(code), notice))
            .ToLookup(pair => pair.Key, pair => pair.notice);
        _byAdministration = InOrder
            .SelectMany(notice => notice.Document.Concerns.Administrations, (notice, id) => (Key: id, notice))
            .ToLookup(pair => pair.Key, pair => pair.notice);
    }

    /// <summary>All of them, what matters most first.</summary>
    public NoticeRecord[] InOrder { get; }

    /// <summary>Those that concern an administration, whenever they are shown; what matters most first.</summary>
    public IReadOnlyList<NoticeRecord> Concerning(AdministrationRecord administration)
    {
        if (InOrder.Length == 0)
        {
            return [];
        }

        var there = administration.CommuneKey is var commune and >= 0 ? _byDepartement[PlaceKey.DepartementOf(commune)] : [];
        List<NoticeRecord> found =
        [
            .. _everywhere.Concat(there).Where(notice => notice.IsForKindOf(administration))
                .Concat(_byAdministration[administration.Id]).Distinct(),
        ];
        found.Sort(NoticeRecord.Compare);
        return found;
    }

    public NoticeSet With(IReadOnlyCollection<DecodedVersion> changes) => Changed(changes) is { } notices ? new NoticeSet(notices) : this;
}

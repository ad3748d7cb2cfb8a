using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Publishing;

namespace PublicDirectory.Core.Published.Records;

/// <summary>The published version of a notice that is an entry of its own.</summary>
public sealed class NoticeRecord : DocumentRecord<NoticeDocument>
{
    private readonly byte[] _notice;
    private readonly byte[][] _serviceTypes;

    internal NoticeRecord(PublishedVersion version, NoticeDocument document)
        : base(version, document)
    {
        var writer = new BlockWriter();
        NoticeView.Write(writer, document.ToNotice());
        _notice = writer.ToArray();
        _serviceTypes = [.. document.Concerns.ServiceTypes.Select(type => JsonText.From(type).Span.ToArray())];
    }

    /// <summary>The message, in the form that the administrations' own have.</summary>
    public NoticeView Notice => ViewOf<NoticeView>(_notice);

    /// <summary>Whether an administration that stands where the notice is for is of one of its kinds.</summary>
    internal bool IsForKindOf(AdministrationRecord administration)
    {
        foreach (var type in _serviceTypes)
        {
            if (administration.HasType(type))
            {
                return true;
            }
        }

        return _serviceTypes.Length == 0;
    }

    /// <summary>The order in which an administration shows them: what matters most first, then the newest; total.</summary>
    internal static int Compare(NoticeRecord left, NoticeRecord right)
    {
        var order = right.Document.Level.CompareTo(left.Document.Level);
        order = order != 0 ? order : right.ChangedAt.CompareTo(left.ChangedAt);
        return order != 0 ? order : left.Id.CompareTo(right.Id);
    }

    private static TView ViewOf<TView>(byte[] block)
        where TView : struct, IRecordView<TView> => TView.At(block, 0);
}

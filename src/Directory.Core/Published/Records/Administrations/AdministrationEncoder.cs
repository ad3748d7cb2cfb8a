using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published.Records.Hours;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Records.Administrations;

/// <summary>Makes records from documents. Keeps its buffer from one to the next; not for two threads.</summary>
internal sealed class AdministrationEncoder
{
    /// <summary>
    /// The version of the layout of blocks and of the sentences in them; a snapshot with another one is not read.
    /// </summary>
    public const int Version = 9;

    private readonly BlockWriter _body = new();
    private readonly BlockWriter _whole = new();
    private readonly int[] _starts = new int[Layout.SectionCount];

    public AdministrationRecord Encode(PublishedVersion version, AdministrationDocument document)
    {
        _body.Clear();
        Array.Fill(_starts, -1);
        WriteSections(document);

        var isWide = Layout.Sections + (2 * Layout.SectionCount) + _body.Length > ushort.MaxValue;
        _whole.Clear();
        WriteHeader(version, document, isWide);
        var bodyStart = Layout.Sections + ((isWide ? 4 : 2) * Layout.SectionCount);
        foreach (var start in _starts)
        {
            var offset = start < 0 ? 0 : bodyStart + start;
            if (isWide)
            {
                _whole.Int32(offset);
            }
            else
            {
                _whole.UInt16(offset);
            }
        }

        _whole.Bytes(_body.Written);
        return new AdministrationRecord(_whole.ToArray());
    }

    private static int FlagsOf(PublishedVersion version, AdministrationDocument document, bool isWide)
    {
        var flags = version.Path switch
        {
            PublicationPath.Urgent => Layout.UrgentPath,
            PublicationPath.Standard => Layout.StandardPath,
            _ => 0,
        };
        if (document.Accessibility is { } accessibility)
        {
            flags |= Layout.AccessibilityFlag | ((int)accessibility.Wheelchair << Layout.WheelchairShift);
            flags |= accessibility.SignLanguage switch { false => 1, true => 2, null => 0 } << Layout.SignLanguageShift;
        }

        var provenance = document.Provenance;
        if (provenance.Source == Sources.Local.Code || provenance.Blocks?.Values.Any(block => block.Source == Sources.Local.Code) == true)
        {
            flags |= Layout.LocalFlag;
        }

        foreach (var channel in document.Channels ?? [])
        {
            // Back-office lines are not for the public, and neither is knowing that there are some.
            flags |= channel.Audience == ChannelAudience.Public ? 1 << (Layout.ChannelKindsShift + (int)channel.Kind) : 0;
        }

        return flags | (LocationOf(document) is null ? 0 : Layout.LocationFlag) | (isWide ? Layout.WideFlag : 0);
    }

    private static GeoPoint? LocationOf(AdministrationDocument document) =>
        document.Addresses?.FirstOrDefault(address => address is { Kind: AddressKind.Physical, Location: not null })?.Location
        ?? document.Addresses?.FirstOrDefault(address => address.Location is not null)?.Location;

    private void WriteHeader(PublishedVersion version, AdministrationDocument document, bool isWide)
    {
        _whole.Id(version.EntryId);
        _whole.Int64(version.Sequence);
        _whole.Int64(version.PublishedAt.ToUnixTimeTicks());
        _whole.Int64(version.ChangedAt.ToUnixTimeTicks());
        _whole.OptionalInstant(document.Provenance.VerifiedAt);
        _whole.Int32(version.Version);
        _whole.Int32(document.Commune is { } commune ? PlaceKey.OfCommune(commune) : PlaceKey.None);
        if (LocationOf(document) is { } location)
        {
            _whole.Point(location);
        }
        else
        {
            _whole.Int64(0);
        }

        _whole.Int32(FlagsOf(version, document, isWide));
    }

    private void WriteSections(AdministrationDocument document)
    {
        Text(LayoutSection.Name, document.Name);
        Text(LayoutSection.FoldedName, TextFolding.Fold(document.Name));
        Text(LayoutSection.Acronym, document.Acronym);
        Text(LayoutSection.Mission, document.Mission);
        Text(LayoutSection.Source, document.Provenance.Source);
        Text(LayoutSection.AccessibilityNote, document.Accessibility?.Note);
        if (document.Parent is { } parent)
        {
            Begin(LayoutSection.Parent);
            _body.Id(parent);
        }

        List(LayoutSection.Types, document.Types, static (writer, type) => writer.Text(type));
        List(LayoutSection.ExternalIds, document.ExternalIds, ExternalIdView.Write);
        List(LayoutSection.Addresses, document.Addresses, AddressView.Write);
        if (document.OpeningHours is { } hours)
        {
            Begin(LayoutSection.Hours);
            ScheduleView.Write(_body, hours);
        }

        List(LayoutSection.Channels, document.Channels, ChannelView.Write);
        List(LayoutSection.Blocks, document.Provenance.Blocks, BlockProvenanceView.Write);
        List(LayoutSection.Competences, document.Competences, CompetenceView.Write);
        List(LayoutSection.Notices, document.Notices, NoticeView.Write);
        if (document.Responsible is { } responsible)
        {
            Begin(LayoutSection.Responsible);
            ResponsibleUnitView.Write(_body, responsible);
        }

        List(LayoutSection.PeakTimes, document.PeakTimes, PeakTimeView.Write);
        Text(LayoutSection.Attribution, document.Provenance.Attribution);
        List(LayoutSection.Unread, document.Unread, UnreadValueView.Write);
    }

    private void Text(LayoutSection section, string? text)
    {
        if (text is not null)
        {
            Begin(section);
            _body.Text(text);
        }
    }

    // A list is null where a document was read from JSON, which leaves empty lists out.
    private void List<T>(LayoutSection section, IReadOnlyCollection<T>? items, Action<BlockWriter, T> write)
    {
        if (items is { Count: > 0 })
        {
            Begin(section);
            _body.List(items, write);
        }
    }

    private void Begin(LayoutSection section) => _starts[(int)section] = _body.Length;
}

using System.Buffers.Binary;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published.Records.Hours;
using PublicDirectory.Core.Publishing;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Records.Administrations;

/// <summary>
/// The published version of an administration, in one immutable block of bytes: a hundred thousand of them are as many
/// arrays for the garbage collector, not a million small objects. Nested values are read in place through views.
/// </summary>
public sealed class AdministrationRecord
{
    // The layout of a block: this header, a table of where each section starts, the sections.
    // A change of the layout, here or in a view, takes a new AdministrationEncoder.Version: snapshots hold blocks.
    private readonly byte[] _block;

    internal AdministrationRecord(byte[] block) => _block = block;

    /// <summary>The entry's stable id.</summary>
    public Guid Id => new(_block.AsSpan(Layout.Id, 16));

    /// <summary>The place of this version in the log.</summary>
    public long Sequence => Int64(Layout.Sequence);

    /// <summary>Grows by one with every publication of the entry.</summary>
    public int Version => Int32(Layout.Version);

    /// <summary>When this version was published.</summary>
    public Instant PublishedAt => Instant.FromUnixTimeTicks(Int64(Layout.PublishedAt));

    /// <summary>When the content last changed.</summary>
    public Instant ChangedAt => Instant.FromUnixTimeTicks(Int64(Layout.ChangedAt));

    /// <summary>When someone last confirmed the content; null when nobody did.</summary>
    public Instant? VerifiedAt => VerifiedTicks is var ticks && ticks == long.MinValue ? null : Instant.FromUnixTimeTicks(ticks);

    /// <summary>How the version came to be published: a code of <see cref="PublicationPath"/>.</summary>
    public string Path => (Flags & Layout.PathMask) switch
    {
        Layout.UrgentPath => PublicationPath.Urgent,
        Layout.StandardPath => PublicationPath.Standard,
        _ => PublicationPath.Import,
    };

    /// <summary>Whether the version was published by the urgent path.</summary>
    public bool IsUrgent => (Flags & Layout.PathMask) == Layout.UrgentPath;

    /// <summary>Whether it is a version of the past, shown beside the published one.</summary>
    public bool IsPast => (Flags & Layout.PastFlag) != 0;

    /// <summary>Whether the whole or some block of it was edited here rather than imported.</summary>
    public bool IsEditedLocally => (Flags & Layout.LocalFlag) != 0;

    /// <inheritdoc cref="AdministrationDocument.Name"/>
    public JsonText Name => TextAt(LayoutSection.Name);

    /// <inheritdoc cref="AdministrationDocument.Acronym"/>
    public JsonText Acronym => TextAt(LayoutSection.Acronym);

    /// <inheritdoc cref="AdministrationDocument.Mission"/>
    public JsonText Mission => TextAt(LayoutSection.Mission);

    /// <summary>The code of the source of the whole; blocks that differ are in <see cref="Blocks"/>.</summary>
    public JsonText Source => TextAt(LayoutSection.Source);

    /// <inheritdoc cref="Provenance.Attribution"/>
    public JsonText Attribution => TextAt(LayoutSection.Attribution);

    /// <inheritdoc cref="AdministrationDocument.Unread"/>
    public RecordList<UnreadValueView> Unread => ListAt<UnreadValueView>(LayoutSection.Unread);

    /// <summary>The blocks whose provenance differs from the whole's.</summary>
    public RecordList<BlockProvenanceView> Blocks => ListAt<BlockProvenanceView>(LayoutSection.Blocks);

    /// <inheritdoc cref="AdministrationDocument.Types"/>
    public RecordList<JsonText> Types => ListAt<JsonText>(LayoutSection.Types);

    /// <inheritdoc cref="EntryDocument.ExternalIds"/>
    public RecordList<ExternalIdView> ExternalIds => ListAt<ExternalIdView>(LayoutSection.ExternalIds);

    /// <inheritdoc cref="AdministrationDocument.Parent"/>
    public Guid? Parent => Find(LayoutSection.Parent) is var start and > 0 ? new Guid(_block.AsSpan(start, 16)) : null;

    /// <inheritdoc cref="AdministrationDocument.Commune"/>
    public InseeCode? Commune => CommuneKey is var key and >= 0 ? PlaceKey.ToCommune(key) : null;

    /// <inheritdoc cref="AdministrationDocument.Addresses"/>
    public RecordList<AddressView> Addresses => ListAt<AddressView>(LayoutSection.Addresses);

    /// <summary>The location of the first physical address that has one, else of any address.</summary>
    public GeoPoint? Location => HasLocation
        ? new GeoPoint(Int32(Layout.Latitude) / Block.DegreeScale, Int32(Layout.Longitude) / Block.DegreeScale)
        : null;

    /// <summary>Whether anything is known about accessibility.</summary>
    public bool HasAccessibility => (Flags & Layout.AccessibilityFlag) != 0;

    /// <summary>Access with a wheelchair; unknown too when nothing is known about accessibility.</summary>
    public WheelchairAccess Wheelchair => (WheelchairAccess)((Flags >> Layout.WheelchairShift) & 3);

    /// <inheritdoc cref="Core.Administrations.Accessibility.SignLanguage"/>
    public bool? SignLanguage => ((Flags >> Layout.SignLanguageShift) & 3) switch { 1 => false, 2 => true, _ => null };

    /// <inheritdoc cref="Core.Administrations.Accessibility.Note"/>
    public JsonText AccessibilityNote => TextAt(LayoutSection.AccessibilityNote);

    /// <inheritdoc cref="AdministrationDocument.OpeningHours"/>
    public ScheduleView? OpeningHours => Find(LayoutSection.Hours) is var start and > 0 ? new ScheduleView(_block, start) : null;

    /// <inheritdoc cref="AdministrationDocument.Channels"/>
    public RecordList<ChannelView> Channels => ListAt<ChannelView>(LayoutSection.Channels);

    /// <inheritdoc cref="AdministrationDocument.Competences"/>
    public RecordList<CompetenceView> Competences => ListAt<CompetenceView>(LayoutSection.Competences);

    /// <inheritdoc cref="AdministrationDocument.Notices"/>
    public RecordList<NoticeView> Notices => ListAt<NoticeView>(LayoutSection.Notices);

    /// <inheritdoc cref="AdministrationDocument.Responsible"/>
    public ResponsibleUnitView? Responsible =>
        Find(LayoutSection.Responsible) is var start and > 0 ? new ResponsibleUnitView(_block, start) : null;

    /// <inheritdoc cref="AdministrationDocument.PeakTimes"/>
    public RecordList<PeakTimeView> PeakTimes => ListAt<PeakTimeView>(LayoutSection.PeakTimes);

    /// <inheritdoc cref="Provenance.IsEditedHere"/>
    public bool IsBlockEditedHere(JsonText block)
    {
        foreach (var own in Blocks)
        {
            if (own.Name == block)
            {
                return own.IsLocal;
            }
        }

        return Source.Span.SequenceEqual("local"u8);
    }

    /// <summary>The same as a version of the past.</summary>
    internal AdministrationRecord AsPast()
    {
        var block = (byte[])_block.Clone();
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(Layout.Flags), Flags | Layout.PastFlag);
        return new AdministrationRecord(block);
    }

    internal ReadOnlyMemory<byte> Bytes => _block;

    /// <summary>The name as <see cref="TextFolding"/> makes it: what lists are sorted and filtered by.</summary>
    internal ReadOnlySpan<byte> FoldedName => TextAt(LayoutSection.FoldedName).Span;

    internal int CommuneKey => Int32(Layout.Commune);

    internal bool HasLocation => (Flags & Layout.LocationFlag) != 0;

    internal long VerifiedTicks => Int64(Layout.VerifiedAt);

    internal long ChangedTicks => Int64(Layout.ChangedAt);

    /// <summary>The kinds of its public channels, one bit each.</summary>
    internal int ChannelKinds => Flags >>> Layout.ChannelKindsShift;

    private int Flags => Int32(Layout.Flags);

    /// <summary>The order of lists: folded name, then id; total, and the same on every node.</summary>
    internal static int Compare(AdministrationRecord left, AdministrationRecord right)
    {
        var order = left.FoldedName.SequenceCompareTo(right.FoldedName);
        return order != 0 ? order : left.Id.CompareTo(right.Id);
    }

    internal bool HasExternalId(JsonText scheme, JsonText value)
    {
        foreach (var id in ExternalIds)
        {
            if (id.Scheme == scheme && id.Value == value)
            {
                return true;
            }
        }

        return false;
    }

    internal bool HasType(ReadOnlySpan<byte> type)
    {
        foreach (var own in Types)
        {
            if (own.Span.SequenceEqual(type))
            {
                return true;
            }
        }

        return false;
    }

    private JsonText TextAt(LayoutSection section)
    {
        var start = Find(section);
        return start == 0 ? default : Block.Text(_block, ref start);
    }

    private RecordList<TView> ListAt<TView>(LayoutSection section)
        where TView : struct, IRecordView<TView>
    {
        var start = Find(section);
        return start == 0 ? default : new RecordList<TView>(_block, start);
    }

    // Offsets take two bytes each, four in the few blocks of more than 64 KB; 0 stands for a section that is absent.
    private int Find(LayoutSection section) => (Flags & Layout.WideFlag) != 0
        ? Int32(Layout.Sections + (4 * (int)section))
        : BinaryPrimitives.ReadUInt16LittleEndian(_block.AsSpan(Layout.Sections + (2 * (int)section)));

    private int Int32(int offset) => BinaryPrimitives.ReadInt32LittleEndian(_block.AsSpan(offset));

    private long Int64(int offset) => BinaryPrimitives.ReadInt64LittleEndian(_block.AsSpan(offset));
}

using System.Buffers.Binary;
using NodaTime;
using PublicDirectory.Core.Demarches;
using PublicDirectory.Core.Documents;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Records.Demarches;

/// <summary>The published version of a démarche, in one immutable block of bytes like <see cref="AdministrationRecord"/>.</summary>
public sealed class DemarcheRecord
{
    // The layout of a block: this header, a table of where each section starts, the sections.
    // A change of the layout, here or in a view, takes a new DemarcheEncoder.Version: snapshots hold blocks.
    private readonly byte[] _block;

    internal DemarcheRecord(byte[] block) => _block = block;

    /// <summary>The entry's stable id.</summary>
    public Guid Id => new(_block.AsSpan(DemarcheLayout.Id, 16));

    /// <summary>The place of this version in the log.</summary>
    public long Sequence => Int64(DemarcheLayout.Sequence);

    /// <summary>Grows by one with every publication of the entry.</summary>
    public int Version => Int32(DemarcheLayout.Version);

    /// <summary>When this version was published.</summary>
    public Instant PublishedAt => Instant.FromUnixTimeTicks(Int64(DemarcheLayout.PublishedAt));

    /// <summary>When the content last changed.</summary>
    public Instant ChangedAt => Instant.FromUnixTimeTicks(Int64(DemarcheLayout.ChangedAt));

    /// <summary>When someone last confirmed the content; null when nobody did.</summary>
    public Instant? VerifiedAt =>
        Int64(DemarcheLayout.VerifiedAt) is var ticks && ticks == long.MinValue ? null : Instant.FromUnixTimeTicks(ticks);

    /// <summary>Whether the version was published by the urgent path.</summary>
    public bool IsUrgent => (Flags & DemarcheLayout.UrgentFlag) != 0;

    /// <summary>Whether it is a version of the past, shown beside the published one.</summary>
    public bool IsPast => (Flags & DemarcheLayout.PastFlag) != 0;

    /// <summary>Whether the whole or some block of it was edited here rather than imported.</summary>
    public bool IsEditedLocally => (Flags & DemarcheLayout.LocalFlag) != 0;

    /// <inheritdoc cref="DemarcheDocument.Title"/>
    public JsonText Title => TextAt(DemarcheSection.Title);

    /// <inheritdoc cref="DemarcheDocument.Summary"/>
    public JsonText Summary => TextAt(DemarcheSection.Summary);

    /// <summary>The code of the source of the whole; blocks that differ are in <see cref="Blocks"/>.</summary>
    public JsonText Source => TextAt(DemarcheSection.Source);

    /// <summary>The blocks whose provenance differs from the whole's.</summary>
    public RecordList<BlockProvenanceView> Blocks => ListAt<BlockProvenanceView>(DemarcheSection.Blocks);

    /// <inheritdoc cref="EntryDocument.ExternalIds"/>
    public RecordList<ExternalIdView> ExternalIds => ListAt<ExternalIdView>(DemarcheSection.ExternalIds);

    /// <inheritdoc cref="DemarcheDocument.Audiences"/>
    public IReadOnlyList<Audience> Audiences => [.. Enum.GetValues<Audience>().Where(IsFor)];

    /// <inheritdoc cref="DemarcheDocument.Themes"/>
    public RecordList<ThemeView> Themes => ListAt<ThemeView>(DemarcheSection.Themes);

    /// <inheritdoc cref="DemarcheDocument.LifeEvents"/>
    public RecordList<LifeEventView> LifeEvents => ListAt<LifeEventView>(DemarcheSection.LifeEvents);

    /// <inheritdoc cref="DemarcheDocument.Keywords"/>
    public RecordList<JsonText> Keywords => ListAt<JsonText>(DemarcheSection.Keywords);

    /// <inheritdoc cref="DemarcheDocument.Situations"/>
    public RecordList<SituationView> Situations => ListAt<SituationView>(DemarcheSection.Situations);

    /// <inheritdoc cref="DemarcheDocument.RequiredDocuments"/>
    public RecordList<RequiredDocumentView> RequiredDocuments => ListAt<RequiredDocumentView>(DemarcheSection.RequiredDocuments);

    /// <inheritdoc cref="DemarcheDocument.Steps"/>
    public RecordList<DemarcheStepView> Steps => ListAt<DemarcheStepView>(DemarcheSection.Steps);

    /// <inheritdoc cref="DemarcheDocument.OnlineServices"/>
    public RecordList<OnlineServiceView> OnlineServices => ListAt<OnlineServiceView>(DemarcheSection.OnlineServices);

    /// <inheritdoc cref="DemarcheDocument.Forms"/>
    public RecordList<FormView> Forms => ListAt<FormView>(DemarcheSection.Forms);

    /// <inheritdoc cref="DemarcheDocument.Cost"/>
    public RecordList<DemarcheCostView> Cost => ListAt<DemarcheCostView>(DemarcheSection.Cost);

    /// <inheritdoc cref="DemarcheDocument.Delay"/>
    public RecordList<DemarcheDelayView> Delay => ListAt<DemarcheDelayView>(DemarcheSection.Delay);

    /// <inheritdoc cref="DemarcheDocument.HandledBy"/>
    public RecordList<JsonText> HandledBy => ListAt<JsonText>(DemarcheSection.HandledBy);

    /// <inheritdoc cref="DemarcheDocument.Contacts"/>
    public RecordList<DemarcheContactView> Contacts => ListAt<DemarcheContactView>(DemarcheSection.Contacts);

    /// <inheritdoc cref="DemarcheDocument.Related"/>
    public RecordList<ExternalIdView> Related => ListAt<ExternalIdView>(DemarcheSection.Related);

    /// <inheritdoc cref="DemarcheDocument.Passages"/>
    public RecordList<PassageView> Passages => ListAt<PassageView>(DemarcheSection.Passages);

    /// <inheritdoc cref="DemarcheDocument.Url"/>
    public JsonText Url => TextAt(DemarcheSection.Url);

    /// <inheritdoc cref="DemarcheDocument.Responsible"/>
    public ResponsibleUnitView? Responsible =>
        StartOf(DemarcheSection.Responsible) is var start and > 0 ? new ResponsibleUnitView(_block, start) : null;

    /// <summary>The same as a version of the past.</summary>
    internal DemarcheRecord AsPast()
    {
        var block = (byte[])_block.Clone();
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(DemarcheLayout.Flags), Flags | DemarcheLayout.PastFlag);
        return new DemarcheRecord(block);
    }

    internal ReadOnlyMemory<byte> Bytes => _block;

    /// <summary>The title as <see cref="TextFolding"/> makes it: what lists are sorted by.</summary>
    internal ReadOnlySpan<byte> FoldedTitle => TextAt(DemarcheSection.FoldedTitle).Span;

    private int Flags => Int32(DemarcheLayout.Flags);

    /// <summary>Whether it is for this audience.</summary>
    public bool IsFor(Audience audience) => (Flags & (1 << (DemarcheLayout.AudienceShift + (int)audience))) != 0;

    /// <summary>The path to a case of the démarche, from the widest to it; empty where there is no such case.</summary>
    public IReadOnlyList<SituationView> PathTo(string situation)
    {
        var (path, id) = (new List<SituationView>(), JsonText.From(situation));
        return Find(Situations, id, path) ? path : [];
    }

    /// <summary>The order of lists: folded title, then id; total, and the same on every node.</summary>
    internal static int Compare(DemarcheRecord left, DemarcheRecord right)
    {
        var order = left.FoldedTitle.SequenceCompareTo(right.FoldedTitle);
        return order != 0 ? order : left.Id.CompareTo(right.Id);
    }

    private static bool Find(RecordList<SituationView> situations, JsonText id, List<SituationView> path)
    {
        foreach (var situation in situations)
        {
            path.Add(situation);
            if (situation.Id == id || Find(situation.Children, id, path))
            {
                return true;
            }

            path.RemoveAt(path.Count - 1);
        }

        return false;
    }

    private JsonText TextAt(DemarcheSection section)
    {
        var start = StartOf(section);
        return start == 0 ? default : Block.Text(_block, ref start);
    }

    private RecordList<TView> ListAt<TView>(DemarcheSection section)
        where TView : struct, IRecordView<TView>
    {
        var start = StartOf(section);
        return start == 0 ? default : new RecordList<TView>(_block, start);
    }

    // 0 stands for a section that is absent.
    private int StartOf(DemarcheSection section) => Int32(DemarcheLayout.Sections + (sizeof(int) * (int)section));

    private int Int32(int offset) => BinaryPrimitives.ReadInt32LittleEndian(_block.AsSpan(offset));

    private long Int64(int offset) => BinaryPrimitives.ReadInt64LittleEndian(_block.AsSpan(offset));
}

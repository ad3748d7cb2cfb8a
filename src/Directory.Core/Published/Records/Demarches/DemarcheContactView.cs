using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Core.Published.Records.Demarches;

/// <summary>A <see cref="DemarcheContact"/> read in place.</summary>
public readonly struct DemarcheContactView : IRecordView<DemarcheContactView>
{
    private DemarcheContactView(byte[] block, int start)
    {
        Scope = (ContactScope)block[start++];
        Role = (ContactRole)block[start++];
        Label = Block.Text(block, ref start);
        Url = Block.Text(block, ref start);
        ServiceType = Block.Text(block, ref start);
        Channels = new RecordList<DemarcheChannelView>(block, start);
        Block.SkipList(block, ref start);
        Situations = new RecordList<JsonText>(block, start);
    }

    /// <inheritdoc cref="DemarcheContact.Scope"/>
    public ContactScope Scope { get; }

    /// <inheritdoc cref="DemarcheContact.Role"/>
    public ContactRole Role { get; }

    /// <inheritdoc cref="DemarcheContact.Label"/>
    public JsonText Label { get; }

    /// <inheritdoc cref="DemarcheContact.Url"/>
    public JsonText Url { get; }

    /// <inheritdoc cref="DemarcheContact.ServiceType"/>
    public JsonText ServiceType { get; }

    /// <inheritdoc cref="DemarcheContact.Channels"/>
    public RecordList<DemarcheChannelView> Channels { get; }

    /// <inheritdoc cref="DemarcheContact.Situations"/>
    public RecordList<JsonText> Situations { get; }

    internal static void Write(BlockWriter writer, DemarcheContact item)
    {
        writer.Byte((int)item.Scope);
        writer.Byte((int)item.Role);
        writer.Text(item.Label);
        writer.Text(item.Url);
        writer.Text(item.ServiceType);
        writer.List(item.Channels, DemarcheChannelView.Write);
        writer.List(item.Situations, static (to, id) => to.Text(id));
    }

    static DemarcheContactView IRecordView<DemarcheContactView>.At(byte[] block, int start) => new(block, start);
}

/// <summary>A <see cref="DemarcheChannel"/> read in place.</summary>
public readonly struct DemarcheChannelView : IRecordView<DemarcheChannelView>
{
    private DemarcheChannelView(byte[] block, int start)
    {
        Kind = (ChannelKind)block[start++];
        Value = Block.Text(block, ref start);
        Note = Block.Text(block, ref start);
    }

    /// <inheritdoc cref="DemarcheChannel.Kind"/>
    public ChannelKind Kind { get; }

    /// <inheritdoc cref="DemarcheChannel.Value"/>
    public JsonText Value { get; }

    /// <inheritdoc cref="DemarcheChannel.Note"/>
    public JsonText Note { get; }

    internal static void Write(BlockWriter writer, DemarcheChannel item)
    {
        writer.Byte((int)item.Kind);
        writer.Text(item.Value);
        writer.Text(item.Note);
    }

    static DemarcheChannelView IRecordView<DemarcheChannelView>.At(byte[] block, int start) => new(block, start);
}

using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Core.Published.Records.Demarches;

/// <summary>A <see cref="OnlineService"/> read in place.</summary>
public readonly struct OnlineServiceView : IRecordView<OnlineServiceView>
{
    private OnlineServiceView(byte[] block, int start)
    {
        Kind = (OnlineServiceKind)block[start++];
        Title = Block.Text(block, ref start);
        Url = Block.Text(block, ref start);
        Operator = Block.Text(block, ref start);
        Situations = new RecordList<JsonText>(block, start);
    }

    /// <inheritdoc cref="OnlineService.Title"/>
    public JsonText Title { get; }

    /// <inheritdoc cref="OnlineService.Url"/>
    public JsonText Url { get; }

    /// <inheritdoc cref="OnlineService.Operator"/>
    public JsonText Operator { get; }

    /// <inheritdoc cref="OnlineService.Kind"/>
    public OnlineServiceKind Kind { get; }

    /// <inheritdoc cref="OnlineService.Situations"/>
    public RecordList<JsonText> Situations { get; }

    internal static void Write(BlockWriter writer, OnlineService item)
    {
        writer.Byte((int)item.Kind);
        writer.Text(item.Title);
        writer.Text(item.Url);
        writer.Text(item.Operator);
        writer.List(item.Situations, static (to, id) => to.Text(id));
    }

    static OnlineServiceView IRecordView<OnlineServiceView>.At(byte[] block, int start) => new(block, start);
}

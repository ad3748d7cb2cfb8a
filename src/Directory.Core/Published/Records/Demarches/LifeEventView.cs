using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Core.Published.Records.Demarches;

/// <summary>A <see cref="LifeEvent"/> read in place.</summary>
public readonly struct LifeEventView : IRecordView<LifeEventView>
{
    private LifeEventView(byte[] block, int start)
    {
        Id = Block.Text(block, ref start);
        Label = Block.Text(block, ref start);
    }

    /// <inheritdoc cref="LifeEvent.Id"/>
    public JsonText Id { get; }

    /// <inheritdoc cref="LifeEvent.Label"/>
    public JsonText Label { get; }

    internal static void Write(BlockWriter writer, LifeEvent item)
    {
        writer.Text(item.Id);
        writer.Text(item.Label);
    }

    static LifeEventView IRecordView<LifeEventView>.At(byte[] block, int start) => new(block, start);
}

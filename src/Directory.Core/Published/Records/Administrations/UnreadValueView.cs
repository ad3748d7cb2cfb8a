using PublicDirectory.Core.Administrations;

namespace PublicDirectory.Core.Published.Records.Administrations;

/// <summary>An <see cref="UnreadValue"/> read in place.</summary>
public readonly struct UnreadValueView : IRecordView<UnreadValueView>
{
    private UnreadValueView(byte[] block, int start)
    {
        OfBlock = Block.Text(block, ref start);
        Label = Block.Text(block, ref start);
        Text = Block.Text(block, ref start);
    }

    /// <inheritdoc cref="UnreadValue.Block"/>
    public JsonText OfBlock { get; }

    /// <inheritdoc cref="UnreadValue.Label"/>
    public JsonText Label { get; }

    /// <inheritdoc cref="UnreadValue.Text"/>
    public JsonText Text { get; }

    internal static void Write(BlockWriter writer, UnreadValue value)
    {
        writer.Text(value.Block);
        writer.Text(value.Label);
        writer.Text(value.Text);
    }

    static UnreadValueView IRecordView<UnreadValueView>.At(byte[] block, int start) => new(block, start);
}

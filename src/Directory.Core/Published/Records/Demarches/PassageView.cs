using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Core.Published.Records.Demarches;

/// <summary>A <see cref="Passage"/> read in place.</summary>
public readonly struct PassageView : IRecordView<PassageView>
{
    private PassageView(byte[] block, int start)
    {
        Level = (int)Block.Varint(block, ref start);
        Heading = Block.Text(block, ref start);
        Text = Block.Text(block, ref start);
        Situation = Block.Text(block, ref start);
    }

    /// <inheritdoc cref="Passage.Level"/>
    public int Level { get; }

    /// <inheritdoc cref="Passage.Heading"/>
    public JsonText Heading { get; }

    /// <inheritdoc cref="Passage.Text"/>
    public JsonText Text { get; }

    /// <inheritdoc cref="Passage.Situation"/>
    public JsonText Situation { get; }

    internal static void Write(BlockWriter writer, Passage item)
    {
        writer.Varint((uint)item.Level);
        writer.Text(item.Heading);
        writer.Text(item.Text);
        writer.Text(item.Situation);
    }

    static PassageView IRecordView<PassageView>.At(byte[] block, int start) => new(block, start);
}

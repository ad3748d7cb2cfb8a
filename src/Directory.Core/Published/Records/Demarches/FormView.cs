using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Core.Published.Records.Demarches;

/// <summary>A <see cref="Form"/> read in place.</summary>
public readonly struct FormView : IRecordView<FormView>
{
    private FormView(byte[] block, int start)
    {
        Title = Block.Text(block, ref start);
        Url = Block.Text(block, ref start);
        Number = Block.Text(block, ref start);
    }

    /// <inheritdoc cref="Form.Title"/>
    public JsonText Title { get; }

    /// <inheritdoc cref="Form.Url"/>
    public JsonText Url { get; }

    /// <inheritdoc cref="Form.Number"/>
    public JsonText Number { get; }

    internal static void Write(BlockWriter writer, Form item)
    {
        writer.Text(item.Title);
        writer.Text(item.Url);
        writer.Text(item.Number);
    }

    static FormView IRecordView<FormView>.At(byte[] block, int start) => new(block, start);
}

using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Core.Published.Records.Demarches;

/// <summary>A <see cref="DemarcheStep"/> read in place.</summary>
public readonly struct DemarcheStepView : IRecordView<DemarcheStepView>
{
    private DemarcheStepView(byte[] block, int start)
    {
        Stage = (DemarcheStage)block[start++];
        Title = Block.Text(block, ref start);
        Body = Block.Text(block, ref start);
        Situation = Block.Text(block, ref start);
    }

    /// <inheritdoc cref="DemarcheStep.Stage"/>
    public DemarcheStage Stage { get; }

    /// <inheritdoc cref="DemarcheStep.Title"/>
    public JsonText Title { get; }

    /// <inheritdoc cref="DemarcheStep.Body"/>
    public JsonText Body { get; }

    /// <inheritdoc cref="DemarcheStep.Situation"/>
    public JsonText Situation { get; }

    internal static void Write(BlockWriter writer, DemarcheStep item)
    {
        writer.Byte((int)item.Stage);
        writer.Text(item.Title);
        writer.Text(item.Body);
        writer.Text(item.Situation);
    }

    static DemarcheStepView IRecordView<DemarcheStepView>.At(byte[] block, int start) => new(block, start);
}

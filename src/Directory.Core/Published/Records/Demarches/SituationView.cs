using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Core.Published.Records.Demarches;

/// <summary>A <see cref="Situation"/> read in place.</summary>
public readonly struct SituationView : IRecordView<SituationView>
{
    private SituationView(byte[] block, int start)
    {
        Id = Block.Text(block, ref start);
        Label = Block.Text(block, ref start);
        HandledBy = new RecordList<JsonText>(block, start);
        Block.SkipList(block, ref start);
        Children = new RecordList<SituationView>(block, start);
    }

    /// <inheritdoc cref="Situation.Id"/>
    public JsonText Id { get; }

    /// <inheritdoc cref="Situation.Label"/>
    public JsonText Label { get; }

    /// <inheritdoc cref="Situation.HandledBy"/>
    public RecordList<JsonText> HandledBy { get; }

    /// <inheritdoc cref="Situation.Children"/>
    public RecordList<SituationView> Children { get; }

    internal static void Write(BlockWriter writer, Situation situation)
    {
        writer.Text(situation.Id);
        writer.Text(situation.Label);
        writer.List(situation.HandledBy, static (to, type) => to.Text(type));
        writer.List(situation.Children, Write);
    }

    static SituationView IRecordView<SituationView>.At(byte[] block, int start) => new(block, start);
}

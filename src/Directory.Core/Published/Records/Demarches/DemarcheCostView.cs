using System.Globalization;
using PublicDirectory.Core.Demarches;

namespace PublicDirectory.Core.Published.Records.Demarches;

/// <summary>A <see cref="DemarcheCost"/> read in place.</summary>
public readonly struct DemarcheCostView : IRecordView<DemarcheCostView>
{
    // In the block: the amount as text, so that it stays as exact as it was written.
    private DemarcheCostView(byte[] block, int start)
    {
        Text = Block.Text(block, ref start);
        Amount = Block.Text(block, ref start) is { IsNull: false } amount
            ? decimal.Parse(amount.ToString(), CultureInfo.InvariantCulture)
            : null;
        Currency = Block.Text(block, ref start);
        Situation = Block.Text(block, ref start);
    }

    /// <inheritdoc cref="DemarcheCost.Text"/>
    public JsonText Text { get; }

    /// <inheritdoc cref="DemarcheCost.Amount"/>
    public decimal? Amount { get; }

    /// <inheritdoc cref="DemarcheCost.Currency"/>
    public JsonText Currency { get; }

    /// <inheritdoc cref="DemarcheCost.Situation"/>
    public JsonText Situation { get; }

    internal static void Write(BlockWriter writer, DemarcheCost item)
    {
        writer.Text(item.Text);
        writer.Text(item.Amount?.ToString(CultureInfo.InvariantCulture));
        writer.Text(item.Currency);
        writer.Text(item.Situation);
    }

    static DemarcheCostView IRecordView<DemarcheCostView>.At(byte[] block, int start) => new(block, start);
}

/// <summary>A <see cref="DemarcheDelay"/> read in place.</summary>
public readonly struct DemarcheDelayView : IRecordView<DemarcheDelayView>
{
    // In the block: what silence means, 0 where that is not said, then the texts.
    private DemarcheDelayView(byte[] block, int start)
    {
        Silence = block[start++] is var silence and > 0 ? (SilenceMeaning)(silence - 1) : null;
        Text = Block.Text(block, ref start);
        Duration = Block.Text(block, ref start);
        Situation = Block.Text(block, ref start);
    }

    /// <inheritdoc cref="DemarcheDelay.Text"/>
    public JsonText Text { get; }

    /// <inheritdoc cref="DemarcheDelay.Duration"/>
    public JsonText Duration { get; }

    /// <inheritdoc cref="DemarcheDelay.Silence"/>
    public SilenceMeaning? Silence { get; }

    /// <inheritdoc cref="DemarcheDelay.Situation"/>
    public JsonText Situation { get; }

    internal static void Write(BlockWriter writer, DemarcheDelay item)
    {
        writer.Byte(item.Silence is { } silence ? (int)silence + 1 : 0);
        writer.Text(item.Text);
        writer.Text(item.Duration);
        writer.Text(item.Situation);
    }

    static DemarcheDelayView IRecordView<DemarcheDelayView>.At(byte[] block, int start) => new(block, start);
}

using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.Published.Records.Hours;

namespace PublicDirectory.Core.Published.Records.Administrations;

/// <summary>A <see cref="PeakTime"/> read in place.</summary>
public readonly struct PeakTimeView : IRecordView<PeakTimeView>
{
    private PeakTimeView(byte[] block, int start)
    {
        Days = DayBits.ToDays(block[start++]);
        Level = (PeakLevel)block[start++];
        From = new ClockTime(Block.UInt16(block, ref start));
        To = new ClockTime(Block.UInt16(block, ref start));
    }

    /// <inheritdoc cref="PeakTime.Days"/>
    public Weekdays Days { get; }

    /// <inheritdoc cref="PeakTime.Level"/>
    public PeakLevel Level { get; }

    /// <inheritdoc cref="PeakTime.From"/>
    public ClockTime From { get; }

    /// <inheritdoc cref="PeakTime.To"/>
    public ClockTime To { get; }

    internal static void Write(BlockWriter writer, PeakTime peak)
    {
        writer.Byte(DayBits.Of(peak.Days));
        writer.Byte((int)peak.Level);
        writer.UInt16(peak.From.Minutes);
        writer.UInt16(peak.To.Minutes);
    }

    static PeakTimeView IRecordView<PeakTimeView>.At(byte[] block, int start) => new(block, start);
}

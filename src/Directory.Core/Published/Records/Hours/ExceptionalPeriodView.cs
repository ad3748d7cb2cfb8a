using NodaTime;
using PublicDirectory.Core.OpeningHours;

namespace PublicDirectory.Core.Published.Records.Hours;

/// <summary>An <see cref="ExceptionalPeriod"/> read in place.</summary>
public readonly struct ExceptionalPeriodView : IRecordView<ExceptionalPeriodView>
{
    private readonly byte[] _block;
    private readonly int _afterDates;

    // In the block: first day, last day, weekdays, reason, slots.
    private ExceptionalPeriodView(byte[] block, int start)
    {
        _block = block;
        From = Block.Date(block, ref start);
        To = Block.Date(block, ref start);
        Days = DayBits.ToDays(block[start++]);
        _afterDates = start;
    }

    /// <inheritdoc cref="ExceptionalPeriod.From"/>
    public LocalDate From { get; }

    /// <inheritdoc cref="ExceptionalPeriod.To"/>
    public LocalDate To { get; }

    /// <inheritdoc cref="ExceptionalPeriod.Days"/>
    public Weekdays Days { get; }

    /// <inheritdoc cref="ExceptionalPeriod.Reason"/>
    public JsonText Reason
    {
        get
        {
            var position = _afterDates;
            return Block.Text(_block, ref position);
        }
    }

    /// <summary>The period as an object, made anew at each call.</summary>
    public ExceptionalPeriod ToPeriod()
    {
        var position = _afterDates;
        var reason = Block.Text(_block, ref position);
        var slots = new ExceptionalSlot[(int)Block.Varint(_block, ref position)];
        for (var i = 0; i < slots.Length; i++)
        {
            var opens = new ClockTime(Block.UInt16(_block, ref position));
            var closes = new ClockTime(Block.UInt16(_block, ref position));
            var flags = _block[position++];
            slots[i] = new ExceptionalSlot(opens, closes, (flags & 1) != 0, (flags & 2) != 0);
        }

        return new ExceptionalPeriod { From = From, To = To, Days = Days, Reason = reason.AsString(), Slots = slots };
    }

    internal static void Write(BlockWriter writer, ExceptionalPeriod period)
    {
        writer.Date(period.From);
        writer.Date(period.To);
        writer.Byte(DayBits.Of(period.Days));
        writer.Text(period.Reason);
        writer.Varint((uint)period.Slots.Count);
        foreach (var slot in period.Slots)
        {
            writer.UInt16(slot.Opens.Minutes);
            writer.UInt16(slot.Closes.Minutes);
            writer.Byte((slot.ByAppointment ? 1 : 0) | (slot.ClosesNextDay ? 2 : 0));
        }
    }

    static ExceptionalPeriodView IRecordView<ExceptionalPeriodView>.At(byte[] block, int start) => new(block, start);
}

using NodaTime;
using PublicDirectory.Core.OpeningHours;

namespace PublicDirectory.Core.Published.Records;

/// <summary>A <see cref="RegularPeriod"/> read in place.</summary>
public readonly struct RegularPeriodView : IRecordView<RegularPeriodView>
{
    private const int AppointmentFlag = 1;
    private const int FromFlag = 2;
    private const int ToFlag = 4;
    private const int NoteFlag = 8;

    // In the block: days, opening and closing minute, flags, then what the flags announce.
    private RegularPeriodView(byte[] block, int start)
    {
        Days = DayBits.ToDays(block[start++]);
        Opens = new ClockTime(Block.UInt16(block, ref start));
        Closes = new ClockTime(Block.UInt16(block, ref start));
        var flags = block[start++];
        ByAppointment = (flags & AppointmentFlag) != 0;
        From = (flags & FromFlag) != 0 ? Block.Date(block, ref start) : null;
        To = (flags & ToFlag) != 0 ? Block.Date(block, ref start) : null;
        Note = (flags & NoteFlag) != 0 ? Block.Text(block, ref start) : default;
    }

    /// <inheritdoc cref="RegularPeriod.Days"/>
    public Weekdays Days { get; }

    /// <inheritdoc cref="RegularPeriod.Opens"/>
    public ClockTime Opens { get; }

    /// <inheritdoc cref="RegularPeriod.Closes"/>
    public ClockTime Closes { get; }

    /// <inheritdoc cref="RegularPeriod.From"/>
    public LocalDate? From { get; }

    /// <inheritdoc cref="RegularPeriod.To"/>
    public LocalDate? To { get; }

    /// <inheritdoc cref="RegularPeriod.ByAppointment"/>
    public bool ByAppointment { get; }

    /// <inheritdoc cref="RegularPeriod.Note"/>
    public JsonText Note { get; }

    internal RegularPeriod ToPeriod() => new()
    {
        Days = Days,
        Opens = Opens,
        Closes = Closes,
        From = From,
        To = To,
        ByAppointment = ByAppointment,
        Note = Note.AsString(),
    };

    internal static void Write(BlockWriter writer, RegularPeriod period)
    {
        writer.Byte(DayBits.Of(period.Days));
        writer.UInt16(period.Opens.Minutes);
        writer.UInt16(period.Closes.Minutes);
        writer.Byte((period.ByAppointment ? AppointmentFlag : 0)
            | (period.From is null ? 0 : FromFlag)
            | (period.To is null ? 0 : ToFlag)
            | (period.Note is null ? 0 : NoteFlag));
        if (period.From is { } from)
        {
            writer.Date(from);
        }

        if (period.To is { } to)
        {
            writer.Date(to);
        }

        if (period.Note is { } note)
        {
            writer.Text(note);
        }
    }

    static RegularPeriodView IRecordView<RegularPeriodView>.At(byte[] block, int start) => new(block, start);
}

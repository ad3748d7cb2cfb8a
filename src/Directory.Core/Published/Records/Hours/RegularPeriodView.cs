using NodaTime;
using PublicDirectory.Core.OpeningHours;

namespace PublicDirectory.Core.Published.Records.Hours;

/// <summary>A <see cref="RegularPeriod"/> read in place.</summary>
public readonly struct RegularPeriodView : IRecordView<RegularPeriodView>
{
    private const int AppointmentFlag = 1;
    private const int FromFlag = 2;
    private const int ToFlag = 4;
    private const int NoteFlag = 8;
    private const int NextDayFlag = 16;
    private const int RecurrenceFlag = 32;
    private const int PurposeFlag = 64;

    private readonly byte[] _block;
    private readonly int _recurrence;

    // In the block: days, opening and closing minute, flags, then what the flags announce.
    private RegularPeriodView(byte[] block, int start)
    {
        _block = block;
        Days = DayBits.ToDays(block[start++]);
        Opens = new ClockTime(Block.UInt16(block, ref start));
        Closes = new ClockTime(Block.UInt16(block, ref start));
        var flags = block[start++];
        ByAppointment = (flags & AppointmentFlag) != 0;
        From = (flags & FromFlag) != 0 ? Block.Date(block, ref start) : null;
        To = (flags & ToFlag) != 0 ? Block.Date(block, ref start) : null;
        Note = (flags & NoteFlag) != 0 ? Block.Text(block, ref start) : default;
        Purpose = (flags & PurposeFlag) != 0 ? Block.Text(block, ref start) : default;
        ClosesNextDay = (flags & NextDayFlag) != 0;
        _recurrence = (flags & RecurrenceFlag) != 0 ? start : 0;
    }

    /// <inheritdoc cref="RegularPeriod.Days"/>
    public Weekdays Days { get; }

    /// <inheritdoc cref="RegularPeriod.Opens"/>
    public ClockTime Opens { get; }

    /// <inheritdoc cref="RegularPeriod.Closes"/>
    public ClockTime Closes { get; }

    /// <inheritdoc cref="RegularPeriod.ClosesNextDay"/>
    public bool ClosesNextDay { get; }

    /// <inheritdoc cref="RegularPeriod.From"/>
    public LocalDate? From { get; }

    /// <inheritdoc cref="RegularPeriod.To"/>
    public LocalDate? To { get; }

    /// <inheritdoc cref="RegularPeriod.ByAppointment"/>
    public bool ByAppointment { get; }

    /// <inheritdoc cref="RegularPeriod.Purpose"/>
    public JsonText Purpose { get; }

    /// <inheritdoc cref="RegularPeriod.Note"/>
    public JsonText Note { get; }

    /// <summary>Whether it comes back every week, always, and ends on its day.</summary>
    public bool IsPlain => _recurrence == 0 && !ClosesNextDay && From is null && To is null;

    /// <summary>The rule by which the slot falls; null for every week. Made anew at each call.</summary>
    public Recurrence? Recurrence
    {
        get
        {
            var position = _recurrence;
            return position == 0 ? null : RecurrenceBlock.Read(_block, ref position);
        }
    }

    /// <param name="withNote">False where only what is computed matters: a note is text to decode for nothing.</param>
    internal RegularPeriod ToPeriod(bool withNote) => new()
    {
        Days = Days,
        Opens = Opens,
        Closes = Closes,
        From = From,
        To = To,
        ClosesNextDay = ClosesNextDay,
        Recurrence = Recurrence,
        ByAppointment = ByAppointment,
        Purpose = Purpose.AsString(),
        Note = withNote ? Note.AsString() : null,
    };

    internal static void Write(BlockWriter writer, RegularPeriod period)
    {
        writer.Byte(DayBits.Of(period.Days));
        writer.UInt16(period.Opens.Minutes);
        writer.UInt16(period.Closes.Minutes);
        writer.Byte((period.ByAppointment ? AppointmentFlag : 0)
            | (period.From is null ? 0 : FromFlag)
            | (period.To is null ? 0 : ToFlag)
            | (period.Note is null ? 0 : NoteFlag)
            | (period.Purpose is null ? 0 : PurposeFlag)
            | (period.ClosesNextDay ? NextDayFlag : 0)
            | (period.Recurrence is null ? 0 : RecurrenceFlag));
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

        if (period.Purpose is { } purpose)
        {
            writer.Text(purpose);
        }

        if (period.Recurrence is { } recurrence)
        {
            RecurrenceBlock.Write(writer, recurrence);
        }
    }

    static RegularPeriodView IRecordView<RegularPeriodView>.At(byte[] block, int start) => new(block, start);
}

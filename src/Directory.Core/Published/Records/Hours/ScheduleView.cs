using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Core.Published.Records.Hours;

/// <summary>An <see cref="OpeningSchedule"/> read in place; <see cref="ToSchedule"/> makes the object.</summary>
public readonly record struct ScheduleView
{
    // Beside the policy in the first byte. Without exceptions, which is the common case, nothing is kept for them.
    private const int ExceptionsFlag = 0x80;
    private const int ClosedFlag = 0x40;

    private readonly byte[] _block;
    private readonly int _start;

    // In the block: the policy, the comment, the sentence, the periods after their total length, the unread texts; with
    // exceptions, the total length of the unread texts before them and the exceptions behind.
    internal ScheduleView(byte[] block, int start) => (_block, _start) = (block, start);

    /// <inheritdoc cref="OpeningSchedule.PublicHolidays"/>
    public PublicHolidayPolicy PublicHolidays => (PublicHolidayPolicy)(_block[_start] & ~(ExceptionsFlag | ClosedFlag));

    /// <inheritdoc cref="OpeningSchedule.IsClosedToPublic"/>
    public bool IsClosedToPublic => (_block[_start] & ClosedFlag) != 0;

    /// <inheritdoc cref="OpeningSchedule.Comment"/>
    public JsonText Comment
    {
        get
        {
            var position = _start + 1;
            return Block.Text(_block, ref position);
        }
    }

    /// <summary>
    /// The schedule in a French sentence, as <see cref="OpeningSummary"/> makes it: the same at every moment, so made once.
    /// </summary>
    public JsonText Summary
    {
        get
        {
            var position = _start + 1;
            Block.SkipText(_block, ref position);
            return Block.Text(_block, ref position);
        }
    }

    /// <inheritdoc cref="OpeningSchedule.Regular"/>
    public RecordList<RegularPeriodView> Regular
    {
        get
        {
            var position = AfterTexts();
            Block.Varint(_block, ref position);
            return new RecordList<RegularPeriodView>(_block, position);
        }
    }

    /// <inheritdoc cref="OpeningSchedule.Unread"/>
    public RecordList<UnreadTextView> Unread
    {
        get
        {
            var position = AfterTexts();
            var length = (int)Block.Varint(_block, ref position);
            position += length;
            if (HasExceptions)
            {
                Block.Varint(_block, ref position);
            }

            return new RecordList<UnreadTextView>(_block, position);
        }
    }

    /// <inheritdoc cref="OpeningSchedule.Exceptional"/>
    public RecordList<ExceptionalPeriodView> Exceptional =>
        HasExceptions ? new RecordList<ExceptionalPeriodView>(_block, _start + ExceptionsOffset()) : default;

    private bool HasExceptions => (_block[_start] & ExceptionsFlag) != 0;

    /// <summary>The whole schedule as an object; made anew at each call.</summary>
    public OpeningSchedule ToSchedule() => Make(withTexts: true);

    /// <summary>The schedule without comment and notes: all that the arithmetic of <c>OpeningHours</c> looks at.</summary>
    public OpeningSchedule ToRules() => Make(withTexts: false);

    internal static void Write(BlockWriter writer, OpeningSchedule schedule)
    {
        writer.Byte(
            (int)schedule.PublicHolidays
                | (schedule.Exceptional.Count > 0 ? ExceptionsFlag : 0)
                | (schedule.IsClosedToPublic ? ClosedFlag : 0));
        writer.Text(schedule.Comment);
        writer.Text(OpeningSummary.Of(schedule));
        writer.Prefixed(
            schedule.Regular, static (periods, regular) => periods.List(regular, RegularPeriodView.Write), extra: 0);
        if (schedule.Exceptional.Count > 0)
        {
            writer.Prefixed(
                schedule.Unread, static (texts, unread) => texts.List(unread, UnreadTextView.Write), extra: 0);
            writer.List(schedule.Exceptional, ExceptionalPeriodView.Write);
        }
        else
        {
            writer.List(schedule.Unread, UnreadTextView.Write);
        }
    }

    private OpeningSchedule Make(bool withTexts)
    {
        var (periods, texts) = (Regular, Unread);
        var regular = new RegularPeriod[periods.Count];
        var index = 0;
        foreach (var period in periods)
        {
            regular[index++] = period.ToPeriod(withTexts);
        }

        var unread = texts.Count == 0 ? [] : new UnreadText[texts.Count];
        index = 0;
        foreach (var text in texts)
        {
            unread[index++] = new UnreadText { Days = text.Days, Text = text.Text.ToString(), Recurrence = text.Recurrence };
        }

        ExceptionalPeriod[] exceptional = [];
        if (HasExceptions)
        {
            exceptional = [.. Exceptional.Select(period => period.ToPeriod())];
        }

        return OpeningSchedule.Owning(
            regular, unread, exceptional, PublicHolidays, IsClosedToPublic, withTexts ? Comment.AsString() : null);
    }

    private int ExceptionsOffset()
    {
        var position = AfterTexts();
        var length = (int)Block.Varint(_block, ref position);
        position += length;
        length = (int)Block.Varint(_block, ref position);
        return position + length - _start;
    }

    private int AfterTexts()
    {
        var position = _start + 1;
        Block.SkipText(_block, ref position);
        Block.SkipText(_block, ref position);
        return position;
    }
}

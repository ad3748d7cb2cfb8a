using NodaTime;
using PublicDirectory.Core.OpeningHours;

namespace PublicDirectory.Core.Published.Records;

/// <summary>An <see cref="OpeningSchedule"/> read in place; <see cref="ToSchedule"/> makes the object.</summary>
public readonly struct ScheduleView
{
    private readonly byte[] _block;
    private readonly int _start;

    // In the block: the policy, the comment, the sentence, the periods after their total length, the unread texts.
    internal ScheduleView(byte[] block, int start) => (_block, _start) = (block, start);

    /// <inheritdoc cref="OpeningSchedule.PublicHolidays"/>
    public PublicHolidayPolicy PublicHolidays => (PublicHolidayPolicy)_block[_start];

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
            return new RecordList<UnreadTextView>(_block, position + length);
        }
    }

    /// <summary>The schedule as an object, for the arithmetic of <c>OpeningHours</c>; made anew at each call.</summary>
    public OpeningSchedule ToSchedule()
    {
        var (periods, texts) = (Regular, Unread);
        var regular = new RegularPeriod[periods.Count];
        var index = 0;
        foreach (var period in periods)
        {
            regular[index++] = period.ToPeriod();
        }

        var unread = texts.Count == 0 ? [] : new UnreadText[texts.Count];
        index = 0;
        foreach (var text in texts)
        {
            unread[index++] = new UnreadText { Days = text.Days, Text = text.Text.ToString() };
        }

        return new OpeningSchedule
        {
            Regular = regular,
            Unread = unread,
            Comment = Comment.AsString(),
            PublicHolidays = PublicHolidays,
        };
    }

    /// <summary>
    /// Whether some regular period covers this local time: what any open state needs, so that most counters are ruled
    /// out without making the schedule and its calendar.
    /// </summary>
    /// <remarks>Holds as long as regular periods are the only way to be open: whatever else may open a day counts here too.</remarks>
    public bool MayBeOpenAt(LocalDateTime time)
    {
        var minute = (time.Hour * 60) + time.Minute;
        foreach (var period in Regular)
        {
            if (period.Days.Contains(time.DayOfWeek)
                && period.Opens.Minutes <= minute
                && minute < period.Closes.Minutes
                && !(time.Date < period.From)
                && !(time.Date > period.To))
            {
                return true;
            }
        }

        return false;
    }

    internal static void Write(BlockWriter writer, OpeningSchedule schedule)
    {
        writer.Byte((int)schedule.PublicHolidays);
        writer.Text(schedule.Comment);
        writer.Text(OpeningSummary.Of(schedule));
        writer.Prefixed(
            schedule.Regular, static (periods, regular) => periods.List(regular, RegularPeriodView.Write), extra: 0);
        writer.List(schedule.Unread, UnreadTextView.Write);
    }

    private int AfterTexts()
    {
        var position = _start + 1;
        Block.SkipText(_block, ref position);
        Block.SkipText(_block, ref position);
        return position;
    }
}

using System.Globalization;
using NodaTime;
using PublicDirectory.Core.OpeningHours.Holidays;

namespace PublicDirectory.Core.OpeningHours.Sources;

/// <summary>
/// Turns the hours of DILA's files into a schedule. What is plain becomes rules; what is not makes its days unknown and
/// keeps the words of the source. Nothing is corrected and nothing is guessed.
/// </summary>
/// <remarks>
/// The source says nothing of public holidays, so the policy stays <see cref="PublicHolidayPolicy.Unconfirmed"/>.
/// </remarks>
public static class SourceSchedule
{
    /// <summary>The most ranges that are read.</summary>
    public const int MaxRanges = 100;

    private const string NoHoursGiven = "Horaires non précisés";

    private static readonly string[] DayNames =
        ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

    /// <summary>Reads the ranges of one administration.</summary>
    /// <param name="ranges">In the order of the source; see <see cref="MaxRanges"/>.</param>
    /// <param name="generalComment">The comment on the whole; null or blank where there is none.</param>
    public static SourceReading Read(IEnumerable<SourceRange> ranges, string? generalComment)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        var reading = new Reading();
        var all = ranges.ToList();
        if (all.Count > MaxRanges || all.Sum(range => range.Slots.Count) > OpeningSchedule.MaxPeriods)
        {
            reading.Find(ScheduleFinding.TooManyRanges, string.Create(CultureInfo.InvariantCulture, $"{all.Count}"));
            reading.LeaveUnread(Weekdays.All, NoHoursGiven);
        }
        else
        {
            foreach (var range in all)
            {
                reading.ReadRange(range);
            }
        }

        reading.CombineDays();
        reading.ApplyElsewhere();
        var schedule = reading.Finish(generalComment);
        return new(schedule, reading.Phone(), reading.Findings);
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    // « Lundi – Vendredi 09:00-12:00, 17:00-14:00 (note) », as close to the source as one line can be.
    private static string Describe(SourceRange range)
    {
        var slots = string.Join(", ", range.Slots
            .Where(slot => Text(slot.Opens) is not null || Text(slot.Closes) is not null)
            .Select(slot => $"{ShortTime(slot.Opens)}–{ShortTime(slot.Closes)}"));
        return string.Join(" : ", new[] { slots, Text(range.Note) }.Where(part => !string.IsNullOrEmpty(part)));
    }

    private static string ShortTime(string? text) =>
        TryTime(text, out var time) ? time.ToString() : Text(text) ?? "?";

    // '09:00:00: spreadsheets mark a cell as text with an apostrophe, and several hundred times kept theirs.
    private static bool TryTime(string? text, out ClockTime time) =>
        ClockTime.TryParse(text is ['\'', .. var rest] ? rest : text, out time);

    private static string DescribeWithDays(SourceRange range)
    {
        var days = $"{Text(range.FirstDay) ?? "?"} – {Text(range.LastDay) ?? "?"}";
        return Describe(range) is { Length: > 0 } rest ? $"{days} : {rest}" : days;
    }

    /// <summary>The state of one reading; lives for one administration.</summary>
    private sealed class Reading
    {
        // For each weekday, Monday first: the ranges that speak of it.
        private readonly List<UnderstoodRange>[] _byDay = [.. Enumerable.Range(0, 7).Select(_ => new List<UnderstoodRange>())];
        private List<RegularPeriod> _regular = [];
        private readonly List<UnreadText> _unread = [];
        private readonly List<(Clause Clause, Weekdays Own, string Note)> _elsewhere = [];
        private readonly List<RegularPeriod> _phone = [];
        private readonly List<ExceptionalPeriod> _exceptional = [];
        private readonly List<ScheduleFinding> _findings = [];

        public IReadOnlyList<ScheduleFinding> Findings => _findings;

        public void Find(string code, string text) => _findings.Add(new(code, text));

        public void LeaveUnread(Weekdays days, string text, Recurrence? recurrence = null)
        {
            if (days.IsEmpty)
            {
                return;
            }

            var known = _unread.FindIndex(unread => unread.Text == text && unread.Recurrence == recurrence);
            if (known < 0)
            {
                _unread.Add(new UnreadText { Days = days, Text = text, Recurrence = recurrence });
            }
            else
            {
                _unread[known] = _unread[known] with { Days = _unread[known].Days | days };
            }
        }

        public void ReadRange(SourceRange range)
        {
            if (ReadDays(range) is not { } days)
            {
                // Which days it speaks of is not known, so none of the seven is.
                LeaveUnread(Weekdays.All, DescribeWithDays(range));
                return;
            }

            var (slots, areClear) = ReadSlots(range);
            var note = Text(range.Note);
            if (!areClear || slots.Count == 0)
            {
                if (slots.Count == 0 && areClear && note is null)
                {
                    Find(ScheduleFinding.MissingTime, DescribeWithDays(range));
                }

                if (note is not null)
                {
                    Find(ScheduleFinding.NoteNotRead, note);
                }

                var isFiller = range.Slots.All(slot => IsBlank(slot) || IsFiller(slot));
                LeaveUnread(days, isFiller ? note ?? NoHoursGiven : Describe(range));
                AddToDays(days, new(range, []));
                return;
            }

            RegularPeriod[] written =
            [
                .. slots.Select(slot => new RegularPeriod { Days = days, Opens = slot.Opens, Closes = slot.Closes, Note = note }),
            ];
            AddToDays(days, new(range, note is null ? written : ReadNote(note, days, written)));
        }

        private IReadOnlyList<RegularPeriod> ReadNote(string note, Weekdays days, RegularPeriod[] written)
        {
            var elsewhere = new List<Clause>();
            if (SourceNotes.ApplyNote(note, days, written, elsewhere.Add) is not { } reading)
            {
                Find(ScheduleFinding.NoteNotRead, note);
                LeaveUnread(days, note);
                return written;
            }

            if (!reading.Unread.IsEmpty)
            {
                Find(ScheduleFinding.NoteNotRead, note);
                LeaveUnread(reading.Unread, note);
            }

            LeaveInDoubt(note, reading);
            _elsewhere.AddRange(elsewhere.Select(clause => (clause, days, note)));
            return reading.Slots;
        }

        /// <summary>What notes say of days of other ranges, unless those say it themselves.</summary>
        public void ApplyElsewhere()
        {
            foreach (var (clause, own, note) in _elsewhere)
            {
                var days = (clause.Named & ~own).Enumerate()
                    .Where(day => !_byDay[(int)day - 1].Exists(range => Text(range.Source.Note) == note))
                    .Aggregate(Weekdays.None, (all, day) => all | Weekdays.Of(day));
                if (days.IsEmpty)
                {
                    continue;
                }

                if (clause.Hours.TrueForAll(hours => !hours.Days.IsEmpty || !hours.Doubtful.IsEmpty)
                    && SourceNotes.Apply(clause, days, _regular) is { } reading && !HasOverlap(reading.Slots))
                {
                    LeaveInDoubt(note, reading);
                    _regular = [.. reading.Slots];
                }
                else
                {
                    Find(ScheduleFinding.NoteNarrowed, note);
                    LeaveUnread(days, note);
                }
            }
        }

        /// <summary>Brings together what several ranges say of each day.</summary>
        public void CombineDays()
        {
            for (var day = 0; day < 7; day++)
            {
                var weekday = Weekdays.Of((IsoDayOfWeek)(day + 1));
                var ranges = _byDay[day];
                if (ranges.Count > 1)
                {
                    Find(ScheduleFinding.SameDayTwice, DescribeDay(day, ranges));
                }

                // The same slot with and without a note is one.
                var periods = ranges.SelectMany(range => range.Periods(weekday)).DistinctBy(period => period with { Note = null }).ToList();
                if (HasOverlap(periods))
                {
                    Find(ScheduleFinding.OverlappingSlots, DescribeDay(day, ranges));
                    LeaveUnread(weekday, string.Join(" ; ", ranges.Select(range => Describe(range.Source)).Distinct()));
                    continue;
                }

                foreach (var period in periods)
                {
                    Add(period);
                }
            }
        }

        public OpeningSchedule? Finish(string? generalComment)
        {
            var comment = Text(generalComment);
            if (comment is not null)
            {
                if (_regular.Count == 0 && _unread.Count == 0 && SourceNotes.SaysClosedToPublic(comment))
                {
                    return new OpeningSchedule { IsClosedToPublic = true, Comment = Cut(comment) };
                }

                if (SourceNotes.ApplyComment(comment, _regular) is { } reading && !HasOverlap(reading.Slots))
                {
                    LeaveInDoubt(comment, reading);
                    _regular = [.. reading.Slots];
                }
                else
                {
                    Find(ScheduleFinding.CommentNotRead, comment);
                    LeaveUnread(Weekdays.All, comment);
                }
            }
            else if (_regular.Count == 0 && _unread.Count == 0 && !IsPhoneAlone)
            {
                return null;
            }

            LeaveOtherDesksInDoubt();
            return new OpeningSchedule
            {
                Exceptional = [.. _exceptional],
                Regular = [.. _regular.Select(period => period with { Note = Cut(period.Note) })],
                Unread = [.. _unread.Select(unread => unread with { Text = Cut(unread.Text)! })],
                Comment = Cut(comment),
                IsClosedToPublic = IsPhoneAlone,
            };
        }

        /// <summary>When the phone is answered; null where nothing says so, or it says two things.</summary>
        public OpeningSchedule? Phone()
        {
            var periods = _phone.Distinct().ToList();
            return periods.Count == 0 || HasOverlap(periods) ? null : new OpeningSchedule { Regular = periods };
        }

        // All of its hours are those of the phone: nobody is ever received.
        private bool IsPhoneAlone =>
            _regular.Count == 0 && _unread.Count == 0 && _phone.Count > 0 && Array.Exists(_byDay, ranges => ranges.Count > 0);

        // Hours of one desk alone do not close the others.
        private void LeaveOtherDesksInDoubt()
        {
            var desks = _byDay.SelectMany(ranges => ranges).SelectMany(range => range.Slots).ToList();
            if (desks.Count > 0 && desks.TrueForAll(slot => slot.Purpose is { } name && name == slot.Note?.Trim('.', ' ')))
            {
                LeaveUnread(
                    ~desks.Aggregate(Weekdays.None, (days, slot) => days | slot.Days),
                    $"Horaires connus pour un seul service : {desks[0].Purpose}");
            }
        }

        private void LeaveInDoubt(string text, NoteReading reading)
        {
            if (reading.Doubts.Count > 0)
            {
                Find(ScheduleFinding.NoteNarrowed, text);
            }

            foreach (var doubt in reading.Doubts)
            {
                LeaveUnread(doubt.Days, text, doubt.Recurrence);
            }

            _phone.AddRange(reading.Phone);
            foreach (var period in reading.Exceptional.Select(period => period with { Reason = Cut(text) }))
            {
                // Said of several ranges it is one closure; said twice of a day in two ways, the day is not known.
                var known = _exceptional.FindIndex(other => other with { Days = period.Days, Reason = period.Reason } == period);
                if (known >= 0)
                {
                    _exceptional[known] = _exceptional[known] with { Days = _exceptional[known].Days | period.Days };
                }
                else if (_exceptional.Exists(
                    other => other.From == period.From && other.To == period.To && other.Days.Overlaps(period.Days)))
                {
                    LeaveUnread(period.Days, text);
                }
                else
                {
                    _exceptional.Add(period);
                }
            }
        }

        private static string DescribeDay(int day, IEnumerable<UnderstoodRange> ranges) =>
            $"{DayNames[day]} : {string.Join(" ; ", ranges.Select(range => Describe(range.Source)))}";

        private static bool IsBlank((string? Opens, string? Closes) slot) =>
            Text(slot.Opens) is null && Text(slot.Closes) is null;

        private static bool IsFiller((string? Opens, string? Closes) slot) =>
            TryTime(slot.Opens, out var opens) && TryTime(slot.Closes, out var closes)
            && opens == ClockTime.Midnight && closes == ClockTime.Midnight;

        // Slots of odd and of even weeks may well be at the same time.
        private static bool HasOverlap(IReadOnlyList<RegularPeriod> periods)
        {
            for (var i = 0; i < periods.Count; i++)
            {
                for (var j = i + 1; j < periods.Count; j++)
                {
                    if (SlotOverlaps.Overlap(periods[i], periods[j]) is not null)
                    {
                        return true;
                    }
                }
            }

            return false;
        }

        private Weekdays? ReadDays(SourceRange range)
        {
            if (Text(range.FirstDay) is not { } firstName || Text(range.LastDay) is not { } lastName)
            {
                Find(ScheduleFinding.MissingEndDay, DescribeWithDays(range));
                return null;
            }

            var first = Array.IndexOf(DayNames, SourceNotes.Fold(firstName));
            var last = Array.IndexOf(DayNames, SourceNotes.Fold(lastName));
            if (first < 0 || last < 0)
            {
                Find(ScheduleFinding.UnknownDay, DescribeWithDays(range));
                return null;
            }

            if (first > last)
            {
                Find(ScheduleFinding.ReversedDays, DescribeWithDays(range));
                return null;
            }

            return Weekdays.Range((IsoDayOfWeek)(first + 1), (IsoDayOfWeek)(last + 1));
        }

        private (List<(ClockTime Opens, ClockTime Closes)> Slots, bool AreClear) ReadSlots(SourceRange range)
        {
            var slots = new List<(ClockTime Opens, ClockTime Closes)>();
            var areClear = true;
            foreach (var slot in range.Slots)
            {
                if (IsBlank(slot))
                {
                    continue;
                }

                if (Problem(slot, out var opens, out var closes) is { } code)
                {
                    Find(code, DescribeWithDays(range));
                    areClear = false;
                }
                else
                {
                    slots.Add((opens, closes));
                }
            }

            return (slots, areClear);
        }

        private static string? Problem((string? Opens, string? Closes) slot, out ClockTime opens, out ClockTime closes)
        {
            opens = closes = default;
            if (Text(slot.Opens) is null || Text(slot.Closes) is null)
            {
                return ScheduleFinding.MissingTime;
            }

            if (!TryTime(slot.Opens, out opens) || !TryTime(slot.Closes, out closes))
            {
                return ScheduleFinding.BadTime;
            }

            return opens < closes ? null
                : closes < opens ? ScheduleFinding.ReversedSlot
                : opens == ClockTime.Midnight ? ScheduleFinding.FillerHours
                : ScheduleFinding.ZeroLengthSlot;
        }

        private void AddToDays(Weekdays days, UnderstoodRange range)
        {
            foreach (var day in days.Enumerate())
            {
                _byDay[(int)day - 1].Add(range);
            }
        }

        // Days with the same slot are one period, in the order in which the slots were first met.
        private void Add(RegularPeriod period)
        {
            var same = _regular.FindIndex(other => other with { Days = period.Days } == period);
            if (same < 0)
            {
                _regular.Add(period);
            }
            else
            {
                _regular[same] = _regular[same] with { Days = _regular[same].Days | period.Days };
            }
        }

        private string? Cut(string? text)
        {
            if (text is null || text.Length <= OpeningSchedule.MaxTextLength)
            {
                return text;
            }

            Find(ScheduleFinding.TextCut, text);
            return text[..(OpeningSchedule.MaxTextLength - 1)] + "…";
        }
    }

    /// <summary>A range whose days are known, and its slots as its note leaves them.</summary>
    private sealed record UnderstoodRange(SourceRange Source, IReadOnlyList<RegularPeriod> Slots)
    {
        public IEnumerable<RegularPeriod> Periods(Weekdays day) => Slots
            .Where(slot => slot.Days.Overlaps(day))
            .Select(slot => slot with { Days = day });
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Core.OpeningHours.Sources;

/// <summary>
/// Reads one clause, word by word from its beginning: who, open or closed, by appointment, for whom, on which days, dates and at what
/// times, in any order. One word that is none of these, and the clause is not understood.
/// </summary>
internal sealed partial class ClauseReader
{
    // Longer ones are about more than hours.
    private const int MaxLength = 300;

    private readonly FoldedText _folded;
    private readonly string _text;
    private readonly Clause _clause;
    private int _at;
    private bool _isExcept;
    private bool _isAfterPhone;

    private ClauseReader(FoldedText folded)
    {
        (_folded, _text) = (folded, folded.Text);
        _clause = new Clause { Text = _text };
    }

    /// <summary>What the clause says; null where it is not understood.</summary>
    public static Clause? Read(FoldedText folded)
    {
        var reader = new ClauseReader(folded);
        return reader.ReadAll() ? reader._clause : null;
    }

    /// <summary>The weekdays named anywhere in a text, ranges included; all where it speaks of days without naming them.</summary>
    public static Weekdays NamedAnywhere(string text)
    {
        if (AnyDay().IsMatch(text))
        {
            return Weekdays.All;
        }

        var days = Weekdays.None;
        foreach (Match match in DayOrRange().Matches(text))
        {
            var (first, last) =
                (DayOf(match.Groups["a"].Value), DayOf(match.Groups["b"].Success ? match.Groups["b"].Value : match.Groups["a"].Value));
            days |= first <= last ? Weekdays.Range(first, last) : Weekdays.All;
        }

        return days;
    }

    private bool ReadAll()
    {
        if (_text.Length > MaxLength || BareAppointment().IsMatch(_text))
        {
            return false;
        }

        if (Label().Match(_text) is { Success: true } label)
        {
            _clause.Purpose = _folded.Words(0, _text.Length);
            _clause.IsLabel = true;
            return label.Success;
        }

        while (true)
        {
            _at += Separator().Match(_text, _at).Length;
            if (_at >= _text.Length)
            {
                return _clause.Hours.TrueForAll(hours => !hours.TimesFirst || !hours.Days.IsEmpty || _clause.Hours.Count == 1);
            }

            if (!ReadNext())
            {
                return false;
            }
        }
    }

    private bool ReadNext() =>
        ReadPurpose() || ReadWhen() || ReadDays() || ReadTimes() || ReadWords();

    private bool Take(Regex regex, out Match match)
    {
        match = regex.Match(_text, _at);
        if (match.Success)
        {
            _at += match.Length;
        }

        return match.Success;
    }

    private bool ReadPurpose()
    {
        if (Permanence().Match(_text, _at) is { Success: true } duty)
        {
            _clause.IsDuty = true;
            return SetPurpose(duty);
        }

        return For().Match(_text, _at) is { Success: true } purpose && SetPurpose(purpose);
    }

    private bool SetPurpose(Match match)
    {
        var who = match.Groups["who"];
        if (_clause.Purpose is not null || who.Length == 0)
        {
            return false;
        }

        _clause.OnlyFor = _clause.IsDuty || _text[.._at].TrimEnd().EndsWith("ment", StringComparison.Ordinal);
        _at += match.Length;
        _clause.Purpose = Conjunction().Replace(_folded.Words(who.Index, who.Length), "");
        return _clause.Purpose.Length is > 2 and <= 200;
    }

    private bool ReadWhen()
    {
        if (Take(SchoolPart(), out _))
        {
            _clause.Vague.Add(new Recurrence { SchoolHolidays = SchoolHolidayRule.During });
            return true;
        }

        if (Take(School(), out var school))
        {
            var isOutside = school.Groups["out"].Success || school.Groups["terms"].Success || _isExcept;
            _isExcept = false;
            _clause.When.Add(new Recurrence { SchoolHolidays = isOutside ? SchoolHolidayRule.Outside : SchoolHolidayRule.During });
            return true;
        }

        if (Take(Dates(), out var dates))
        {
            return ReadDates(dates);
        }

        if (Take(InMonths(), out var months))
        {
            int[] numbers = [.. months.Groups["month"].Captures.Select(capture => FrenchText.Month(capture.Value))];
            AddSeasons([.. numbers.Select(WholeMonth)], months.Groups["out"].Success);
            return true;
        }

        if (Take(Summer(), out _))
        {
            _clause.Vague.Add(new Recurrence { Seasons = [YearlyRange.Of(6, 15, 9, 15)] });
            return true;
        }

        if (Take(Christmas(), out _))
        {
            _clause.Vague.Add(new Recurrence { Seasons = [YearlyRange.Of(12, 15, 1, 10)] });
            return true;
        }

        if (Take(Parity(), out var weeks))
        {
            var parity = weeks.Groups["odd"].Success ? WeekParity.Odd : WeekParity.Even;
            var isNew = _clause.Weeks == WeekParity.Every && !_isExcept;
            _clause.Weeks = parity;
            return isNew;
        }

        return false;
    }

    private void AddSeasons(YearlyRange[] seasons, bool isOutside)
    {
        isOutside |= _isExcept;
        _isExcept = false;
        _clause.When.Add(new Recurrence { Seasons = isOutside ? YearDays.Rest(seasons) : YearDays.Ranges(YearDays.Of(seasons)) });
    }

    // With a year from that date to that; whole months come back every year; other dates are mostly those of the year in which they were
    // written.
    private bool ReadDates(Match match)
    {
        var toMonth = FrenchText.Month(match.Groups["toMonth"].Value);
        var fromMonth = match.Groups["fromMonth"].Success ? FrenchText.Month(match.Groups["fromMonth"].Value) : toMonth;
        if (DayNumber(match.Groups["from"].Value, fromMonth) is not { } first
            || DayNumber(match.Groups["to"].Value, toMonth) is not { } last)
        {
            return false;
        }

        var range = YearlyRange.Of(fromMonth, first, toMonth, last);
        if (match.Groups["toYear"].Success)
        {
            var toYear = int.Parse(match.Groups["toYear"].Value, CultureInfo.InvariantCulture);
            var fromYear = match.Groups["fromYear"].Success
                ? int.Parse(match.Groups["fromYear"].Value, CultureInfo.InvariantCulture)
                : range.IsOverNewYear ? toYear - 1 : toYear;
            if (_isExcept || _clause.Dates is not null || !IsDate(fromYear, fromMonth, first) || !IsDate(toYear, toMonth, last))
            {
                return false;
            }

            _clause.Dates = (new LocalDate(fromYear, fromMonth, first), new LocalDate(toYear, toMonth, last));
            return _clause.Dates.Value.From <= _clause.Dates.Value.To;
        }

        if (first == 1 && last >= DateTime.DaysInMonth(2001, toMonth) && !match.Groups["fromYear"].Success)
        {
            AddSeasons([YearlyRange.Of(fromMonth, 1, toMonth, DateTime.DaysInMonth(2000, toMonth))], isOutside: false);
            return true;
        }

        _clause.Vague.Add(new Recurrence { Seasons = [range] });
        return !_isExcept;
    }

    private static bool IsDate(int year, int month, int day) => day <= DateTime.DaysInMonth(year, month);

    private bool ReadDays()
    {
        if (Take(Nth(), out var nth))
        {
            var ordinals = MonthOrdinals.Of([.. nth.Groups["nth"].Captures.Select(capture => Ordinal(capture.Value))]);
            return Add(
                new() { Days = Weekdays.Of(DayOf(nth.Groups["day"].Value)), Nth = ordinals, Half = HalfOf(nth.Groups["half"].Value) });
        }

        if (Take(EveryDay(), out _))
        {
            return Add(new() { Days = Weekdays.All });
        }

        if (Take(DayList(), out var list))
        {
            return Groups(list.Value) is { } groups && (groups is [var one] ? Add(one) : AddAll(groups));
        }

        if (!Take(Half(), out var half))
        {
            return false;
        }

        if (Target is [.., { Half: DayHalf.Whole, Times.Count: 0 } last] && !_isExcept)
        {
            last.Half = HalfOf(half.Value);
            return true;
        }

        // « le matin de 9h à 12h et l'après-midi de 14h à 17h »: the times say it.
        return (Target is [.., { Times.Count: > 0 }] && TimesFollow().IsMatch(_text, _at)) || Add(new() { Half = HalfOf(half.Value) });
    }

    private List<ClauseHours> Target => _isExcept ? _clause.Except : _clause.Hours;

    private bool Add(ClauseHours group)
    {
        if (_isAfterPhone)
        {
            return false; // the hours of a call, or those of the counter?
        }

        if (Target is [.., { TimesFirst: true } open] && open.Days.IsEmpty && open.Half == DayHalf.Whole)
        {
            (open.Days, open.Doubtful, open.Half, open.Nth) = (group.Days, group.Doubtful, group.Half, group.Nth);
            return true;
        }

        if (Target is [.., { Times.Count: 0 } before] && !before.Days.IsEmpty && !group.Days.IsEmpty && before.Half == group.Half && before.Nth == group.Nth
            && before.Nth.IsEvery)
        {
            before.Days |= group.Days;
            before.Doubtful |= group.Doubtful;
            return true;
        }

        Target.Add(group);
        return true;
    }

    private bool AddAll(List<ClauseHours> groups)
    {
        if (_isAfterPhone || Target is [.., { TimesFirst: true, Days.IsEmpty: true }])
        {
            return false;
        }

        Target.AddRange(groups);
        return !TimesFollow().IsMatch(_text, _at);
    }

    private bool ReadTimes()
    {
        if (Take(Interval(), out var interval))
        {
            if (Time(interval.Groups["a"].Value) is not { } opens
                || Time(interval.Groups["b"].Value) is not { } closes
                || closes <= opens
                || _isAfterPhone)
            {
                return false;
            }

            if (Target.Count == 0 || (Target[^1].TimesFirst && !Target[^1].Days.IsEmpty))
            {
                Target.Add(new ClauseHours { TimesFirst = true });
            }

            Target[^1].Half = DayHalf.Whole;
            Target[^1].Times.Add((opens, closes));
            return true;
        }

        if (Take(Until(), out var until) && !_isAfterPhone)
        {
            return _clause.Closes is null && (_clause.Closes = Time(until.Groups["a"].Value)) is not null;
        }

        if (Take(Since(), out var since) && !_isAfterPhone)
        {
            return _clause.Opens is null && (_clause.Opens = Time(since.Groups["a"].Value)) is not null;
        }

        // « fermé à 17h », « ouvert à 11h »
        if (At().Match(_text, _at) is { Success: true } at && !_isAfterPhone && Time(at.Groups["a"].Value) is { } time)
        {
            _at += at.Length;
            if (_clause.Verb == ClauseVerb.Closed)
            {
                _clause.Closes = time;
            }
            else if (_clause.Verb == ClauseVerb.Open)
            {
                _clause.Opens = time;
            }

            return _clause.Verb != ClauseVerb.None;
        }

        return false;
    }

    private bool ReadWords()
    {
        if (Take(Refers(), out _))
        {
            return _clause.Refers = true;
        }

        if (Take(Only(), out _))
        {
            return _clause.Only = true;
        }

        if (Take(PossibleAppointment(), out _))
        {
            _clause.Appointment = ClauseAppointment.Possible;
            return true;
        }

        if (Take(Appointment(), out var appointment))
        {
            if (_clause.Appointment == ClauseAppointment.None)
            {
                // « et sur rendez-vous », « sur rendez-vous en dehors de ces horaires »: beside the slots.
                _clause.Appointment = appointment.Groups["ask"].Success ? ClauseAppointment.Needed
                    : _clause.Also || appointment.Groups["beside"].Success || AndByAppointment().IsMatch(_text) ? ClauseAppointment.Possible
                    : ClauseAppointment.Needed;
            }

            return true;
        }

        if (Take(Also(), out _))
        {
            _clause.Also = true;
            _clause.Appointment =
                _clause.Appointment == ClauseAppointment.Needed && !_clause.Only ? ClauseAppointment.Possible : _clause.Appointment;
            return true;
        }

        if (Take(OtherDays(), out _))
        {
            return _clause.OtherDays = true;
        }

        // « sur rendez-vous par téléphone » is how to ask for one.
        if (_clause.Appointment != ClauseAppointment.None && Take(ByPhone(), out _))
        {
            return true;
        }

        if (Take(Phone(), out _))
        {
            _clause.Desk = ClauseDesk.Phone;
            return true;
        }

        if (Take(OtherDesk(), out _) && _clause.Desk == ClauseDesk.Counter)
        {
            _clause.Desk = ClauseDesk.Other;
            return true;
        }

        if (Take(ClosedVerb(), out _))
        {
            var isNew = _clause.Verb == ClauseVerb.None;
            _clause.Verb = ClauseVerb.Closed;
            return isNew;
        }

        if (Take(OpenVerb(), out _))
        {
            var isNew = _clause.Verb != ClauseVerb.Closed;
            _clause.Verb = ClauseVerb.Open;
            return isNew;
        }

        if (Take(Exception(), out _))
        {
            return _isExcept = !_isExcept;
        }

        if (Take(Number(), out _))
        {
            return _isAfterPhone = true;
        }

        return Take(Filler(), out _);
    }

    private static List<ClauseHours>? Groups(string text)
    {
        var items = new List<(string Article, Weekdays Days, DayHalf Half)>();
        foreach (Match match in ListItem().Matches(text))
        {
            var (day, half) = (DayOf(match.Groups["day"].Value), HalfOf(match.Groups["half"].Value));
            var isRange = match.Groups["to"].Success;
            if (isRange && items.Count > 0)
            {
                var first = items[^1].Days.Enumerate().Last();
                if (first > day || half != DayHalf.Whole || items[^1].Half != DayHalf.Whole)
                {
                    return null;
                }

                items[^1] = items[^1] with { Days = items[^1].Days | Weekdays.Range(first, day) };
            }
            else
            {
                items.Add((match.Groups["article"].Value, Weekdays.Of(day), half));
            }
        }

        if (items.Count == 0)
        {
            return null;
        }

        // A half at the end of the list is said of all its days, where no article sets the last one apart; else perhaps.
        if (items.Count > 1 && items[^1].Half != DayHalf.Whole && items.SkipLast(1).All(item => item.Half == DayHalf.Whole))
        {
            var (last, earlier) = (items[^1], items.SkipLast(1).Aggregate(Weekdays.None, (days, item) => days | item.Days));
            return last.Article.Length == 0 && items[0].Days.Count == 1
                ? [new() { Days = earlier | last.Days, Half = last.Half }]
                : [new() { Days = last.Days, Half = last.Half, Doubtful = earlier & ~last.Days }];
        }

        return [.. items.GroupBy(item => item.Half)
            .Select(
                group => new ClauseHours { Half = group.Key, Days = group.Aggregate(Weekdays.None, (days, item) => days | item.Days) })];
    }

    private static IsoDayOfWeek DayOf(string name) => FrenchText.Weekday(name.TrimEnd('s'));

    private static DayHalf HalfOf(string text) =>
        text.Contains("apres midi", StringComparison.Ordinal) ? DayHalf.Afternoon
        : text.Contains("matin", StringComparison.Ordinal) ? DayHalf.Morning
        : DayHalf.Whole;

    private static int Ordinal(string text) => text switch
    {
        ['a', ..] => -2, // avant-dernier
        ['d', 'e', 'r', ..] => -1,
        ['p', ..] => 1,
        ['d', ..] or ['s', ..] => 2,
        ['t', ..] => 3,
        ['q', ..] => 4,
        ['c', ..] => 5,
        _ => text[0] - '0',
    };

    private static YearlyRange WholeMonth(int month) => YearlyRange.Of(month, 1, month, DateTime.DaysInMonth(2000, month));

    private static int? DayNumber(string text, int month) =>
        int.TryParse(text.Replace("er", "", StringComparison.Ordinal), CultureInfo.InvariantCulture, out var day)
        && month > 0 && day >= 1 && day <= DateTime.DaysInMonth(2000, month)
            ? day
            : null;

    private static ClockTime? Time(string text)
    {
        var match = HourAndMinute().Match(text);
        return match.Success
            && ClockTime.TryParse(
                $"{match.Groups["hour"].Value}:{(match.Groups["minute"].Success ? match.Groups["minute"].Value : "00")}", out var time)
            ? time
            : null;
    }
}

using System.Globalization;
using NodaTime;

namespace PublicDirectory.Core.OpeningHours;

/// <summary>Cuts a text into rules. Reads each character at most a few times and never goes back over a rule.</summary>
internal sealed class OsmParser(string text)
{
    private const int MaxRules = 200;

    private static readonly string[] DayNames = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

    private static readonly string[] MonthNames =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    private int _position;

    public List<OsmRule> Parse()
    {
        var rules = new List<OsmRule>();
        var isAdditional = false;
        while (true)
        {
            var rule = ReadRule(isAdditional);
            rules.Add(rule);
            if (rules.Count > MaxRules)
            {
                throw new OsmException(new(OsmProblem.TooLong, $"Le texte compte plus de {MaxRules} règles.", _position));
            }

            SkipSpaces();
            if (_position == text.Length)
            {
                return rules;
            }

            if (Take("||"))
            {
                throw OsmException.NotSupported("Les règles de repli (« || ») ne sont pas prises en charge", _position - 2);
            }

            isAdditional = Peek() == ',';
            if (!Take(";") && !Take(","))
            {
                throw OsmException.Syntax($"« {Peek()} » n'est pas attendu ici", _position);
            }

            SkipSpaces();
            if (_position == text.Length && !isAdditional)
            {
                return rules; // a semicolon at the end does no harm
            }
        }
    }

    private OsmRule ReadRule(bool isAdditional)
    {
        SkipSpaces();
        var rule = new OsmRule { Position = _position, IsAdditional = isAdditional };
        var (isOver, hasState) = (false, false);
        while (!isOver)
        {
            SkipSpaces();
            var start = _position;
            if (_position == text.Length || Peek() is ',' or ';' or '|')
            {
                isOver = true;
            }
            else if (Peek() == '"')
            {
                rule.Comment = ReadComment();
            }
            else if (Peek() == ':' && rule.HasSelector && rule.Times.Count == 0)
            {
                _position++;
            }
            else if (char.IsAsciiDigit(Peek()))
            {
                ReadNumbers(rule);
            }
            else if (char.IsAsciiLetter(Peek()))
            {
                ReadWord(rule, ref hasState);
            }
            else
            {
                throw OsmException.Syntax($"« {Peek()} » n'est pas attendu ici", start);
            }
        }

        // A comment in place of a state says that it depends; ours, that it takes an appointment.
        if (rule.Comment is not null && !hasState && rule.Comment != OsmText.Appointment)
        {
            rule.State = OsmState.Unknown;
        }

        return rule.HasSelector || rule.Times.Count > 0 || hasState || rule.Comment is not null
            ? rule
            : throw OsmException.Syntax("Une règle est attendue ici, par exemple « Mo-Fr 09:00-12:00 »", _position);
    }

    // Times, 24/7, or dates that begin with a year.
    private void ReadNumbers(OsmRule rule)
    {
        if (Take("24/7"))
        {
            rule.Times.Add(new(0, ClockTime.MinutesPerDay, false));
            return;
        }

        var digits = 0;
        while (_position + digits < text.Length && char.IsAsciiDigit(text[_position + digits]))
        {
            digits++;
        }

        if (digits == 4)
        {
            ReadDateList(rule);
            return;
        }

        ReadTime(rule);
        while (TakeCommaBefore(_ => IsTimeAhead()))
        {
            ReadTime(rule);
        }
    }

    private void ReadWord(OsmRule rule, ref bool hasState)
    {
        var start = _position;
        var word = PeekWord();
        switch (word)
        {
            case "off" or "closed":
                rule.State = OsmState.Off;
                break;
            case "open":
                break;
            case "unknown":
                rule.State = OsmState.Unknown;
                break;
            case "week":
                _position += word.Length;
                ReadWeeks(rule);
                return;
            case "easter" or "sunrise" or "sunset" or "dawn" or "dusk":
                throw OsmException.NotSupported($"« {word} » n'est pas pris en charge : donnez des dates et des heures", start);
            default:
                if (Array.IndexOf(MonthNames, word) >= 0)
                {
                    ReadDateList(rule);
                }
                else
                {
                    ReadDayList(rule);
                }

                return;
        }

        _position += word.Length;
        hasState = true;
    }

    private void ReadTime(OsmRule rule)
    {
        var start = _position;
        var opens = ReadClock(24);
        SkipSpaces();
        if (Peek() == '+')
        {
            throw OsmException.NotSupported("Une heure sans fin (« + ») n'est pas prise en charge", _position);
        }

        if (!TakeDash())
        {
            throw OsmException.Syntax("Un créneau s'écrit avec deux heures, par exemple « 09:00-12:00 »", start);
        }

        SkipSpaces();
        var closes = ReadClock(48);
        if (_position < text.Length && Peek() is '+' or '/')
        {
            throw OsmException.NotSupported("Une fin ouverte ou un intervalle répété n'est pas pris en charge", _position);
        }

        if (closes == opens)
        {
            throw OsmException.Syntax("Un créneau ne peut pas finir à l'heure où il commence", start);
        }

        closes += closes < opens ? ClockTime.MinutesPerDay : 0;
        if (closes - opens > ClockTime.MinutesPerDay)
        {
            throw OsmException.Syntax("Un créneau dure au plus 24 heures", start);
        }

        if (opens == ClockTime.MinutesPerDay)
        {
            throw OsmException.Syntax("Un créneau commence au plus tard à 23:59", start);
        }

        rule.Times.Add(new(opens, closes, false));
    }

    private int ReadClock(int mostHours)
    {
        var start = _position;
        if (char.IsAsciiLetter(Peek()) || Peek() == '(')
        {
            throw OsmException.NotSupported("Une heure de lever ou de coucher du soleil n'est pas prise en charge", start);
        }

        var hour = ReadNumber(2);
        var minute = -1;
        if (hour >= 0 && Take(":"))
        {
            var digits = _position;
            minute = ReadNumber(2);
            minute = _position - digits == 2 ? minute : -1;
        }

        return minute is >= 0 and < 60 && (hour * 60) + minute <= mostHours * 60
            ? (hour * 60) + minute
            : throw OsmException.Syntax("Une heure s'écrit de 00:00 à 24:00", start);
    }

    private void ReadDayList(OsmRule rule)
    {
        do
        {
            ReadDayItem(rule);
        }
        while (TakeCommaBefore(IsDayWord));
    }

    private void ReadDayItem(OsmRule rule)
    {
        SkipSpaces();
        var start = _position;
        var word = PeekWord();
        if (word is "PH" or "SH")
        {
            _position += 2;
            rule.PublicHolidays |= word == "PH";
            rule.SchoolHolidays |= word == "SH";
            rule.HolidaysBesideDays |= rule.Days.Count > 0 || Peek() == ',';
            if (HasOffset())
            {
                throw OsmException.NotSupported("Un décalage de jours n'est pas pris en charge", _position);
            }

            return;
        }

        var first = ReadDay();
        var days = Weekdays.Of(first);
        var ordinals = MonthOrdinals.Every;
        if (TakeDash())
        {
            var last = ReadDay();
            for (var day = first; day != last; day = (IsoDayOfWeek)(((int)day % 7) + 1))
            {
                days |= Weekdays.Of(day);
            }

            days |= Weekdays.Of(last);
        }
        else if (Take("["))
        {
            ordinals = ReadOrdinals();
        }

        if (HasOffset())
        {
            throw OsmException.NotSupported("Un décalage de jours n'est pas pris en charge", start);
        }

        rule.Days.Add((days, ordinals));
    }

    private bool HasOffset()
    {
        var ahead = _position;
        while (ahead < text.Length && text[ahead] == ' ')
        {
            ahead++;
        }

        return ahead + 1 < text.Length && text[ahead] is '+' or '-' && char.IsAsciiDigit(text[ahead + 1]);
    }

    private IsoDayOfWeek ReadDay()
    {
        SkipSpaces();
        var start = _position;
        var word = PeekWord();
        var index = Array.IndexOf(DayNames, word);
        if (index < 0)
        {
            throw OsmException.Syntax(
                word.Length == 0
                    ? "Un jour est attendu ici (Mo, Tu, We, Th, Fr, Sa ou Su)"
                    : $"« {word} » n'est pas un mot de cette syntaxe", start);
        }

        _position += word.Length;
        return (IsoDayOfWeek)(index + 1);
    }

    private MonthOrdinals ReadOrdinals()
    {
        var ordinals = new List<int>();
        do
        {
            SkipSpaces();
            var start = _position;
            var sign = Take("-") ? -1 : 1;
            var first = ReadNumber(1) * sign;
            var last = sign > 0 && Take("-") ? ReadNumber(1) : first;
            if (!MonthOrdinals.IsOrdinal(first) || !MonthOrdinals.IsOrdinal(last) || last < first)
            {
                throw OsmException.Syntax("Le rang d'un jour dans le mois va de 1 à 5, ou de -1 à -5", start);
            }

            ordinals.AddRange(Enumerable.Range(first, last - first + 1));
            SkipSpaces();
        }
        while (Take(","));

        return Take("]") ? MonthOrdinals.Of([.. ordinals]) : throw OsmException.Syntax("« ] » est attendu ici", _position);
    }

    private void ReadWeeks(OsmRule rule)
    {
        SkipSpaces();
        var start = _position;
        var first = ReadNumber(2);
        var last = TakeDash() ? ReadNumber(2) : -1;
        var step = Take("/") ? ReadNumber(2) : 1;
        if (first is < 1 or > 53 || last is > 53 or 0)
        {
            throw OsmException.Syntax("Les semaines vont de 01 à 53", start);
        }

        rule.Weeks = (first, last, step) switch
        {
            (1, 53, 1) => WeekParity.Every,
            (1, 53, 2) => WeekParity.Odd,
            (2, 52 or 53, 2) => WeekParity.Even,
            _ => throw OsmException.NotSupported(
                "Parmi les semaines, seules les impaires (week 01-53/2) et les paires (week 02-52/2) sont prises en charge", start),
        };
        if (TakeCommaBefore(char.IsAsciiDigit))
        {
            throw OsmException.NotSupported("Une liste de semaines n'est pas prise en charge", _position);
        }
    }

    private void ReadDateList(OsmRule rule)
    {
        do
        {
            ReadDateRange(rule);
        }
        while (TakeCommaBefore(_ => IsDateAhead()));
    }

    private void ReadDateRange(OsmRule rule)
    {
        SkipSpaces();
        var start = _position;
        var (year, month, day) = ReadDate(null);
        SkipSpaces();
        if (Take("+"))
        {
            if (year is null)
            {
                throw OsmException.NotSupported("Une date sans fin (« + ») demande une année", start);
            }

            rule.Dates.Add((First(year.Value, month, day, start), LocalDate.MaxIsoValue));
            return;
        }

        var (lastYear, lastMonth, lastDay) = (year, month, day);
        if (TakeDash())
        {
            SkipSpaces();
            (lastYear, lastMonth, lastDay) = ReadDate(day is null ? null : month);
            lastYear ??= year;
        }

        if ((year is null) != (lastYear is null))
        {
            throw OsmException.Syntax("Donnez une année aux deux dates, ou à aucune", start);
        }

        if (year is { } from && lastYear is { } to)
        {
            var dates = (First(from, month, day, start), Last(to, lastMonth, lastDay, start));
            if (dates.Item1 > dates.Item2)
            {
                throw OsmException.Syntax("La date de fin doit suivre la date de début", start);
            }

            rule.Dates.Add(dates);
        }
        else
        {
            // Whole months end on their last day, 29 February included.
            rule.Seasons.Add(
                new(Yearly(month!.Value, day ?? 1, start), Yearly(
                    lastMonth!.Value, lastDay ?? DateTime.DaysInMonth(2000, lastMonth.Value), start)));
        }
    }

    // « 2026 Dec 24 », « Dec 24 », « Dec », « 2026 », and after a dash « 26 » for a day of the month before it.
    private (int? Year, int? Month, int? Day) ReadDate(int? monthBefore)
    {
        var start = _position;
        int? year = null;
        if (char.IsAsciiDigit(Peek()))
        {
            var digits = _position;
            var number = ReadNumber(4);
            if (_position - digits < 3 && monthBefore is not null)
            {
                return (null, monthBefore, number);
            }

            year = number is >= 1900 and <= 2199 ? number : throw OsmException.Syntax("Une année va de 1900 à 2199", start);
            if (Peek() == '/')
            {
                throw OsmException.NotSupported("Un pas d'années n'est pas pris en charge", _position);
            }

            var space = _position;
            SkipSpaces();
            if (Array.IndexOf(MonthNames, PeekWord()) < 0)
            {
                _position = space;
                return (year, null, null);
            }
        }

        var word = PeekWord();
        var month = Array.IndexOf(MonthNames, word) + 1;
        if (month == 0)
        {
            throw word == "easter"
                ? OsmException.NotSupported("« easter » n'est pas pris en charge : donnez des dates", _position)
                : OsmException.Syntax("Un mois est attendu ici (Jan, Feb, …)", _position);
        }

        _position += word.Length;
        var afterMonth = _position;
        SkipSpaces();
        if (!char.IsAsciiDigit(Peek()) || IsTimeAhead())
        {
            _position = afterMonth;
            return (year, month, null);
        }

        var dayStart = _position;
        var day = ReadNumber(4);
        if (_position - dayStart > 2)
        {
            // « Jul 2026 »: a year belongs before the month.
            throw OsmException.Syntax("L'année s'écrit avant le mois", dayStart);
        }

        return (year, month, day);
    }

    private static LocalDate First(int year, int? month, int? day, int position) => Date(year, month ?? 1, day ?? 1, position);

    private static LocalDate Last(int year, int? month, int? day, int position) =>
        Date(year, month ?? 12, day ?? DateTime.DaysInMonth(year, month ?? 12), position);

    private static LocalDate Date(int year, int month, int day, int position) =>
        day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new LocalDate(year, month, day)
            : throw OsmException.Syntax($"Le {day} {MonthNames[month - 1]} {year} n'existe pas", position);

    private static AnnualDate Yearly(int month, int day, int position) =>
        day >= 1 && day <= DateTime.DaysInMonth(2000, month)
            ? new AnnualDate(month, day)
            : throw OsmException.Syntax($"Le {day} {MonthNames[month - 1]} n'existe pas", position);

    private string ReadComment()
    {
        var start = ++_position;
        var end = text.IndexOf('"', start);
        if (end < 0)
        {
            throw OsmException.Syntax("Il manque le guillemet de fin", start - 1);
        }

        _position = end + 1;
        return text[start..end].Trim() is { Length: > 0 } comment ? comment : throw OsmException.Syntax("Le commentaire est vide", start);
    }

    // -1 where there is no digit.
    private int ReadNumber(int mostDigits)
    {
        var start = _position;
        while (_position < text.Length && _position - start < mostDigits && char.IsAsciiDigit(text[_position]))
        {
            _position++;
        }

        return start == _position ? -1 : int.Parse(text.AsSpan(start, _position - start), CultureInfo.InvariantCulture);
    }

    private string PeekWord()
    {
        var end = _position;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        return text[_position..end];
    }

    private bool IsDayWord(char _)
    {
        var word = PeekWord();
        return word is "PH" or "SH" || Array.IndexOf(DayNames, word) >= 0;
    }

    // A comma after a date may also begin another rule: « Jul 01-Aug 31 Mo 09:00-12:00, Sa ... » never comes here, since
    // times stand between, but « Dec 25 off, Mo ... » would.
    private bool IsDateAhead() =>
        Array.IndexOf(MonthNames, PeekWord()) >= 0 || (char.IsAsciiDigit(Peek()) && !IsTimeAhead());

    private bool IsTimeAhead()
    {
        var ahead = _position;
        while (ahead < text.Length && char.IsAsciiDigit(text[ahead]))
        {
            ahead++;
        }

        return ahead > _position && ahead + 1 < text.Length && text[ahead] == ':' && char.IsAsciiDigit(text[ahead + 1]);
    }

    // Takes a comma, and the spaces after it, if what follows goes on with the list; leaves it otherwise.
    private bool TakeCommaBefore(Func<char, bool> continues)
    {
        var start = _position;
        SkipSpaces();
        if (Take(","))
        {
            SkipSpaces();
            if (_position < text.Length && continues(text[_position]))
            {
                return true;
            }
        }

        _position = start;
        return false;
    }

    private bool TakeDash()
    {
        var start = _position;
        SkipSpaces();
        if (Take("-") || Take("–"))
        {
            SkipSpaces();
            return true;
        }

        _position = start;
        return false;
    }

    private char Peek() => _position < text.Length ? text[_position] : '\0';

    private bool Take(string expected)
    {
        var isThere = text.AsSpan(_position).StartsWith(expected, StringComparison.Ordinal);
        _position += isThere ? expected.Length : 0;
        return isThere;
    }

    private void SkipSpaces()
    {
        while (_position < text.Length && char.IsWhiteSpace(text[_position]))
        {
            _position++;
        }
    }
}

using NodaTime;
using NodaTime.Text;
using PublicDirectory.Core.OpeningHours;

namespace PublicDirectory.Importers.Sample;

/// <summary>
/// Opening hours as the sample writes them: <c>lun-ven 09:00-12:00 14:00-17:00; sam 09:00-12:00 rdv</c>. Parts are
/// separated by semicolons; each is days (<c>lun-ven</c>, <c>mar,jeu</c>), slots, then optionally <c>rdv</c> (by
/// appointment) and a season (<c>[2026-07-01..2026-08-31]</c>). Anything else is refused.
/// </summary>
internal static class HoursNotation
{
    private static readonly string[] Days = ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"];

    /// <exception cref="FormatException">The text says nothing, or something else; the message quotes the part.</exception>
    public static IReadOnlyList<RegularPeriod> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var periods = new List<RegularPeriod>();
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries))
        {
            periods.AddRange(ParsePart(part));
        }

        return periods;
    }

    /// <summary>A set of days: <c>lun-ven</c>, <c>mar,jeu</c>, <c>lun-mer,ven</c>.</summary>
    /// <exception cref="FormatException">The text is anything else.</exception>
    public static Weekdays ParseDays(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var days = Weekdays.None;
        foreach (var item in text.Split(','))
        {
            var ends = item.Split('-');
            var (from, to) = (Day(ends[0], text), Day(ends[^1], text));
            if (ends.Length > 2 || from > to)
            {
                throw new FormatException($"'{item}' is not a day or a range of days within the week, in '{text}'.");
            }

            var range = Weekdays.Range(from, to);
            if (days.Overlaps(range))
            {
                throw new FormatException($"'{text}' names a day twice.");
            }

            days |= range;
        }

        return days;
    }

    private static List<RegularPeriod> ParsePart(string part)
    {
        var words = new Queue<string>(part.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (words.Count < 2)
        {
            throw new FormatException($"'{part}' does not say days and slots.");
        }

        var days = ParseDays(words.Dequeue());
        var slots = new List<(ClockTime Opens, ClockTime Closes)>();
        while (words.TryPeek(out var word) && char.IsAsciiDigit(word[0]))
        {
            slots.Add(Slot(words.Dequeue(), part));
        }

        var byAppointment = words.TryPeek(out var marker) && marker == "rdv";
        if (byAppointment)
        {
            words.Dequeue();
        }

        var (from, to) = words.TryDequeue(out var season) ? Season(season, part) : (null, null);
        if (slots.Count == 0 || words.Count > 0)
        {
            throw new FormatException($"'{part}' is not days, slots, then 'rdv' or a season.");
        }

        return slots.ConvertAll(slot => new RegularPeriod
        {
            Days = days,
            Opens = slot.Opens,
            Closes = slot.Closes,
            ByAppointment = byAppointment,
            From = from,
            To = to,
        });
    }

    private static IsoDayOfWeek Day(string name, string text)
    {
        var index = Array.IndexOf(Days, name);
        return index >= 0
            ? (IsoDayOfWeek)(index + 1)
            : throw new FormatException($"'{name}' is not one of {string.Join(", ", Days)}, in '{text}'.");
    }

    private static (ClockTime Opens, ClockTime Closes) Slot(string word, string part)
    {
        if (word.Split('-') is [var from, var to]
            && ClockTime.TryParseStrict(from, out var opens)
            && ClockTime.TryParseStrict(to, out var closes)
            && opens < closes)
        {
            return (opens, closes);
        }

        throw new FormatException($"'{word}' is not a slot such as 09:00-12:00, in '{part}'.");
    }

    private static (LocalDate? From, LocalDate? To) Season(string word, string part)
    {
        if (word is ['[', .. var inside, ']'] && inside.Split("..") is [var first, var last])
        {
            var (from, to) = (LocalDatePattern.Iso.Parse(first), LocalDatePattern.Iso.Parse(last));
            if (from.Success && to.Success && from.Value <= to.Value)
            {
                return (from.Value, to.Value);
            }
        }

        throw new FormatException($"'{word}' is not a season such as [2026-07-01..2026-08-31], in '{part}'.");
    }
}

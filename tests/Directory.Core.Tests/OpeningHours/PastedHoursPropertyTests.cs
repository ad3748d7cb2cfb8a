using System.Globalization;
using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Pasted;
using PublicDirectory.Core.OpeningHours.Words;
using PublicDirectory.Testing;

namespace PublicDirectory.Core.Tests.OpeningHours;

/// <summary>Any week, written in the ways in which French offices write theirs, is read back as that week: never as another.</summary>
public class PastedHoursPropertyTests
{
    private static readonly int Weeks = Trials.Of("DIRECTORY_HOURS_PASTED", 50);

    private static readonly string[] Days = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

    private static readonly Dictionary<string, Func<Slot[][], string>> Styles = new()
    {
        ["a line a day"] = week => Lines(week, (day, slots) => $"{Capital(day)} : " + Slots(slots, ", ", Hyphen, "fermé")),
        ["open days only"] = week => Lines(
            week, (day, slots) => day + " " + Slots(slots, " / ", slot => $"{Colon(slot.From)}-{Colon(slot.To)}", "fermé"), openOnly: true),
        ["sentences"] = week => Sentences(week, (days, slots) => Range(days) + " " + Slots(slots, " et ", FromTo), ". "),
        ["a table of a word processor"] = week => Lines(
            week, (day, slots) => $"{Capital(day)}\t" + Slots(slots, "\t", slot => $"{Full(slot.From)} – {Full(slot.To)}", "Fermé")),
        ["typographer's spaces"] = week => Lines(
            week,
            (day, slots) => $"{day[..3]}.\u00A0: " + Slots(slots, " – ", slot => $"{Spaced(slot.From)} à {Spaced(slot.To)}", "fermé")),
        ["capitals and bullets"] = week => Lines(
            week, (day, slots) => $"• {day} : " + Slots(slots, " - ", slot => $"{H(slot.From)}/{H(slot.To)}", "fermé")).ToUpperInvariant(),
        ["lists of days, slots side by side"] = week => Sentences(
            week, (days, slots) => $"{List(days)} : " + Slots(slots, " ", Hyphen), "\n"),
        ["closed days at the end"] = week => "Horaires d’ouverture au public : "
            + Sentences(week, (days, slots) => $"les {string.Join("s, ", days)}s : " + Slots(slots, " puis ", FromTo), " ; ")
            + (Closed(week) is { Length: > 0 } closed ? $" ; fermé {List(closed, "le ")}" : "") + ". Fermé les jours fériés",
        ["a range but for some days"] = week => Sentences(
            week, (days, slots) => $"{But(days)} : " + Slots(slots, " et ", slot => $"{H(slot.From)} à {H(slot.To)}"), "\n"),
        ["closed within a range"] = Within,
        ["midnight as it is written on doors"] = week => Lines(
            week, (day, slots) => $"{day} : " + Slots(slots, ", ", slot => $"{H(slot.From)}-{Zero(slot)}", "fermé")),
        ["points and semicolons"] = week => "Ouverture : " + Sentences(
            week, (days, slots) => List(days) + " " + Slots(slots, " ; ", slot => $"{Point(slot.From)}–{Point(slot.To)}"), " | "),
        ["mornings and afternoons"] = week => Lines(
            week, (day, slots) => $"{day} : " + Slots(slots, ", ", slot => $"{Half(slot)}{H(slot.From)} à {H(slot.To)}", "fermé")),
        ["by appointment"] = week => Lines(
            week, (day, slots) => $"{day} (sur rendez-vous) : " + Slots(slots, ", ", Hyphen), openOnly: true),
    };

    private readonly record struct Slot(int From, int To);

    [Fact]
    public void Read_OfAnyWeekInAnyStyle_IsThatWeek()
    {
        var (random, wrong, read) = (new Random(20261130), new List<string>(), 0);
        for (var i = 0; i < Weeks; i++)
        {
            var week = Week(random);
            foreach (var (name, write) in Styles)
            {
                var text = write(week);
                var reading = PastedHours.Read(text);
                if (reading.Schedule is not { } schedule)
                {
                    // A morning until 14 h 30 is neither half: that style may be refused, and is never read otherwise.
                    if (name is not "mornings and afternoons")
                    {
                        wrong.Add($"{name}: {text}\n  {reading.Problem}");
                    }

                    continue;
                }

                read++;
                if (Said(schedule, name is "by appointment") != Said(week))
                {
                    wrong.Add($"{name}: {text}\n  {OpeningSummary.Of(schedule)}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong.Take(12)) + $"\n{wrong.Count} of {Weeks * Styles.Count}");
        Assert.InRange(read, Weeks * (Styles.Count - 1), Weeks * Styles.Count);
    }

    private static Slot[][] Week(Random random)
    {
        while (true)
        {
            Slot[][] kinds = [[], .. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Day(random))];
            Slot[][] week = [.. Days.Select((_, day) => random.Next(6) == 0 ? Day(random) : kinds[random.Next(kinds.Length)])];
            if (week.Any(day => day.Length > 0))
            {
                return week;
            }
        }
    }

    // One to three slots that do not touch, on whole hours, quarters, or any minute; up to 24 h.
    private static Slot[] Day(Random random)
    {
        var step = random.Next(4) switch { 0 => 60, 1 => 15, 2 => 30, _ => 1 };
        var times = new SortedSet<int>();
        var count = random.Next(1, 4) * 2;
        while (times.Count < count)
        {
            times.Add(random.Next(random.Next(3) == 0 ? 0 : 420 / step, (1440 / step) + 1) * step);
        }

        return [.. times.Chunk(2).Select(pair => new Slot(pair[0], pair[1]))];
    }

    private static string Said(Slot[][] week) =>
        string.Join(" | ", week.Select(day => string.Join(", ", day.Select(slot => $"{slot.From}-{slot.To}"))));

    private static string Said(OpeningSchedule schedule, bool byAppointment) => string.Join(
        " | ",
        Enumerable.Range(1, 7).Select(day => string.Join(", ", schedule.Regular
            .Where(period => period.Days.Contains((IsoDayOfWeek)day) && period.ByAppointment == byAppointment)
            .OrderBy(period => period.Opens).Select(period => $"{period.Opens.Minutes}-{period.Closes.Minutes}"))));

    private static string Lines(Slot[][] week, Func<string, Slot[], string> line, bool openOnly = false) =>
        string.Join('\n', week.Select((slots, day) => (slots, day)).Where(item => !openOnly || item.slots.Length > 0)
            .Select(item => line(Days[item.day], item.slots)));

    private static string Slots(Slot[] slots, string between, Func<Slot, string> write, string none = "") =>
        slots.Length == 0 ? none : string.Join(between, slots.Select(write));

    // Days with the same slots together, in the order of the first.
    private static string Sentences(Slot[][] week, Func<string[], Slot[], string> write, string between) => string.Join(
        between, week.Select((slots, day) => (slots, day)).Where(item => item.slots.Length > 0).GroupBy(item => Said([item.slots]))
            .Select(group => write([.. group.Select(item => Days[item.day])], group.First().slots)));

    private static string[] Closed(Slot[][] week) => [.. Days.Where((_, day) => week[day].Length == 0)];

    private static string Range(string[] days)
    {
        var (first, last) = (Array.IndexOf(Days, days[0]), Array.IndexOf(Days, days[^1]));
        return days.Length > 2 && last - first == days.Length - 1 ? $"Du {days[0]} au {days[^1]}"
            : days.Length == 7 ? "Tous les jours" : Capital(List(days, "le "));
    }

    // « du lundi au vendredi sauf le mercredi »
    private static string But(string[] days)
    {
        var (first, last) = (Array.IndexOf(Days, days[0]), Array.IndexOf(Days, days[^1]));
        string[] left = [.. Days[first..(last + 1)].Except(days)];
        return days.Length == 1 ? $"le {days[0]}" : $"du {days[0]} au {days[^1]}{(left.Length > 0 ? " sauf " + List(left, "le ") : "")}";
    }

    // The most frequent hours for the whole week, then each other day alone, closed ones too.
    private static string Within(Slot[][] week)
    {
        var usual = week.Where(day => day.Length > 0).GroupBy(day => Said([day])).MaxBy(group => group.Count())!.First();
        string[] others = [.. Days.Where((_, day) => week[day].Length > 0 && Said([week[day]]) != Said([usual]))];
        var exceptions = string.Concat(others.Select(day => $", sauf le {day} " + Slots(week[Array.IndexOf(Days, day)], " et ", FromTo)));
        // An exception is one to the sentence before it.
        return others.Length > 1
            ? Lines(week, (day, slots) => $"{day} : " + Slots(slots, ", ", FromTo, "fermé"))
            : $"Du lundi au dimanche : {Slots(usual, ", ", Hyphen)}{exceptions}"
                + string.Concat(Closed(week).Select(day => $". {Capital(day)} : fermé"));
    }

    private static string List(string[] days, string article = "") =>
        days.Length == 1 ? article + days[0] : string.Join(", ", days[..^1].Select(day => article + day)) + " et " + article + days[^1];

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string H(int minutes) => minutes % 60 == 0 ? Text($"{minutes / 60}h") : Text($"{minutes / 60}h{minutes % 60:00}");

    private static string Full(int minutes) => Text($"{minutes / 60}h{minutes % 60:00}");

    private static string Spaced(int minutes) => Text($"{minutes / 60}\u202Fh\u00A0{minutes % 60:00}");

    private static string Colon(int minutes) => Text($"{minutes / 60:00}:{minutes % 60:00}");

    private static string Point(int minutes) => Text($"{minutes / 60}.{minutes % 60:00}");

    private static string Hyphen(Slot slot) => $"{H(slot.From)}-{H(slot.To)}";

    private static string FromTo(Slot slot) => $"de {H(slot.From)} à {H(slot.To)}";

    private static string Half(Slot slot) =>
        slot is { From: < 720, To: <= 840 } ? "le matin de " : slot.From >= 720 ? "l’après-midi de " : "";

    private static string Zero(Slot slot) => slot is { From: > 0, To: 1440 } ? "0h" : H(slot.To);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

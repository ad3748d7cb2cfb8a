using System.Globalization;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Extranet.Pages;

/// <summary>A peak time as it is typed.</summary>
public sealed record PeakRow
{
    /// <summary>Numbers of days, 1 for Monday.</summary>
    public List<string> Days { get; set; } = [];

    public string? From { get; set; }

    public string? To { get; set; }

    public string? Level { get; set; }

    public bool IsBlank => Days.Count == 0 && string.IsNullOrWhiteSpace(From + To);

    public static PeakRow Of(PeakTime peak) => new()
    {
        Days = [.. peak.Days.Enumerate().Select(day => ((int)day).ToString(CultureInfo.InvariantCulture))],
        From = TypedTime.Format(peak.From),
        To = TypedTime.Format(peak.To),
        Level = peak.Level.ToString(),
    };

    /// <param name="refuse">Told the property and what is wrong with it.</param>
    public PeakTime Write(Action<string, string> refuse)
    {
        var days = Days.Select(day => day is [>= '1' and <= '7'] ? Weekdays.Of((IsoDayOfWeek)(day[0] - '0')) : Weekdays.None)
            .Aggregate(Weekdays.None, (all, day) => all | day);
        if (!Enum.TryParse<PeakLevel>(Level, out var level) || !Enum.IsDefined(level))
        {
            refuse(nameof(Level), "Choisissez l'attente habituelle.");
        }

        var from = Time(From, false, nameof(From), refuse);
        return new PeakTime(days, from, TypedTime.EndAfter(from, Time(To, true, nameof(To), refuse)), level);
    }

    private static ClockTime Time(string? typed, bool isEnd, string property, Action<string, string> refuse)
    {
        if (!TypedTime.TryParse(typed, isEnd, out var time))
        {
            refuse(property, "Saisissez une heure, par exemple 9 h ou 9 h 30.");
        }

        return time;
    }
}

using System.Globalization;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;
using PublicDirectory.Extranet.Shell;

namespace PublicDirectory.Extranet.Urgent;

/// <summary>What pages say of an urgent publication, by its counter's own clock.</summary>
internal static class Published
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static DateTimeZone ZoneOf(ChangeRequest request) => Disruption.ZoneOf((AdministrationDocument)request.ReadDocument()!);

    /// <summary>« 8 h 12 ».</summary>
    public static string Time(Instant at, DateTimeZone zone) =>
        FrenchDates.Time(at.InZone(zone).TimeOfDay);

    /// <summary>« le dimanche 8 mars à 18 h 00 », « le lundi 30 novembre au soir »: the end of a day is no other day's midnight.</summary>
    public static string Moment(Instant at, DateTimeZone zone) => $"le {Until(at, zone)}";

    /// <summary>The same after « jusqu'au ».</summary>
    public static string Until(Instant at, DateTimeZone zone)
    {
        var local = at.InZone(zone);
        return local.TimeOfDay == LocalTime.Midnight
            ? $"{Day(local.Date.PlusDays(-1))} au\u00a0soir"
            : $"{Day(local.Date)} à\u00a0{Time(at, zone)}";
    }

    private static string Day(LocalDate date) => $"{date.ToString("dddd", French)} {FrenchDates.DayAndMonth(date)}";

    /// <summary>The requests of an action that their author may still prolong or end.</summary>
    public static Guid[] Running(UrgentAction action) => [.. action.Lines.Where(line => line.IsRunning).Select(line => line.Request.Id)];
}

using System.Globalization;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.ChangeRequests;
using PublicDirectory.Core.ChangeRequests.Urgent;

namespace PublicDirectory.Extranet.Urgent;

/// <summary>What pages say of an urgent publication, by its counter's own clock.</summary>
internal static class Published
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static DateTimeZone ZoneOf(ChangeRequest request) => Disruption.ZoneOf((AdministrationDocument)request.ReadDocument()!);

    /// <summary>« 8 h 12 ».</summary>
    public static string Time(Instant at, DateTimeZone zone) =>
        at.InZone(zone) is var local ? string.Create(French, $"{local.Hour} h {local.Minute:00}") : "";

    /// <summary>« le dimanche 8 mars à 18 h 00 »; the end of a day is told as its midnight.</summary>
    public static string Moment(Instant at, DateTimeZone zone)
    {
        var local = at.InZone(zone);
        return local.TimeOfDay == LocalTime.Midnight
            ? $"le {local.Date.PlusDays(-1).ToString("dddd d MMMM", French)} à minuit"
            : $"le {local.Date.ToString("dddd d MMMM", French)} à {Time(at, zone)}";
    }

    /// <summary>The requests of an action that their author may still prolong or end.</summary>
    public static Guid[] Running(UrgentAction action) => [.. action.Lines.Where(line => line.IsRunning).Select(line => line.Request.Id)];
}

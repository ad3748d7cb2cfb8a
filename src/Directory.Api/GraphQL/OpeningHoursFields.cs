using GraphQLEngine.Execution;
using NodaTime;
using NodaTime.Text;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Formats;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Published.Records.Hours;

namespace PublicDirectory.Api.GraphQL;

/// <summary>The fields of <c>OpeningHours</c> and of what is computed from them.</summary>
internal static class OpeningHoursFields
{
    internal const int MaxDays = 62;

    // The days of every set of days, by its bits: there are 128, and each is asked for thousands of times a second.
    internal static readonly Dictionary<Weekdays, IsoDayOfWeek[]> DaysOf = Enumerable.Range(0, 128)
        .Select(bits => Enumerable.Range(0, 7)
            .Where(day => (bits & (1 << day)) != 0)
            .Select(day => (IsoDayOfWeek)(day + 1))
            .ToArray())
        .ToDictionary(days => days.Aggregate(Weekdays.None, (set, day) => set | Weekdays.Of(day)));

    public static void Register(ResolverMap resolvers) => resolvers
        .Object<HoursOf>("OpeningHours", hours => hours
            .Field("timeZone", h => h.Territory?.TimeZoneId)
            .List<RecordList<RegularPeriodView>, RegularPeriodView>("regular", h => h.Schedule.Regular)
            .List<RecordList<UnreadTextView>, UnreadTextView>("unread", h => h.Schedule.Unread)
            .List("exceptions", Exceptions)
            .List("days", Days)
            .Field("comment", h => h.Schedule.Comment.OrNull())
            .Field("summary", h => h.Schedule.Summary)
            .Field("osm", h => OsmText.Write(h.Schedule.ToSchedule()).Text)
            .Field("schemaOrg", SchemaOrg)
            .Field("iCalendar", ICalendar)
            .Unchanging())
        .Object<RegularPeriodView>("RegularPeriod", period => period
            .List("days", p => DaysOf[p.Days])
            .Field("opens", p => p.Opens)
            .Field("closes", p => p.Closes)
            .Field("closesNextDay", p => p.ClosesNextDay)
            .Field("recurrence", p => p.Recurrence)
            .Field("from", p => p.From)
            .Field("to", p => p.To)
            .Field("byAppointment", p => p.ByAppointment)
            .Field("purpose", p => p.Purpose.OrNull())
            .Field("note", p => p.Note.OrNull())
            .Unchanging())
        .Object<Recurrence>("Recurrence", rule => rule
            .List("seasons", r => r.Seasons)
            .List("ordinals", r => r.Ordinals.Enumerate().ToList())
            .Field("weeks", r => r.Weeks)
            .Field("schoolHolidays", r => r.SchoolHolidays))
        .Object<YearlyRange>("YearlyRange", range => range
            .Field("from", r => MonthAndDay(r.From))
            .Field("to", r => MonthAndDay(r.To)))
        .Object<ExceptionalPeriod>("ExceptionalPeriod", period => period
            .Field("from", p => p.From)
            .Field("to", p => p.To)
            .List("days", p => DaysOf[p.Days])
            .Field("closed", p => p.IsClosed)
            .List("slots", p => p.Slots)
            .Field("reason", p => p.Reason))
        .Object<ExceptionalSlot>("ExceptionalSlot", slot => slot
            .Field("opens", s => s.Opens)
            .Field("closes", s => s.Closes)
            .Field("closesNextDay", s => s.ClosesNextDay)
            .Field("byAppointment", s => s.ByAppointment))
        .Object<UnreadTextView>("UnreadText", text => text
            .List("days", t => DaysOf[t.Days])
            .Field("text", t => t.Text)
            .Field("recurrence", t => t.Recurrence)
            .Unchanging())
        .Object<OpeningDay>("OpeningDay", day => day
            .Field("date", d => d.Date)
            .List("slots", d => d.Slots)
            .Field("isKnown", d => d.IsKnown)
            .Field("publicHoliday", d => d.PublicHoliday)
            .Field("reason", d => d.Reason))
        .Object<TimeSlot>("TimeSlot", slot => slot
            .Field("opens", s => s.Opens)
            .Field("closes", s => s.Closes)
            .Field("byAppointment", s => s.ByAppointment)
            .Field("purpose", s => s.Purpose))
        .Object<StateAt>("OpenState", state => state
            .Field("status", s => s.State.Status)
            .Field("changesAt", s => s.ChangesAt)
            .Field("label", s => s.State.Label)
            .Field("detail", s => s.State.Detail)
            .Field("purpose", s => s.State.Purpose));

    private static string MonthAndDay(AnnualDate date) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{date.Month:00}-{date.Day:00}");

    private static List<ExceptionalPeriod> Exceptions(HoursOf hours, ResolverContext context)
    {
        var today = Today(hours, context);
        var (from, to) = (context.Argument<LocalDate?>("from") ?? today, context.Argument<LocalDate?>("to"));
        if (to is { } end && end < from)
        {
            throw ContextExtensions.Wrong(
                "to",
                $"La fin ({LocalDatePattern.Iso.Format(end)}) précède le début ({LocalDatePattern.Iso.Format(from)}) : « to » doit être « from » ou un jour suivant.");
        }

        var found = new List<ExceptionalPeriod>();
        foreach (var period in hours.Schedule.Exceptional)
        {
            if (period.To >= from && (to is null || period.From <= to))
            {
                found.Add(period.ToPeriod());
            }
        }

        return [.. found.OrderBy(period => period.From).ThenBy(period => period.To)];
    }

    private static IReadOnlyList<OpeningDay> Days(HoursOf hours, ResolverContext context)
    {
        var (from, count) = FromAndCount(hours, context);
        return OpeningCalendar.Days(
            hours.Schedule.ToRules(), hours.Territory, from, count, context.Request<DirectoryRequest>().Schools);
    }

    private static string? SchemaOrg(HoursOf hours, ResolverContext context)
    {
        var (from, count) = FromAndCount(hours, context);
        return hours.Territory is { } territory
            ? OpeningJsonLd.Write(
                hours.Schedule.ToRules(), territory, hours.Of.Name.ToString(), from, count, context.Request<DirectoryRequest>().Schools)
            : null;
    }

    private static string? ICalendar(HoursOf hours, ResolverContext context)
    {
        var (from, count) = FromAndCount(hours, context);
        var request = context.Request<DirectoryRequest>();
        return hours.Territory is { } territory
            ? OpeningICalendar.Write(
                OpeningCalendar.Days(hours.Schedule.ToRules(), territory, from, count, request.Schools),
                territory,
                hours.Of.Name.ToString(),
                hours.Of.Id.ToString(),
                hours.Of.PublishedAt)
            : null;
    }

    private static (LocalDate From, int Count) FromAndCount(HoursOf hours, in ResolverContext context)
    {
        var count = context.Argument<int>("count");
        if (count is < 0 or > MaxDays)
        {
            throw ContextExtensions.Wrong("count", $"« count » vaut {count} : il doit être compris entre 0 et {MaxDays} jours.");
        }

        var from = context.Argument<LocalDate?>("from") ?? Today(hours, context);
        return from.Year is < 1950 or > 2150
            ? throw ContextExtensions.Wrong(
                "from", "Le premier jour demandé est hors du calendrier : « from » doit être entre 1950 et 2150.")
            : (from, count);
    }

    private static LocalDate Today(HoursOf hours, in ResolverContext context) =>
        context.Request<DirectoryRequest>().Now.InZone(hours.Territory?.TimeZone ?? DateTimeZone.Utc).Date;
}

/// <summary>A schedule, read in place, with the administration whose clock and holidays it follows.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="Of">Whose hours they are.</param>
internal readonly record struct HoursOf(ScheduleView Schedule, AdministrationRecord Of)
{
    public TerritorialCalendar? Territory => TerritorialCalendar.ForInseeCode(Of.Commune?.Value);

    public static HoursOf? Reception(AdministrationRecord administration) =>
        From(administration, administration.OpeningHours);

    public static HoursOf? Channel(AdministrationRecord administration, ChannelView channel) =>
        From(administration, channel.OpeningHours);

    private static HoursOf? From(AdministrationRecord administration, ScheduleView? schedule) =>
        schedule is { } view ? new HoursOf(view, administration) : null;
}

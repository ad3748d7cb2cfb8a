using GraphQLEngine.Execution;
using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Api.GraphQL;

/// <summary>The fields of <c>OpeningHours</c> and of what is computed from them.</summary>
internal static class OpeningHoursFields
{
    private const int MaxDays = 62;

    // The days of every set of days, by its bits: there are 128, and each is asked for thousands of times a second.
    private static readonly Dictionary<Weekdays, IsoDayOfWeek[]> DaysOf = Enumerable.Range(0, 128)
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
            .List("days", Days)
            .Field("comment", h => h.Schedule.Comment.OrNull())
            .Field("summary", h => h.Schedule.Summary)
            .Unchanging())
        .Object<RegularPeriodView>("RegularPeriod", period => period
            .List("days", p => DaysOf[p.Days])
            .Field("opens", p => p.Opens)
            .Field("closes", p => p.Closes)
            .Field("from", p => p.From)
            .Field("to", p => p.To)
            .Field("byAppointment", p => p.ByAppointment)
            .Field("note", p => p.Note.OrNull())
            .Unchanging())
        .Object<UnreadTextView>("UnreadText", text => text
            .List("days", t => DaysOf[t.Days])
            .Field("text", t => t.Text)
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
            .Field("byAppointment", s => s.ByAppointment))
        .Object<StateAt>("OpenState", state => state
            .Field("status", s => s.State.Status)
            .Field("changesAt", s => s.ChangesAt)
            .Field("label", s => s.State.Label));

    private static IReadOnlyList<OpeningDay> Days(HoursOf hours, ResolverContext context)
    {
        var count = context.Argument<int>("count");
        if (count is < 0 or > MaxDays)
        {
            throw ContextExtensions.Wrong("count", $"\"count\" is {count}; it must be between 0 and {MaxDays}.");
        }

        var territory = hours.Territory;
        var from = context.Argument<LocalDate?>("from")
            ?? context.Request<DirectoryRequest>().Now.InZone(territory?.TimeZone ?? DateTimeZone.Utc).Date;
        if (from.Year is < 1950 or > 2150)
        {
            throw ContextExtensions.Wrong("from", "\"from\" must be between the years 1950 and 2150.");
        }

        return OpeningCalendar.Days(hours.Schedule.ToSchedule(), territory, from, count);
    }
}

/// <summary>A schedule, read in place, with the commune whose clock and holidays it follows.</summary>
internal readonly struct HoursOf(ScheduleView schedule, InseeCode? commune)
{
    public ScheduleView Schedule { get; } = schedule;

    public TerritorialCalendar? Territory => TerritorialCalendar.ForInseeCode(commune?.Value);

    public static HoursOf? Reception(AdministrationRecord administration) =>
        From(administration, administration.OpeningHours);

    public static HoursOf? Channel(AdministrationRecord administration, ChannelView channel) =>
        From(administration, channel.OpeningHours);

    private static HoursOf? From(AdministrationRecord administration, ScheduleView? schedule) =>
        schedule is { } view ? new HoursOf(view, administration.Commune) : null;
}

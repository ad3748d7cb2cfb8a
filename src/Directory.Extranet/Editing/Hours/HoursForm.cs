using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Pasted;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Extranet.Editing.Hours;

/// <summary>A season as it is typed: dates with a year for once, without for every year.</summary>
public sealed record SeasonForm
{
    public string? From { get; set; }

    public string? To { get; set; }

    public WeekForm Week { get; set; } = new();
}

/// <summary>Regular hours as they are typed.</summary>
public sealed partial record HoursForm
{
    public const string WithOrWithout = "tous";
    public const string ByAppointment = "rdv";
    public const string NoPublic = "ferme";

    /// <summary>Of a contact channel: nothing is said of its hours.</summary>
    public const string NotGiven = "inconnu";

    /// <summary>Which channel it is about, for channels: their list may have changed under the page.</summary>
    public string? Channel { get; set; }

    public string? Pasted { get; set; }

    /// <summary>One of the constants; empty while nothing was chosen.</summary>
    public string? Reception { get; set; }

    public WeekForm Week { get; set; } = new();

    public List<SeasonForm> Seasons { get; set; } = [];

    /// <summary>Whether what the form cannot say is taken away.</summary>
    public bool Replace { get; set; }

    /// <summary>Indexes of the unread texts to take away: « Ce n'est plus le cas ».</summary>
    public List<int> Complete { get; set; } = [];

    public string? Comment { get; set; }

    /// <summary>The pasted text that the form was filled with, read again each time; null where it shows the document's.</summary>
    public string? Basis { get; set; }

    /// <summary>What the form shows of a schedule.</summary>
    /// <param name="schedule">Null where nothing is known.</param>
    /// <param name="isChannel">Whether it is a contact channel's: appointments are then said slot by slot.</param>
    public static HoursForm Of(OpeningSchedule? schedule, bool isChannel)
    {
        var parts = EditableSchedule.Of(schedule?.Regular ?? []);
        var slots = parts.Seasons.Select(season => season.Week).Append(parts.Usual)
            .SelectMany(week => Weekdays.All.Enumerate().SelectMany(day => week[day])).ToList();
        var isByAppointment = !isChannel && slots.Count > 0 && slots.TrueForAll(slot => slot.ByAppointment);
        var isSaid = schedule is { Regular.Count: > 0 } or { Unread.Count: > 0 };
        var form = new HoursForm
        {
            Reception = isChannel ? (schedule is null or { IsEmpty: true } ? NotGiven : WithOrWithout)
                : schedule is { IsClosedToPublic: true } ? NoPublic
                : !isSaid ? null
                : isByAppointment ? ByAppointment : WithOrWithout,
            Week = WeekForm.Of(parts.Usual, StateWithout),
            Seasons =
            [
                .. parts.Seasons.Select(season => new SeasonForm
                {
                    From = season.Dates.Yearly is { } yearly ? TypedDate.Format(yearly.From) : Text(season.Dates.From),
                    To = season.Dates.Yearly is { } range ? TypedDate.Format(range.To) : Text(season.Dates.To),
                    Week = WeekForm.Of(season.Week, StateWithout),
                }),
            ],
            Comment = schedule?.Comment,
        };
        if (isByAppointment)
        {
            foreach (var slot in form.Weeks().SelectMany(week => week.Week.Days).SelectMany(day => day.Slots))
            {
                slot.ByAppointment = false; // the mode says it for all
            }
        }

        return form;

        string? StateWithout(IsoDayOfWeek day) => isSaid && !IsSaidElsewhere(schedule, parts, day) ? DayForm.Closed : null;
    }

    /// <summary>Whether something that the grid does not show speaks of the day: it is then not closed for want of a slot.</summary>
    internal static bool IsSaidElsewhere(OpeningSchedule? schedule, EditableSchedule parts, IsoDayOfWeek day) =>
        parts.Kept.Any(period => period.Days.Contains(day)) || (schedule?.Unread.Any(text => text.Days.Contains(day)) ?? false);

    /// <summary>Its weeks with the names of their fields, the usual one first.</summary>
    internal IEnumerable<(string Field, WeekForm Week)> Weeks() =>
        Seasons.Select((season, index) => ($"Form.Seasons[{index}].Week", season.Week)).Prepend(("Form.Week", Week));

    /// <summary>The pasted hours; null where there are none.</summary>
    internal OpeningSchedule? ReadBasis() =>
        Basis is not null && PastedHours.Read(Basis).Schedule is { } pasted ? pasted with { Exceptional = [], Comment = null } : null;

    /// <summary>The texts that nobody could read: the schedule's and, of pasted hours, theirs.</summary>
    internal IReadOnlyList<UnreadText> UnreadOf(OpeningSchedule? schedule) =>
        [.. schedule?.Unread ?? [], .. ReadBasis()?.Unread ?? []];

    /// <summary>Whether both say the same, however it is typed.</summary>
    internal bool SaysTheSameAs(HoursForm other) => Basis is null && Canonical() == other.Canonical();

    internal bool HasTheWeeksOf(HoursForm other) =>
        Basis is null
            && !Replace
            && (this with { Comment = null, Complete = [] }).Canonical() == (other with { Comment = null }).Canonical();

    internal static string Collapse(string? text) => Spaces().Replace(text ?? "", " ").Trim();

    private string Canonical() => JsonSerializer.Serialize(new
    {
        Reception = Reception ?? "",
        Weeks = Weeks().Select(week => week.Week.Days.Select(Canonical)),
        Seasons = Seasons.Select(season => (Date(season.From) + "–" + Date(season.To))),
        Replace,
        Complete = Complete.Order(),
        Comment = Collapse(Comment),
    });

    private static object Canonical(DayForm day)
    {
        var slots = day.State is DayForm.Closed ? [] : day.Slots.Where(slot => !slot.IsBlank).ToList();
        return new
        {
            day.Day,
            State = slots.Count > 0 ? DayForm.Open : day.State ?? "",
            Slots = slots.Select(
                slot =>
                    $"{Time(slot.From, false)}-{Time(slot.To, true)} {slot.ByAppointment} {slot.NextDay} {Collapse(slot.Purpose)} {Collapse(slot.Note)}"),
        };
    }

    private static string Time(string? text, bool isEnd) => TypedTime.TryParse(text, isEnd, out var time) ? time.ToString() : "? " + text;

    private static string Date(string? text) =>
        TypedDate.Parse(text) is { } date
            ? TypedDate.Format(date)
            : TypedDate.ParseYearly(text) is { } day ? TypedDate.Format(day) : text?.Trim() ?? "";

    private static string? Text(LocalDate? date) => date is { } day ? TypedDate.Format(day) : null;

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();
}

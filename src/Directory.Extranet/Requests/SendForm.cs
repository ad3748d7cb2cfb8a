using Microsoft.AspNetCore.Mvc.ModelBinding;
using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Words;
using PublicDirectory.Extranet.Editing;

namespace PublicDirectory.Extranet.Requests;

/// <summary>What is typed to send a draft.</summary>
public sealed record SendForm
{
    public const string UponApproval = "validation";
    public const string AtDate = "date";

    public string? Message { get; set; }

    public string? When { get; set; } = UponApproval;

    public string? Day { get; set; }

    public string? Hour { get; set; } = "0 h";

    public string? EndDay { get; set; }

    public string? EndHour { get; set; }

    public string? ExpiryDay { get; set; }

    /// <summary>Whether anything else than the approval's moment was chosen.</summary>
    public bool HasDates => When == AtDate || !string.IsNullOrWhiteSpace(Day + EndDay + EndHour + ExpiryDay);

    /// <summary>The moments that were typed, in the entry's own time; mistakes go to the fields.</summary>
    internal (Instant? Effective, Instant? Ends, Instant? Expires) Read(EntryClock clock, ModelStateDictionary mistakes)
    {
        var effective = When == AtDate
            ? Moment(clock, Day, Hour, "Form.Day", "Form.Hour", "Saisissez la date de publication, par exemple 31/12/2026.", mistakes)
            : null;
        var ends = string.IsNullOrWhiteSpace(EndDay) && string.IsNullOrWhiteSpace(EndHour)
            ? null
            : Moment(
                clock, EndDay, EndHour, "Form.EndDay", "Form.EndHour",
                "Saisissez la date de fin, par exemple 31/12/2026, ou videz aussi l'heure.", mistakes);
        Instant? expires = null;
        if (!string.IsNullOrWhiteSpace(ExpiryDay))
        {
            if (TypedDate.Parse(ExpiryDay) is { } day)
            {
                expires = clock.At(day, ClockTime.EndOfDay);
            }
            else
            {
                mistakes.AddModelError("Form.ExpiryDay", "Saisissez une date, par exemple 31/12/2026.");
            }
        }

        return (effective, ends, expires);
    }

    private static Instant? Moment(
        EntryClock clock, string? day, string? hour, string dayField, string hourField, string whenNoDay, ModelStateDictionary mistakes)
    {
        var date = TypedDate.Parse(day);
        var time = ClockTime.Midnight;
        var isTime = string.IsNullOrWhiteSpace(hour) || TypedTime.TryParse(hour, isEnd: false, out time);
        if (date is null)
        {
            mistakes.AddModelError(dayField, whenNoDay);
        }

        if (!isTime)
        {
            mistakes.AddModelError(hourField, "Saisissez une heure, par exemple 9 h 30.");
        }

        return date is { } on && isTime ? clock.At(on, time) : null;
    }
}

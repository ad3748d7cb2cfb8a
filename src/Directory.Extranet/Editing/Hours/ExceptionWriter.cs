using Microsoft.AspNetCore.Mvc.ModelBinding;
using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Extranet.Editing.Hours;

/// <summary>Reads and writes the lines of « Fermetures et horaires exceptionnels » as they are typed.</summary>
/// <param name="errors">Where mistakes go, under the fields' names.</param>
/// <param name="zone">The clock of the place, by which a message is shown and taken away.</param>
/// <param name="today">There: a date without a year is the next such day.</param>
/// <param name="usual">The hours of ordinary weeks, which other hours begin from.</param>
public sealed class ExceptionWriter(ModelStateDictionary errors, DateTimeZone zone, LocalDate today, OpeningSchedule? usual)
{
    private readonly EditableSchedule _usual = EditableSchedule.Of(usual?.Regular ?? []);

    public ExceptionForm Read(ExceptionEntry entry)
    {
        var form = new ExceptionForm { ShownFrom = Date(entry.Notice?.From) };
        if (entry.From is not { } from || entry.To is not { } to)
        {
            return form with
            {
                Kind = ExceptionForm.Information,
                From = form.ShownFrom,
                To = entry.Notice?.Until is { } until ? TypedDate.Format(LastDay(until)) : null,
                ShownFrom = null,
                Title = entry.Notice?.Title,
                Message = entry.Notice?.Body,
            };
        }

        return form with
        {
            Kind = entry.IsClosure ? ExceptionForm.Closure : ExceptionForm.OtherHours,
            From = TypedDate.Format(from),
            To = from == to ? null : TypedDate.Format(to),
            Message = entry.Reason,
            Week = entry.IsClosure ? new WeekForm() : new WeekForm
            {
                Days =
                [
                    .. ExceptionEntry.DaysBetween(from, to).Enumerate().Select(day =>
                        entry.Periods.FirstOrDefault(period => period.Days.Contains(day)) is { } period
                            ? DayForm.Of(
                                day,
                                period.Slots.Select(slot =>
                                    new EditableSlot(slot.Opens, slot.Closes, slot.ClosesNextDay, slot.ByAppointment)), DayForm.Closed)
                            : Usual(day, from)),
                ],
            },
        };
    }

    /// <summary>Gives the grid the weekdays of the dates, keeping what was typed of each; a day that is new is as usual.</summary>
    public void Align(ExceptionForm form)
    {
        if (TypedDate.ParseNear(form.From, today) is not { } from)
        {
            return;
        }

        var days = ExceptionEntry.DaysBetween(from, TypedDate.ParseFrom(form.To, from) ?? from);
        form.Week.Days =
        [
            .. days.Enumerate().Select(day => form.Week.Days.Find(other => other.Weekday == day) ?? Usual(day, from)),
        ];
    }

    /// <summary>The dates of each weekday of the grid, by its number: « 24 décembre », « 3, 10 et 17 mai ».</summary>
    public IReadOnlyDictionary<int, string> DatesOf(ExceptionForm form)
    {
        if (TypedDate.ParseNear(form.From, today) is not { } from || (TypedDate.ParseFrom(form.To, from) ?? from) is var to && to < from)
        {
            return new Dictionary<int, string>();
        }

        return form.Week.Days.ToDictionary(day => day.Day, day =>
        {
            var first = from.PlusDays(((int)day.Weekday - (int)from.DayOfWeek + 7) % 7);
            var count = (Period.DaysBetween(first, to) / 7) + 1;
            return count switch
            {
                1 => FrenchText.DayAndMonth(first),
                2 => $"{FrenchText.DayAndMonth(first)} et {FrenchText.DayAndMonth(first.PlusWeeks(1))}",
                _ => $"du {FrenchText.DayAndMonth(first)} au {FrenchText.DayAndMonth(first.PlusWeeks(count - 1))}",
            };
        });
    }

    // As usual, with the usual hours to change: those of the season that the dates are in.
    private DayForm Usual(IsoDayOfWeek day, LocalDate from)
    {
        var season = _usual.Seasons.FirstOrDefault(season => season.Dates switch
        {
            { Yearly: { } yearly } => yearly.Contains(from),
            var dates => !(dates.From > from) && !(dates.To < from),
        });
        return DayForm.Of(day, (season?.Week ?? _usual.Usual)[day].Select(slot => slot with { Note = null }), null) with { State = DayForm.Usual };
    }

    /// <param name="form">What was typed.</param>
    /// <param name="before">The line that it changes; null for a new one.</param>
    /// <returns>The line; null when it has mistakes.</returns>
    public ExceptionEntry? Write(ExceptionForm form, ExceptionEntry? before)
    {
        var (old, level) =
            (before?.Notice, before?.Notice?.Level ?? (form.Kind == ExceptionForm.Information ? NoticeLevel.Info : NoticeLevel.Warning));
        if (form.Kind is not (ExceptionForm.Closure or ExceptionForm.OtherHours or ExceptionForm.Information))
        {
            errors.AddModelError("Form.Kind", "Dites ce qui se passe.");
        }

        var isInformation = form.Kind == ExceptionForm.Information;
        var from = ReadDate(
            form.From, "Form.From", TypedDate.ParseNear(form.From, today),
            isInformation ? null : "Saisissez la date de début, par exemple 08/03/2027.");
        var to = ReadDate(form.To, "Form.To", from is { } first ? TypedDate.ParseFrom(form.To, first) : TypedDate.ParseNear(form.To, today))
            ?? (isInformation ? null : from);
        if (from > to)
        {
            errors.AddModelError("Form.To", "La date de fin doit suivre la date de début.");
        }

        var message = string.IsNullOrWhiteSpace(form.Message) ? null : form.Message.Trim().ReplaceLineEndings("\n");
        if (message?.Length > ExceptionForm.MaxMessageLength)
        {
            errors.AddModelError(
                "Form.Message", $"Le message compte {message.Length} caractères ; {ExceptionForm.MaxMessageLength} au plus.");
        }

        if (isInformation)
        {
            if (string.IsNullOrWhiteSpace(form.Title))
            {
                errors.AddModelError("Form.Title", "Saisissez l'information en une phrase.");
            }

            return errors.IsValid
                ? new(
                    [],
                    new Notice { Level = level, Title = form.Title!.Trim(), Body = message, From = At(from, old?.From), Until = Until(
                        to, old?.Until) })
                : null;
        }

        // Without a year it is the last such day before the end.
        var shownFrom = ReadDate(
            form.ShownFrom, "Form.ShownFrom", TypedDate.ParseFrom(form.ShownFrom, (to ?? today).PlusYears(-1).PlusDays(1)));
        if (shownFrom > to)
        {
            errors.AddModelError("Form.ShownFrom", "Le message doit s'afficher au plus tard le dernier jour.");
        }

        var periods = form.Kind == ExceptionForm.OtherHours && from <= to ? ReadHours(form, from.Value, to.Value, message)
            : from <= to ? [new ExceptionalPeriod { From = from.Value, To = to.Value, Reason = message }]
            : [];
        return !errors.IsValid || periods.Count == 0 ? null : new(
            periods,
            message is null ? null : new Notice
            {
                Level = level,
                Title = ExceptionEntry.TitleOf(periods),
                Body = message,
                From = At(shownFrom ?? from!.Value.PlusDays(-ExceptionEntry.DaysShownBefore), old?.From),
                Until = Until(to, old?.Until),
            });
    }

    private List<ExceptionalPeriod> ReadHours(ExceptionForm form, LocalDate from, LocalDate to, string? reason)
    {
        Align(form);
        var week = new WeekReader(errors).Read(form.Week, "Form.Week", _ => false, slot => slot);
        var changed = form.Week.Days.Where(day => day.State != DayForm.Usual).ToList();
        if (changed.Count == 0)
        {
            errors.AddModelError("Form.Week.Days[0].State", "Changez les horaires d'un jour au moins.");
        }

        // Days with the same slots are one period.
        var bySlots = changed.GroupBy(day => string.Join('|', week[day.Weekday])).ToList();
        var isAll = bySlots.Count == 1 && changed.Count == form.Week.Days.Count;
        return
        [
            .. bySlots.Select(group => new ExceptionalPeriod
            {
                From = from,
                To = to,
                Days = isAll ? Weekdays.All : group.Aggregate(Weekdays.None, (days, day) => days | Weekdays.Of(day.Weekday)),
                Slots =
                    [.. week[group.First().Weekday].Select(
                        slot => new ExceptionalSlot(slot.Opens, slot.Closes, slot.ByAppointment, slot.ClosesNextDay))],
                Reason = reason,
            }),
        ];
    }

    private LocalDate? ReadDate(string? text, string field, LocalDate? date, string? whenMissing = null)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            if (whenMissing is not null)
            {
                errors.AddModelError(field, whenMissing);
            }

            return null;
        }

        if (date is not { Year: >= 1990 and <= 2199 })
        {
            errors.AddModelError(field, $"« {text.Trim()} » n'est pas une date : écrivez-la comme 08/03/2027.");
            return null;
        }

        return date;
    }

    // The hour that it had on the same day stays.
    private Instant? At(LocalDate? date, Instant? before) => date is not { } day ? null
        : before is { } instant && instant.InZone(zone).Date == day ? before
        : zone.AtStartOfDay(day).ToInstant();

    // The last day is the one before, or that in which it ended.
    private Instant? Until(LocalDate? last, Instant? before) => last is not { } day ? null
        : before is { } instant && LastDay(instant) == day ? before
        : zone.AtStartOfDay(day.PlusDays(1)).ToInstant();

    private LocalDate LastDay(Instant until) => until.Minus(Duration.Epsilon).InZone(zone).Date;

    private string? Date(Instant? at) => at is { } instant ? TypedDate.Format(instant.InZone(zone).Date) : null;
}

using Microsoft.AspNetCore.Mvc.ModelBinding;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Holidays;

namespace PublicDirectory.Extranet.Editing.Hours;

/// <summary>
/// Puts what was typed in a <see cref="HoursForm"/> into a schedule. A form that says what the schedule says leaves it as it is, to the
/// byte; what the form cannot say stays unless the agent replaces it.
/// </summary>
/// <param name="errors">Where mistakes go, under the fields' names.</param>
/// <param name="isChannel">Whether the hours are a contact channel's.</param>
public sealed class HoursWriter(ModelStateDictionary errors, bool isChannel)
{
    /// <returns>The schedule; of no use when there are errors. Null where nothing is said.</returns>
    public OpeningSchedule? Write(OpeningSchedule? schedule, HoursForm form)
    {
        var shown = HoursForm.Of(schedule, isChannel);
        if (form.SaysTheSameAs(shown) && !string.IsNullOrEmpty(form.Reception))
        {
            return schedule;
        }

        var basis = form.ReadBasis() ?? schedule ?? new OpeningSchedule();
        var around = basis with
        {
            Exceptional = schedule?.Exceptional ?? [],
            PublicHolidays =
                basis.PublicHolidays == PublicHolidayPolicy.Unconfirmed ? schedule?.PublicHolidays ?? default : basis.PublicHolidays,
            Comment = HoursForm.Collapse(form.Comment) == HoursForm.Collapse(schedule?.Comment) ? schedule?.Comment
                : string.IsNullOrWhiteSpace(form.Comment) ? null : form.Comment.Trim(),
        };
        switch (form.Reception)
        {
            case HoursForm.NoPublic when !isChannel:
                return around with { Regular = [], Unread = [], IsClosedToPublic = true };
            case HoursForm.NotGiven when isChannel:
                around = around with { Regular = [], Unread = [], IsClosedToPublic = false };
                return around is { IsEmpty: true, Comment: null } ? null : around;
            case HoursForm.WithOrWithout:
            case HoursForm.ByAppointment when !isChannel:
                return WriteWeeks(basis, around, form, shown, form.UnreadOf(schedule));
            default:
                errors.AddModelError("Form.Reception", isChannel ? "Dites si ce contact a des horaires." : "Choisissez le mode d'accueil.");
                ReadWeek(new WeekReader(errors), form.Week, "Form.Week", form, basis, EditableSchedule.Of(basis.Regular), []);
                return around;
        }
    }

    private OpeningSchedule WriteWeeks(
        OpeningSchedule basis, OpeningSchedule around, HoursForm form, HoursForm shown, IReadOnlyList<UnreadText> texts)
    {
        var parts = EditableSchedule.Of(basis.Regular);
        List<UnreadText> unread = [.. texts.Where((_, index) => !form.Complete.Contains(index))];
        var usual = ReadWeek(new WeekReader(errors), form.Week, "Form.Week", form, basis, parts, unread);
        var seasons = new List<EditableSeason>();
        for (var i = 0; i < form.Seasons.Count; i++)
        {
            var week =
                ReadWeek(
                    new WeekReader(errors, $"Saison {i + 1}, "), form.Seasons[i].Week, $"Form.Seasons[{i}].Week", form, basis, parts,
                    unread);
            if (ReadDates(form.Seasons[i], i) is { } dates)
            {
                seasons.Add(new(dates, week));
            }
        }

        if (seasons.Count == form.Seasons.Count
            && EditableSchedule.Conflict([.. seasons.Select(season => season.Dates)]) is var (earlier, later, overlap))
        {
            errors.AddModelError($"Form.Seasons[{later}].From", overlap
                ? $"Les saisons {earlier + 1} et {later + 1} se chevauchent : corrigez leurs dates."
                : $"Saison {later + 1} : donnez une année à toutes les saisons, ou à aucune.");
        }

        if (form.HasTheWeeksOf(shown))
        {
            return around with { Unread = unread, IsClosedToPublic = basis.Regular.Count == 0 && unread.Count == 0 };
        }

        var regular = new EditableSchedule(usual, seasons, form.Replace ? [] : parts.Kept).ToPeriods();
        return Settle(around with { Regular = regular }, unread, form.Week.Said);
    }

    // A week that an agent has filled in holds: what is left of a text that nobody could read is a remark beside it, for the public to see
    // and the agent to take away. It goes on hiding the days of which the agent said nothing.
    private static OpeningSchedule Settle(OpeningSchedule schedule, IReadOnlyList<UnreadText> unread, Weekdays said)
    {
        List<UnreadText> left =
            [.. unread.Select(text => text with { Days = text.Days & ~said }).Where(text => text.Days != Weekdays.None)];
        var remarks = unread.Where(text => (text.Days & ~said) == Weekdays.None).Select(text => text.Text).Distinct()
            .Where(text => schedule.Comment?.Contains(text, StringComparison.Ordinal) != true);
        var comment = string.Join('\n', remarks.Prepend(schedule.Comment ?? "").Where(text => text.Length > 0));
        return schedule with
        {
            Unread = left,
            Comment = comment.Length == 0 ? null : comment,
            IsClosedToPublic = schedule.Regular.Count == 0 && left.Count == 0,
        };
    }

    private static EditableWeek ReadWeek(
        WeekReader reader, WeekForm week, string field, HoursForm form, OpeningSchedule basis, EditableSchedule parts,
        IReadOnlyList<UnreadText> unread)
    {
        // A line break in a note does not survive a field of one line, and is not a change.
        var notes = basis.Regular.Select(period => period.Note).OfType<string>().Distinct().ToLookup(HoursForm.Collapse);
        var around = new OpeningSchedule { Unread = unread };
        var kept = form.Replace ? parts with { Kept = [] } : parts;
        return reader.Read(
            week,
            field,
            day => HoursForm.IsSaidElsewhere(around, kept, day),
            slot => slot with
            {
                ByAppointment = slot.ByAppointment || form.Reception == HoursForm.ByAppointment,
                Note = slot.Note is null ? null : notes[HoursForm.Collapse(slot.Note)].FirstOrDefault() ?? slot.Note,
            });
    }

    private SeasonDates? ReadDates(SeasonForm season, int index)
    {
        var (field, name) = ($"Form.Seasons[{index}]", $"Saison {index + 1}");
        if (TypedDate.ParseYearly(season.From) is { } first && TypedDate.ParseYearly(season.To) is { } last)
        {
            return new(new YearlyRange(first, last));
        }

        var (from, to) = (TypedDate.Parse(season.From), TypedDate.Parse(season.To));
        var (hasFrom, hasTo) = (!string.IsNullOrWhiteSpace(season.From), !string.IsNullOrWhiteSpace(season.To));
        if ((!hasFrom && !hasTo) || (hasFrom && from is null))
        {
            errors.AddModelError(
                field + ".From",
                $"{name} : saisissez la date de début, par exemple 01/07 pour chaque année ou 01/07/2027 pour une seule fois.");
            return null;
        }

        if (hasTo && to is null)
        {
            errors.AddModelError(
                field + ".To", $"{name} : saisissez la date de fin comme celle du début, par exemple 31/08 ou 31/08/2027.");
            return null;
        }

        if (from > to)
        {
            errors.AddModelError(field + ".To", $"{name} : la date de fin doit suivre la date de début.");
            return null;
        }

        return new(null, from, to);
    }
}

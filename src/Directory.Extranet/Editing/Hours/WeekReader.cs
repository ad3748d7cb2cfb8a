using Microsoft.AspNetCore.Mvc.ModelBinding;
using NodaTime;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Extranet.Editing.Hours;

/// <summary>Reads what was typed in a <see cref="WeekForm"/>; says each mistake at its field, in the words of its day.</summary>
/// <param name="errors">Where mistakes go, under the fields' names.</param>
/// <param name="before">What stands before the day in messages: <c>"Saison 1, "</c>; empty for nothing.</param>
public sealed class WeekReader(ModelStateDictionary errors, string before = "")
{
    /// <summary>The slots of each day; those with mistakes are left out.</summary>
    /// <param name="week">What was typed.</param>
    /// <param name="field">Its field: <c>Form.Week</c>.</param>
    /// <param name="mayBeUnsaid">Whether a day may be left without an answer.</param>
    /// <param name="slotOf">The last word on each slot.</param>
    public EditableWeek Read(WeekForm week, string field, Func<IsoDayOfWeek, bool> mayBeUnsaid, Func<EditableSlot, EditableSlot> slotOf)
    {
        var read = new EditableWeek();
        for (var line = 0; line < week.Days.Count; line++)
        {
            var day = week.Days[line];
            if (day.State is not (DayForm.Closed or DayForm.Usual))
            {
                foreach (var slot in ReadDay(day, $"{field}.Days[{line}]", mayBeUnsaid(day.Weekday)))
                {
                    read.Add(day.Weekday, slotOf(slot));
                }
            }
        }

        return read;
    }

    private List<EditableSlot> ReadDay(DayForm day, string field, bool mayBeUnsaid)
    {
        var name = before.Length > 0 ? before + day.Name : char.ToUpperInvariant(day.Name[0]) + day.Name[1..];
        var slots = new List<(int Number, EditableSlot Slot)>();
        for (var i = 0; i < day.Slots.Count; i++)
        {
            if (!day.Slots[i].IsBlank && ReadSlot(day.Slots[i], $"{field}.Slots[{i}]", $"{name}, plage {i + 1}") is { } slot)
            {
                if (slots.Find(other => Overlap(other.Slot, slot)) is { Number: > 0 } earlier)
                {
                    errors.AddModelError($"{field}.Slots[{i}].From", $"{name} : les plages {earlier.Number} et {i + 1} se chevauchent.");
                }

                slots.Add((i + 1, slot));
            }
        }

        if (day.Slots.TrueForAll(slot => slot.IsBlank) && (day.State is DayForm.Open || !mayBeUnsaid))
        {
            errors.AddModelError($"{field}.State", $"{name} : indiquez au moins une plage ou choisissez Fermé.");
        }

        return [.. slots.Select(item => item.Slot)];
    }

    private EditableSlot? ReadSlot(SlotForm slot, string field, string name)
    {
        var (hasFrom, hasTo) = (TypedTime.TryParse(slot.From, false, out var opens), TypedTime.TryParse(slot.To, true, out var closes));
        if (!hasFrom || opens == ClockTime.EndOfDay)
        {
            errors.AddModelError(
                field + ".From",
                string.IsNullOrWhiteSpace(slot.From) ? $"{name} : saisissez l'heure d'ouverture, par exemple 9 h 30."
                : hasFrom ? $"{name} : 24 h est la fin de la journée. Saisissez une heure d'ouverture, par exemple 9 h 30."
                : NoTime(name, slot.From, "9 h 30"));
        }

        if (!hasTo)
        {
            errors.AddModelError(
                field + ".To",
                string.IsNullOrWhiteSpace(slot.To)
                    ? $"{name} : saisissez l'heure de fermeture, par exemple 12 h."
                    : NoTime(name, slot.To, "12 h"));
        }

        if (!hasFrom || !hasTo || opens == ClockTime.EndOfDay)
        {
            return null;
        }

        closes = slot.NextDay ? closes : TypedTime.EndAfter(opens, closes);
        if (!slot.NextDay && closes <= opens)
        {
            errors.AddModelError(field + ".To", $"{name} : l'heure de fermeture doit être après {TypedTime.Format(opens)}.");
            return null;
        }

        if (slot.NextDay && closes > opens)
        {
            errors.AddModelError(
                field + ".To",
                $"{name} : cette plage dure plus de 24 h. Corrigez l'heure de fermeture ou décochez « Se termine le lendemain ».");
            return null;
        }

        if (slot.Purpose?.Trim().Length > OpeningSchedule.MaxPurposeLength)
        {
            errors.AddModelError(
                field + ".Purpose",
                $"{name} : au plus {OpeningSchedule.MaxPurposeLength} caractères pour dire à qui la plage est réservée.");
            return null;
        }

        return new(
            opens,
            closes,
            slot.NextDay,
            slot.ByAppointment,
            string.IsNullOrWhiteSpace(slot.Note) ? null : slot.Note.Trim(),
            string.IsNullOrWhiteSpace(slot.Purpose) ? null : slot.Purpose.Trim());
    }

    private static string NoTime(string name, string typed, string example) =>
        $"{name} : « {typed.Trim()} » n'est pas une heure : écrivez par exemple {example}.";

    private static bool Overlap(EditableSlot one, EditableSlot other) =>
        one.Opens.Minutes < End(other) && other.Opens.Minutes < End(one);

    private static int End(EditableSlot slot) => slot.Closes.Minutes + (slot.ClosesNextDay ? ClockTime.MinutesPerDay : 0);
}

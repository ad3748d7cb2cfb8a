using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Sources;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>The opening hours of one record; what they mean is for <see cref="SourceSchedule"/> to say.</summary>
internal static class HoursMapper
{
    /// <returns>The counter's hours, and those of the phone where the texts tell them.</returns>
    public static (OpeningSchedule? Counter, OpeningSchedule? Phone) Map(RawAdministration raw, IssueReporter issues)
    {
        if (raw.Hours.Count == 0 && raw.HoursComment is null)
        {
            return (null, null);
        }

        var (schedule, phone, findings) = SourceSchedule.Read(raw.Hours.Select(Clean), FieldText.Paragraphs(raw.HoursComment));
        foreach (var finding in findings)
        {
            issues.Warn(finding.Code, "Opening hours: odd or not understood; see ScheduleFinding for this code.", finding.Text);
        }

        return (schedule, phone);
    }

    // Spreadsheets mark text with an apostrophe, and 758 times came to the source as « '09:00:00 ».
    private static SourceRange Clean(SourceRange range) => range with
    {
        Slots = [.. range.Slots.Select(slot => (slot.Opens?.TrimStart('\''), slot.Closes?.TrimStart('\'')))],
        Note = FieldText.Line(range.Note),
    };
}

using PublicDirectory.Core.OpeningHours;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>The opening hours of one record; what they mean is for <see cref="SourceSchedule"/> to say.</summary>
internal static class HoursMapper
{
    public static OpeningSchedule? Map(RawAdministration raw, IssueReporter issues)
    {
        if (raw.Hours.Count == 0 && raw.HoursComment is null)
        {
            return null;
        }

        var (schedule, findings) = SourceSchedule.Read(raw.Hours.Select(Clean), SourceText.Paragraphs(raw.HoursComment));
        foreach (var finding in findings)
        {
            issues.Warn(finding.Code, "Opening hours: kept in the source's words, see the guide for this code.", finding.Text);
        }

        return schedule;
    }

    private static SourceRange Clean(SourceRange range) =>
        range.Note is null ? range : range with { Note = SourceText.Line(range.Note) };
}

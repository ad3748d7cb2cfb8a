using System.Text.RegularExpressions;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.OpeningHours.Words;

namespace PublicDirectory.Core.OpeningHours.Pasted;

/// <summary>
/// Reads hours copied from elsewhere: our own sentence, OpenStreetMap's syntax, or French text made of days and times. A text of which
/// one word is not understood is refused with that word: half a text read is worse than none.
/// </summary>
public static partial class PastedHours
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int MaxLength = OsmText.MaxLength;

    /// <summary>Reads a text.</summary>
    /// <returns>A valid schedule, or what was not understood, in French; never both.</returns>
    public static PastedReading Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        if (trimmed.Length is 0 or > MaxLength)
        {
            return new(
                null,
                trimmed.Length == 0
                    ? "Collez d'abord des horaires."
                    : $"Le texte compte {trimmed.Length} caractères ; {MaxLength} au plus.");
        }

        if (OpeningSummaryReader.Read(trimmed) is { } said)
        {
            return new(said, null);
        }

        var pieces = new PastedText(trimmed);
        var french = pieces.IsFrench ? new PastedWeek(pieces).Read() : null;
        if (french?.Schedule is not null)
        {
            return french;
        }

        // « Mar » is a day of ours and a month of theirs: where it is no day, the text may be theirs.
        var osm = OsmText.Read(trimmed, PublicHolidayPolicy.Unconfirmed);
        return osm.Schedule is not null ? new(osm.Schedule, null)
            : french ?? new(null, LooksLikeOsm().IsMatch(trimmed) ? osm.Problem?.Message : NotUnderstood(trimmed));
    }

    private static string NotUnderstood(string text)
    {
        const int most = 40;
        var shown = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return $"Nous n'avons pas compris « {(shown.Length > most ? shown[..most].TrimEnd() + "…" : shown)} ». Écrivez par exemple « lundi 9h-12h ».";
    }

    [GeneratedRegex(@"\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)\b|24/7", RegexOptions.NonBacktracking)]
    private static partial Regex LooksLikeOsm();
}

/// <summary>A pasted text as a schedule.</summary>
/// <param name="Schedule">A valid schedule; null where the text was not understood.</param>
/// <param name="Problem">What was not, in French; null where all was.</param>
public sealed record PastedReading(OpeningSchedule? Schedule, string? Problem);

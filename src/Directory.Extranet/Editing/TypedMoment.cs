using NodaTime;
using NodaTime.Text;

namespace PublicDirectory.Extranet.Editing;

/// <summary>Moments as browsers send them and as people type them, in Paris's time.</summary>
internal static class TypedMoment
{
    private static readonly DateTimeZone Paris = DateTimeZoneProviders.Tzdb["Europe/Paris"];
    private static readonly LocalDateTimePattern Shown = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    private static readonly LocalDateTimePattern[] Patterns =
    [
        Shown,
        .. new[] { "uuuu-MM-dd'T'HH:mm:ss", "uuuu-MM-dd HH:mm", "d/M/uuuu H:mm", "d/M/uuuu H'h'mm", "d/M/uuuu H'h'", "uuuu-MM-dd", "d/M/uuuu" }
            .Select(LocalDateTimePattern.CreateWithInvariantCulture),
    ];

    /// <summary>For a field of the type <c>datetime-local</c>.</summary>
    public static string? Show(Instant? at) => at is { } instant ? Shown.Format(instant.InZone(Paris).LocalDateTime) : null;

    /// <summary>Reads what was typed; what stood there before when it reads the same.</summary>
    /// <returns>Whether it is a moment, or nothing.</returns>
    public static bool TryRead(string? typed, Instant? before, out Instant? at)
    {
        at = before;
        if ((typed ?? "") == (Show(before) ?? ""))
        {
            return true;
        }

        at = null;
        if (string.IsNullOrWhiteSpace(typed))
        {
            return true;
        }

        foreach (var pattern in Patterns)
        {
            if (pattern.Parse(typed.Trim()).TryGetValue(default, out var local))
            {
                at = local.InZoneLeniently(Paris).ToInstant();
                return true;
            }
        }

        return false;
    }
}

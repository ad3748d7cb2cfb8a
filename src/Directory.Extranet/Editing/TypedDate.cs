using NodaTime;
using NodaTime.Text;

namespace PublicDirectory.Extranet.Editing;

/// <summary>Dates as people type them and as browsers send them.</summary>
internal static class TypedDate
{
    private static readonly LocalDatePattern[] Patterns =
    [
        LocalDatePattern.Iso,
        LocalDatePattern.CreateWithInvariantCulture("d/M/uuuu"),
        LocalDatePattern.CreateWithInvariantCulture("d.M.uuuu"),
        LocalDatePattern.CreateWithInvariantCulture("d-M-uuuu"),
    ];

    /// <summary>Reads <c>2026-12-31</c>, <c>31/12/2026</c>, <c>31.12.2026</c>, <c>1/2/2026</c>.</summary>
    public static bool TryParse(string? text, out LocalDate date)
    {
        foreach (var pattern in Patterns)
        {
            if (pattern.Parse(text?.Trim() ?? "").TryGetValue(default, out date))
            {
                return true;
            }
        }

        date = default;
        return false;
    }
}

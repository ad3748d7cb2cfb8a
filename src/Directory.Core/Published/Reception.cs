using NodaTime;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.OpeningHours.Words;
using PublicDirectory.Core.Published.Records.Administrations;

namespace PublicDirectory.Core.Published;

/// <summary>
/// Whether the reception of an administration is open: what its hours say, unless a notice suspends it. Nobody should be sent to a
/// closed door because the hours of every week say that it is open.
/// </summary>
public static class Reception
{
    /// <summary>What is said of a suspended reception.</summary>
    public const string Suspended = "Accueil suspendu";

    private const string SuspendedNext = "Ouvert ; l'accueil est ensuite suspendu";

    /// <summary>The state at an instant. The next change counts the beginning and the end of a suspension.</summary>
    /// <param name="record">The administration.</param>
    /// <param name="territory">Its calendar; null where its place is not known.</param>
    /// <param name="at">When.</param>
    /// <param name="schools">The school holidays; null where they are not known.</param>
    public static OpenState StateAt(AdministrationRecord record, TerritorialCalendar? territory, Instant at, SchoolCalendar? schools)
    {
        ArgumentNullException.ThrowIfNull(record);
        var (isSuspended, boundary) = SuspensionAt(record, at);
        var state = OpeningCalendar.StateAt(record.OpeningHours?.ToRules(), territory, at, schools);
        if (isSuspended)
        {
            // Where the hours of the day say so too, it is a closure like any other.
            var isClosure = state.Label.StartsWith(OpeningLabels.ExceptionallyClosed, StringComparison.Ordinal);
            return new OpenState(OpenStatus.Closed, boundary, isClosure ? OpeningLabels.ExceptionallyClosed : Suspended);
        }

        return boundary is not null
            && state.Status is OpenStatus.Open or OpenStatus.OpenByAppointment
            && !(state.ChangesAt <= boundary)
            ? state with { ChangesAt = boundary, Label = SuspendedNext, Detail = null }
            : state;
    }

    /// <summary>Whether a notice suspends the reception at an instant.</summary>
    public static bool IsSuspendedAt(AdministrationRecord record, Instant at)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Notices.Count > 0 && SuspensionAt(record, at).IsSuspended;
    }

    /// <summary>When what is suspended or shown next changes after an instant; null: not by a notice.</summary>
    public static Instant? NextNoticeChange(AdministrationRecord record, Instant at)
    {
        ArgumentNullException.ThrowIfNull(record);
        return SuspensionAt(record, at).Boundary;
    }

    // Suspended now, and the next instant at which that may change.
    private static (bool IsSuspended, Instant? Boundary) SuspensionAt(AdministrationRecord record, Instant at)
    {
        var (isSuspended, boundary) = (false, (Instant?)null);
        foreach (var notice in record.Notices)
        {
            if (!notice.SuspendsReception)
            {
                continue;
            }

            isSuspended |= notice.IsInForceAt(at);
            boundary = Sooner(boundary, notice.From, at);
            boundary = Sooner(boundary, notice.Until, at);
        }

        return (isSuspended, boundary);
    }

    private static Instant? Sooner(Instant? boundary, Instant? other, Instant after) =>
        other > after && !(boundary <= other) ? other : boundary;
}

using NodaTime;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Published.Records.Administrations;

namespace PublicDirectory.Core.Interlocutors;

/// <summary>
/// The channel to recommend first: online where that serves, then what answers now, then what one can write to, the counter
/// last of what needs no letter. It follows the order of "100 % contacts efficaces": the least effort for the usager.
/// </summary>
public static class ChannelChoice
{
    private static readonly ChannelKind[] Order =
    [
        ChannelKind.OnlineService, ChannelKind.Appointment, ChannelKind.Form, ChannelKind.Phone, ChannelKind.Email,
        ChannelKind.Counter, ChannelKind.Website, ChannelKind.Post, ChannelKind.Social, ChannelKind.Fax,
    ];

    /// <summary>The best public channel at an instant; null where there is none. A closed phone line gives way to mail.</summary>
    /// <param name="record">The administration.</param>
    /// <param name="calendar">Its calendar; null where its place is not known, and then no line is known to be closed.</param>
    /// <param name="at">When.</param>
    /// <param name="schools">The school holidays; null where they are not known.</param>
    public static ChannelView? Best(AdministrationRecord record, TerritorialCalendar? calendar, Instant at, SchoolCalendar? schools)
    {
        ArgumentNullException.ThrowIfNull(record);
        (ChannelView Channel, int Place)? best = null;
        foreach (var channel in record.Channels)
        {
            if (channel.Audience != ChannelAudience.Public)
            {
                continue;
            }

            var place = (2 * Array.IndexOf(Order, channel.Kind)) + (IsClosed(channel, calendar, at, schools) ? 5 : 0);
            if (best is null || place < best.Value.Place)
            {
                best = (channel, place);
            }
        }

        return best?.Channel;
    }

    private static bool IsClosed(ChannelView channel, TerritorialCalendar? calendar, Instant at, SchoolCalendar? schools) =>
        channel.Kind == ChannelKind.Phone
        && calendar is not null
        && channel.OpeningHours is { } hours
        && OpeningCalendar.StatusAt(hours.ToRules(), calendar, at, schools) == OpenStatus.Closed;
}

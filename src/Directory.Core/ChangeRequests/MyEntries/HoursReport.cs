using NodaTime;
using Npgsql;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests.MyEntries;

/// <summary>How many days of an administration's reception are known, over some days to come.</summary>
/// <param name="EntryId">Whose.</param>
/// <param name="Name">Its name.</param>
/// <param name="Departement">The code of the département where it stands; null where its place is not known.</param>
/// <param name="ServiceTypes">The codes of what it is; the first is its main one.</param>
/// <param name="Open">Days on which someone is received.</param>
/// <param name="Closed">Days on which nobody is.</param>
/// <param name="OpenAllDay">Of the open ones, those of 0 h to 24 h: never what <c>00:00-00:00</c> of a source says.</param>
/// <param name="Unknown">The other days, by the reason why nobody can tell.</param>
/// <param name="Texts">What was not read, in the source's words.</param>
public sealed record HoursRow(
    Guid EntryId, string Name, string? Departement, IReadOnlyList<string> ServiceTypes, int Open, int Closed, int OpenAllDay,
    IReadOnlyDictionary<HoursDoubt, int> Unknown, IReadOnlyList<string> Texts);

/// <summary>What is known of hours and what is not, and why: the work list of those who keep them right.</summary>
public static class HoursReport
{
    /// <summary>The published administrations, by département and name.</summary>
    /// <param name="database">Read only.</param>
    /// <param name="from">The first day, in the local time of each.</param>
    /// <param name="days">How many, 1 to <see cref="OpeningCalendar.MaxDays"/>.</param>
    /// <param name="schools">The school holidays; null where they are not known.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<List<HoursRow>> ReadAsync(
        NpgsqlDataSource database, LocalDate from, int days, SchoolCalendar? schools, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(days, Math.Clamp(days, 1, OpeningCalendar.MaxDays));
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QueryAsync(
            """
            select e.id, e.name, e.departement_code, e.types, e.commune_code, v.document -> 'openingHours', v.document -> 'notices'
            from entries e join entry_versions v on v.sequence = e.sequence
            where e.kind = 'administration' and not e.is_removed
            order by e.departement_code nulls first, e.name, e.id
            """,
            row =>
            {
                var (hours, notices) = ReceptionIndex.Parse(
                    row.IsDBNull(5) ? null : row.GetFieldValue<byte[]>(5), row.IsDBNull(6) ? null : row.GetFieldValue<byte[]>(6));
                var territory = TerritorialCalendar.ForInseeCode(row.Text(4));
                return Count(
                    new(row.GetGuid(0), row.GetString(1), row.Text(2), row.GetFieldValue<string[]>(3), 0, 0, 0, new Dictionary<HoursDoubt, int>(),
                        [.. hours?.Unread.Select(unread => unread.Text).Distinct() ?? []]),
                    Enumerable.Range(0, days).Select(day => ReceptionDay.Of(hours, notices, territory, from.PlusDays(day), schools)));
            },
            cancellationToken);
    }

    private static HoursRow Count(HoursRow row, IEnumerable<ReceptionDay> days)
    {
        var (open, closed, allDay) = (0, 0, 0);
        var unknown = new Dictionary<HoursDoubt, int>();
        foreach (var day in days)
        {
            if (!day.IsKnown)
            {
                unknown[day.Day.Doubt!.Value] = unknown.GetValueOrDefault(day.Day.Doubt.Value) + 1;
                continue;
            }

            open += day.IsOpen ? 1 : 0;
            closed += day.IsOpen ? 0 : 1;
            allDay += day.Slots is [{ Opens.Minutes: 0, Closes.Minutes: ClockTime.MinutesPerDay }] ? 1 : 0;
        }

        return row with { Open = open, Closed = closed, OpenAllDay = allDay, Unknown = unknown };
    }
}

using NodaTime;
using Npgsql;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.OpeningHours;
using PublicDirectory.Core.OpeningHours.Days;
using PublicDirectory.Core.OpeningHours.Holidays;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.ChangeRequests.MyEntries;

/// <summary>
/// What every reception does in the days to come, worked out once from the published hours and kept in memory (a few bytes each) up to
/// the last version of the log, so that lists of the whole country can be filtered by it in SQL.
/// </summary>
internal sealed class ReceptionIndex(SchoolCalendar? schools) : IDisposable
{
    // Days worked out at a time, from the day before the first by UTC: no clock on Earth is further behind.
    private const int Window = 15;

    private readonly SemaphoreSlim _lock = new(1);
    private readonly List<Reception> _receptions = [];
    private LocalDate _from;
    private long _last;

    /// <summary>
    /// The current versions whose reception is so today: bit <c>n</c> of the answer, the lowest of each byte first as
    /// <c>get_bit</c> counts, is set for the version of sequence <c>n</c>.
    /// </summary>
    public async Task<byte[]> ReadAsync(
        NpgsqlConnection connection, ReceptionToday wanted, Instant now, CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken);
        try
        {
            await FollowAsync(connection, now, cancellationToken);
            var bits = new byte[(_last / 8) + 1];
            var today = new Dictionary<DateTimeZone, int>();
            foreach (var reception in _receptions)
            {
                if (!today.TryGetValue(reception.Zone, out var day))
                {
                    today[reception.Zone] = day = Period.DaysBetween(_from, now.InZone(reception.Zone).Date);
                }

                if (reception.On(day) == wanted)
                {
                    bits[reception.Sequence / 8] |= (byte)(1 << (int)(reception.Sequence % 8));
                }
            }

            return bits;
        }
        finally
        {
            _lock.Release();
        }
    }

    public void Dispose() => _lock.Dispose();

    // Versions that others have replaced stay: nothing current has their sequence, and the next window forgets them.
    private async Task FollowAsync(NpgsqlConnection connection, Instant now, CancellationToken cancellationToken)
    {
        var yesterday = now.InUtc().Date.PlusDays(-1);
        if (_last == 0 || Period.DaysBetween(_from, yesterday) > Window - 3)
        {
            _receptions.Clear();
            (_from, _last) = (yesterday, 0);
        }

        // uq_entries_sequence
        var read = await connection.QueryAsync(
            """
            select e.sequence, e.commune_code, v.document -> 'openingHours', v.document -> 'notices'
            from entries e join entry_versions v on v.sequence = e.sequence
            where e.sequence > $1 and e.kind = 'administration' and not e.is_removed
            """,
            row => Read(
                row.GetInt64(0), row.Text(1), row.IsDBNull(2) ? null : row.GetFieldValue<byte[]>(2),
                row.IsDBNull(3) ? null : row.GetFieldValue<byte[]>(3)),
            cancellationToken,
            _last);
        _receptions.AddRange(read);
        _last = Math.Max(_last, await connection.ScalarAsync<long>("select max(sequence) from entries", cancellationToken));
    }

    private Reception Read(long sequence, string? commune, byte[]? hours, byte[]? notices)
    {
        var (schedule, suspensions) = Parse(hours, notices);
        var territory = TerritorialCalendar.ForInseeCode(commune);
        var (open, known) = (0, 0);
        for (var day = 0; day < Window; day++)
        {
            var reception = ReceptionDay.Of(schedule, suspensions, territory, _from.PlusDays(day), schools);
            open |= reception.IsOpen ? 1 << day : 0;
            known |= reception.IsKnown ? 1 << day : 0;
        }

        return new Reception(sequence, territory?.TimeZone ?? DateTimeZone.Utc, (short)open, (short)known);
    }

    /// <summary>The two blocks of a document that say when it receives.</summary>
    public static (OpeningSchedule? Hours, IReadOnlyList<Notice> Notices) Parse(byte[]? hours, byte[]? notices) =>
        (hours is null
            ? null
            : DocumentJson.ReadBlock<OpeningSchedule>(hours), notices is null ? [] : DocumentJson.ReadBlock<Notice[]>(notices));

    private readonly record struct Reception(long Sequence, DateTimeZone Zone, short OpenDays, short KnownDays)
    {
        public ReceptionToday On(int day) =>
            (KnownDays & (1 << day)) == 0 ? ReceptionToday.Unknown
            : (OpenDays & (1 << day)) == 0 ? ReceptionToday.Closed
            : ReceptionToday.Open;
    }
}

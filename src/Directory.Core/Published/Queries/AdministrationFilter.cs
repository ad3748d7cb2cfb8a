using System.Text;
using NodaTime;
using PublicDirectory.Core.Published.Indexes;
using PublicDirectory.Core.Published.Records;
using PublicDirectory.Core.Published.Records.Administrations;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Core.Published.Queries;

/// <summary>The conditions that remain to be checked record by record, once an index has taken care of the others.</summary>
[Flags]
internal enum Checks
{
    None = 0,
    Types = 1,
    Commune = 2,
    Departement = 4,
    Region = 8,
    Parent = 16,
    Name = 32,
    OpenAt = 64,
    Channels = 128,
    Wheelchair = 256,
    UpdatedSince = 512,
    VerifiedSince = 1024,
    ExternalIds = 2048,
    Box = 4096,
    Freshness = 8192,
    SignLanguage = 16384,
}

/// <summary>
/// The conditions of a query in the terms of the records. Keeps the local times that it worked out and counts the records that it
/// looked at, so one walk needs a filter of its own.
/// </summary>
internal sealed class AdministrationFilter
{
    private const int RecordsBetweenReports = 256;

    private readonly AdministrationQuery _query;
    private readonly Action<int>? _onRecords;
    private readonly byte[][] _types;
    private readonly byte[][] _nameWords;
    private readonly int[] _regionDepartements;
    private readonly int _channelKinds;
    private readonly long _updatedSinceTicks;
    private readonly long _verifiedSinceTicks;
    private readonly (JsonText Scheme, JsonText Value)[] _externalIds;
    private readonly FreshnessBounds _freshness;
    private readonly Dictionary<ReceptionTable, LocalMoment?[]> _moments = [];
    private int _records;

    /// <param name="query">The conditions.</param>
    /// <param name="territories">What places mean.</param>
    /// <param name="onRecords">Told how many records were looked at, every so many; it may throw to end the walk.</param>
    public AdministrationFilter(AdministrationQuery query, TerritoryIndex territories, Action<int>? onRecords)
    {
        (_query, _onRecords) = (query, onRecords);
        _types = [.. (query.Types ?? []).Select(type => JsonText.From(type).Span.ToArray())];
        NameWords = query.Name is null
            ? []
            : WithoutImplied(TextFolding.Fold(query.Name).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        _nameWords = Array.ConvertAll(NameWords, Encoding.UTF8.GetBytes);
        _channelKinds = (query.Channels ?? []).Aggregate(0, (kinds, kind) => kinds | (1 << (int)kind));
        _updatedSinceTicks = query.UpdatedSince is { } since ? TicksNotBefore(since) : 0;
        _verifiedSinceTicks = query.VerifiedSince is { } verified ? TicksNotBefore(verified) : 0;
        _externalIds = [.. (query.ExternalIds ?? []).Select(id => (JsonText.From(id.Scheme), JsonText.From(id.Value)))];
        _freshness = query.Freshness is null ? default : new FreshnessBounds(query.FreshAt);
        SeatPlaces = Places.SeatsOf(query, territories);
        DepartementPlace = query.Departement is { } departement ? PlaceKey.OfDepartement(departement) : PlaceKey.None;
        RegionPlace = query.Region is { } region ? PlaceKey.OfRegion(region) : PlaceKey.None;
        _regionDepartements = query.Region is { } code
            ? [.. territories.Departements.Where(item => item.RegionCode == code).Select(item => PlaceKey.OfDepartement(item.Code))]
            : [];
        ServedPlaces = query.Serves is { } served ? Places.ServingKeys(served, territories) : [];
        Checks = ChecksOf(query) | (SeatPlaces is not null ? Checks.Commune : Checks.None) | (_nameWords.Length > 0 ? Checks.Name : Checks.None);
    }

    /// <summary>Every condition that is set, but for <see cref="AdministrationQuery.Serves"/>: the index answers that.</summary>
    public Checks Checks { get; }

    /// <summary>The folded words that the name must have, each by its beginning; none that another one implies.</summary>
    public string[] NameWords { get; }

    /// <summary>The places of which the seat must be one, ascending; null where none is asked for.</summary>
    public int[]? SeatPlaces { get; }

    /// <summary>The keys of <see cref="Segment.ExternalIds"/> for the identifiers asked for, each once.</summary>
    public int[] ExternalIdKeys => [.. _externalIds.Select(id => StableHash.OfExternalId(id.Scheme.Span, id.Value.Span)).Distinct()];

    public int DepartementPlace { get; }

    public int RegionPlace { get; }

    /// <summary>The places by which the commune to serve may be served, the most specific first.</summary>
    public int[] ServedPlaces { get; }

    public bool Matches(Segment segment, int ordinal, Checks checks)
    {
        if (++_records % RecordsBetweenReports == 0)
        {
            _onRecords?.Invoke(RecordsBetweenReports);
        }

        // Receptions first: their table is side by side, the records are anywhere in memory.
        return checks == Checks.None
            || (((checks & Checks.OpenAt) == 0 || IsOpen(segment, ordinal))
                && ((checks & Checks.Box) == 0 || (segment.PointOf(ordinal).Point is { } point && _query.Box!.Value.Contains(point)))
                && MatchesAll(segment.Records[ordinal], checks));
    }

    private bool MatchesAll(AdministrationRecord record, Checks checks) => ((checks & Checks.Types) == 0 || HasType(record))
            && ((checks & (Checks.Commune | Checks.Departement | Checks.Region)) == 0 || StandsThere(record, checks))
            && ((checks & Checks.Parent) == 0 || record.Parent == _query.Parent)
            && ((checks & Checks.Channels) == 0 || (record.ChannelKinds & _channelKinds) != 0)
            && ((checks & Checks.Wheelchair) == 0 || record.Wheelchair == _query.Wheelchair)
            && ((checks & Checks.SignLanguage) == 0 || record.SignLanguage == _query.SignLanguage)
            && ((checks & Checks.Freshness) == 0 || _query.Freshness!.Contains(_freshness.Of(record.VerifiedTicks)))
            && ((checks & Checks.ExternalIds) == 0 || HasExternalId(record))
            && ((checks & Checks.UpdatedSince) == 0 || record.ChangedTicks >= _updatedSinceTicks)
            && ((checks & Checks.VerifiedSince) == 0 || record.VerifiedTicks >= _verifiedSinceTicks)
            && ((checks & Checks.Name) == 0 || HasWords(record.FoldedName));

    // A name that has a word which begins with « saint » has one which begins with « s »: the longest of those is enough.
    private static string[] WithoutImplied(string[] words)
    {
        var distinct = words.Distinct(StringComparer.Ordinal).ToArray();
        return [.. distinct.Where(word =>
            !distinct.Any(other => other.Length > word.Length && other.StartsWith(word, StringComparison.Ordinal)))];
    }

    private static Checks ChecksOf(AdministrationQuery query) =>
        (query.Types is not null ? Checks.Types : 0)
        | (query.Departement is not null ? Checks.Departement : 0)
        | (query.Region is not null ? Checks.Region : 0)
        | (query.Parent is not null ? Checks.Parent : 0)
        | (query.OpenAt is not null ? Checks.OpenAt : 0)
        | (query.Channels is not null ? Checks.Channels : 0)
        | (query.Wheelchair is not null ? Checks.Wheelchair : 0)
        | (query.SignLanguage is not null ? Checks.SignLanguage : 0)
        | (query.Freshness is not null ? Checks.Freshness : 0)
        | (query.ExternalIds is not null ? Checks.ExternalIds : 0)
        | (query.Box is not null ? Checks.Box : 0)
        | (query.UpdatedSince is not null ? Checks.UpdatedSince : 0)
        | (query.VerifiedSince is not null ? Checks.VerifiedSince : 0);

    // Records keep ticks of 100 ns: an instant between two of them is met from the next one on.
    private static long TicksNotBefore(Instant instant)
    {
        var ticks = instant.ToUnixTimeTicks();
        return Instant.FromUnixTimeTicks(ticks) < instant ? ticks + 1 : ticks;
    }

    private bool HasType(AdministrationRecord record)
    {
        foreach (var type in _types)
        {
            if (record.HasType(type))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasExternalId(AdministrationRecord record)
    {
        foreach (var (scheme, value) in _externalIds)
        {
            if (record.HasExternalId(scheme, value))
            {
                return true;
            }
        }

        return false;
    }

    private bool StandsThere(AdministrationRecord record, Checks checks)
    {
        var commune = record.CommuneKey;
        if (commune < 0 || ((checks & Checks.Commune) != 0 && Array.BinarySearch(SeatPlaces!, commune) < 0))
        {
            return false;
        }

        var departement = PlaceKey.DepartementOf(commune);
        return ((checks & Checks.Departement) == 0 || departement == DepartementPlace)
            && ((checks & Checks.Region) == 0 || _regionDepartements.AsSpan().Contains(departement));
    }

    private bool HasWords(ReadOnlySpan<byte> name)
    {
        foreach (var word in _nameWords)
        {
            if (!HasWord(name, word))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasWord(ReadOnlySpan<byte> name, ReadOnlySpan<byte> word)
    {
        for (var from = 0; ;)
        {
            var found = name[from..].IndexOf(word);
            if (found < 0)
            {
                return false;
            }

            from += found;
            if (from == 0 || name[from - 1] == ' ')
            {
                return true;
            }

            from++;
        }
    }

    private bool IsOpen(Segment segment, int ordinal)
    {
        var (table, at) = (segment.Receptions, _query.OpenAt!.Value);
        if (!_moments.TryGetValue(table, out var moments))
        {
            _moments.Add(table, moments = table.MomentsAt(at));
        }

        return table.IsOpenAt(ordinal, moments, _query.Schools) && !Reception.IsSuspendedAt(segment.Records[ordinal], at);
    }
}

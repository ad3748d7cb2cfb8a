using System.Collections;
using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>Whom each administration serves, as the competence archive says: small, immutable but for what was asked.</summary>
/// <remarks>
/// A row (administration, service type, commune) takes eight bytes, three ordinals packed into a number whose order is
/// that of the answer. 420,000 rows and 35,000 keys make some 6 MB.
/// </remarks>
public sealed class CompetenceTable
{
    internal const int CommuneBits = 20;
    internal const int TypeBits = 12;
    internal const int AdministrationBits = 64 - CommuneBits - TypeBits;

    private readonly TerritoryIndex _territories;
    private readonly ulong[] _rows; // by administration, type, commune
    private readonly Dictionary<Guid, int> _ordinals;
    private readonly int[] _starts; // first row of each administration, and the end
    private readonly string[] _types;
    private readonly BitArray _asked;

    internal CompetenceTable(
        TerritoryIndex territories, ulong[] rows, Dictionary<Guid, int> ordinals, string[] types, CompetenceTally tally)
    {
        (_territories, _rows, _ordinals, _types, Tally) = (territories, rows, ordinals, types, tally);
        _asked = new BitArray(ordinals.Count);
        _starts = new int[ordinals.Count + 1];
        foreach (var row in rows)
        {
            _starts[(int)(row >> (CommuneBits + TypeBits)) + 1]++;
        }

        for (var i = 1; i < _starts.Length; i++)
        {
            _starts[i] += _starts[i - 1];
        }
    }

    /// <summary>How much was read.</summary>
    public CompetenceTally Tally { get; }

    /// <summary>The same record with its competence: what the archive says or, where it says nothing, its seat.</summary>
    public SourceRecord Complete(SourceRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Document is AdministrationDocument document
            && Of(record.Key, document.Types, document.Commune) is { Count: > 0 } competences
            ? record with { Document = document with { Competences = competences } }
            : record;
    }

    /// <summary>Whom an administration serves, by service type in the order of its own types.</summary>
    /// <param name="key">Its key in the source.</param>
    /// <param name="types">Its service types, the main one first.</param>
    /// <param name="seat">The commune where it stands, today's code.</param>
    public IReadOnlyList<Competence> Of(string key, IReadOnlyList<string> types, InseeCode? seat)
    {
        ArgumentNullException.ThrowIfNull(types);
        if (Guid.TryParseExact(key, "D", out var id) && _ordinals.TryGetValue(id, out var ordinal))
        {
            _asked[ordinal] = true;
            if (_starts[ordinal] < _starts[ordinal + 1])
            {
                return Declared(ordinal, types);
            }
        }

        if (seat is not { } commune)
        {
            return [];
        }

        InseeCode[] communes = [commune];
        return
        [
            .. types.Where(SeatCompetence.AppliesTo).Select(type => new Competence
            {
                ServiceType = type,
                Basis = CompetenceBasis.Seat,
                Communes = communes,
            }),
        ];
    }

    /// <summary>
    /// Reports the administrations that the archive names and that nobody asked for: to be called once all records of
    /// the directory went through <see cref="Complete"/>.
    /// </summary>
    /// <returns>How many there are.</returns>
    public int ReportUnknownAdministrations(Action<ImportIssue> report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var count = 0;
        foreach (var (key, ordinal) in _ordinals.OrderBy(pair => pair.Key))
        {
            if (!_asked[ordinal])
            {
                count++;
                new IssueReporter(report, key.ToString("D"), default).Warn(
                    IssueCodes.CompetenceUnknownAdministration,
                    $"Competent for {_starts[ordinal + 1] - _starts[ordinal]} (type, commune) but not in the directory file.");
            }
        }

        return count;
    }

    private List<Competence> Declared(int ordinal, IReadOnlyList<string> types)
    {
        var competences = new List<Competence>();
        for (var start = _starts[ordinal]; start < _starts[ordinal + 1];)
        {
            var type = TypeOf(_rows[start]);
            var end = start + 1;
            while (end < _starts[ordinal + 1] && TypeOf(_rows[end]) == type)
            {
                end++;
            }

            var communes = new InseeCode[end - start];
            for (var i = start; i < end; i++)
            {
                communes[i - start] = _territories.Communes[(int)(_rows[i] & ((1UL << CommuneBits) - 1))].Code;
            }

            competences.Add(new Competence { ServiceType = _types[type], Basis = CompetenceBasis.Declared, Communes = communes });
            start = end;
        }

        // Types are rows' ordinals, in the order of their codes; the administration's own order comes first.
        return [.. competences.OrderBy(competence => Rank(types, competence.ServiceType))];
    }

    private static int TypeOf(ulong row) => (int)(row >> CommuneBits) & ((1 << TypeBits) - 1);

    private static int Rank(IReadOnlyList<string> types, string type)
    {
        for (var i = 0; i < types.Count; i++)
        {
            if (types[i] == type)
            {
                return i;
            }
        }

        return int.MaxValue;
    }
}

/// <summary>How much a competence archive held.</summary>
/// <param name="Communes">Communes whose file was read: taken + unknown + rejected.</param>
/// <param name="UnknownCommunes">Communes that are none, today or in the past; reported each.</param>
/// <param name="RejectedCommunes">Files that could not be read as a commune's; reported each.</param>
/// <param name="Rows">Distinct (administration, type, commune) kept.</param>
/// <param name="DuplicateRows">Rows said twice, mostly because two old communes are one today.</param>
/// <param name="RejectedRows">Rows whose key is no UUID or whose type is no code; reported each.</param>
/// <param name="Administrations">Administrations named.</param>
public sealed record CompetenceTally(
    int Communes, int UnknownCommunes, int RejectedCommunes, int Rows, int DuplicateRows, int RejectedRows, int Administrations);

using PublicDirectory.Core.Administrations;
using PublicDirectory.Core.Importing;
using PublicDirectory.Core.Territories;

namespace PublicDirectory.Importers.Annuaire;

/// <summary>Gathers the rows of <see cref="CompetenceTable"/>, commune by commune.</summary>
internal sealed class CompetenceTableBuilder(TerritoryIndex territories, Action<ImportIssue> report)
{
    private readonly List<ulong> _rows = [];
    private readonly Dictionary<Guid, int> _administrations = [];
    private readonly Dictionary<string, int> _types = new(StringComparer.Ordinal);
    private int _communes;
    private int _unknown;
    private int _rejectedCommunes;
    private int _rejectedRows;

    public void Reject() => (_communes, _rejectedCommunes) = (_communes + 1, _rejectedCommunes + 1);

    public void Add(CommuneCompetence form, RecordPlace place)
    {
        _communes++;
        var code = form.Commune?.Trim();
        var issues = new IssueReporter(report, code, place);
        if (territories.CurrentCommune(code) is not { } commune)
        {
            _unknown++;
            issues.Warn(
                IssueCodes.CompetenceUnknownCommune,
                $"No commune has or had this code; who serves it in {form.Types.Count} service types was left out.",
                code);
            return;
        }

        foreach (var type in form.Types)
        {
            AddType(type, commune, issues);
        }
    }

    public CompetenceTable Build()
    {
        // Ordinals of types follow their codes, so that equal archives make equal tables.
        var codes = _types.Keys.Order(StringComparer.Ordinal).ToArray();
        var ordinals = new ulong[codes.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            ordinals[_types[codes[i]]] = (ulong)i;
        }

        const ulong TypeMask = (1UL << CompetenceTable.TypeBits) - 1;
        var rows = new ulong[_rows.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var type = ordinals[(int)((_rows[i] >> CompetenceTable.CommuneBits) & TypeMask)];
            rows[i] = (_rows[i] & ~(TypeMask << CompetenceTable.CommuneBits)) | (type << CompetenceTable.CommuneBits);
        }

        Array.Sort(rows);
        var distinct = 0;
        foreach (var row in rows)
        {
            if (distinct == 0 || rows[distinct - 1] != row)
            {
                rows[distinct++] = row;
            }
        }

        var tally = new CompetenceTally(
            _communes, _unknown, _rejectedCommunes, distinct, rows.Length - distinct, _rejectedRows, _administrations.Count);
        return new CompetenceTable(territories, rows[..distinct], _administrations, codes, tally);
    }

    private void AddType(CommuneServiceType form, Commune commune, IssueReporter issues)
    {
        var type = form.Type?.Trim();
        if (!ServiceTypeCode.IsValid(type))
        {
            _rejectedRows += form.Administrations.Count;
            issues.Warn(IssueCodes.CompetenceInvalidType, "This is no code of a service type; it was left out.", type);
            return;
        }

        var typeOrdinal = Ordinal(_types, type!, CompetenceTable.TypeBits);
        foreach (var administration in form.Administrations)
        {
            if (!Guid.TryParseExact(administration.Value.Trim(), "D", out var key))
            {
                _rejectedRows++;
                issues.Warn(
                    IssueCodes.CompetenceUnreadable, $"An administration of type {type} has no UUID as its key.", administration.Value);
                continue;
            }

            var ordinal = Ordinal(_administrations, key, CompetenceTable.AdministrationBits - 1);
            _rows.Add(((ulong)ordinal << (CompetenceTable.TypeBits + CompetenceTable.CommuneBits))
                | ((ulong)typeOrdinal << CompetenceTable.CommuneBits)
                | (uint)commune.Ordinal);
        }
    }

    private static int Ordinal<T>(Dictionary<T, int> ordinals, T key, int bits)
        where T : notnull
    {
        if (!ordinals.TryGetValue(key, out var ordinal))
        {
            ordinal = ordinals.Count;
            if (ordinal >= 1L << bits)
            {
                throw new SourceFileException($"More than {1L << bits} different service types or administrations.");
            }

            ordinals.Add(key, ordinal);
        }

        return ordinal;
    }
}

using System.Globalization;
using Npgsql;
using PublicDirectory.Core.Storage;

namespace PublicDirectory.Core.Publishing;

/// <summary>
/// The tables that can be rebuilt from <c>entry_versions</c> alone: <c>entries</c>, <c>external_ids</c> and
/// <c>competences</c>. Publishing refreshes them for what it published; verification makes all of them anew and compares.
/// </summary>
public static class Projections
{
    // A local complement stands where the administration that says it does. Index: ix_entries_local_complements.
    private const string Complements =
        """
        select v.* from entries c join entry_versions v on v.sequence = c.sequence
        where c.kind = 'local_complement' and c.parent_id in (select entry_id from published) and c.id not in (select entry_id from published)
        """;

    private static readonly Projection Entries = new(
        "entries",
        "id",
        [
            ("id", "entry_id"),
            ("kind", "kind"),
            ("version", "version"),
            ("sequence", "sequence"),
            ("is_removed", "document is null"),
            ("name", "coalesce(said ->> 'name', said ->> 'label', said ->> 'title', '')"),
            ("types", "entry_types(kind, said)"),
            ("commune_code", "commune"),
            ("named_departement", "named_departement(kind, said)"),
            ("departement_code", "departement_of(named_departement(kind, said), commune)"),
            ("parent_id", "(said ->> 'parent')::uuid"),
            ("search_text", "entry_search_text(said)"),
            ("source", "source"),
            ("changed_at", "changed_at"),
            ("published_at", "published_at"),
            ("verified_at", "(document #>> '{provenance,verifiedAt}')::timestamptz"),
        ],
        """
        published cross join lateral (select coalesce(document, kept) as said) words
            cross join lateral (select case when kind <> 'local_complement' then said ->> 'commune' else (
            select l.document ->> 'commune' from entry_versions l
            where l.entry_id = (said ->> 'parent')::uuid and l.document is not null order by l.version desc limit 1) end as commune) place
        """);

    private static readonly Projection ExternalIds = new(
        "external_ids",
        "entry_id",
        [("entry_id", "entry_id"), ("scheme", "item ->> 'scheme'"), ("value", "item ->> 'value'")],
        "published, jsonb_array_elements(document -> 'externalIds') item",
        IsSet: true);

    private static readonly Projection Competences = new(
        "competences",
        "entry_id",
        [
            ("entry_id", "entry_id"),
            ("service_type", "item ->> 'serviceType'"),
            ("demarche_id", "(item ->> 'demarche')::uuid"),
            ("scope", "place.scope"),
            ("territory_code", "place.code"),
            ("basis", "lower(coalesce(item ->> 'basis', 'DECLARED'))"),
            ("valid_from", "(item ->> 'validFrom')::date"),
            ("valid_to", "(item ->> 'validTo')::date"),
        ],
        """
        published
            cross join jsonb_array_elements(document -> 'competences') item
            cross join lateral (
                select 'commune' as scope, code from jsonb_array_elements_text(item -> 'communes') code
                union all select 'departement', code from jsonb_array_elements_text(item -> 'departements') code
                union all select 'region', code from jsonb_array_elements_text(item -> 'regions') code
                union all select 'country', 'FR' where (item ->> 'wholeCountry')::boolean
            ) place
        """);

    private static readonly Projection[] All = [Entries, ExternalIds, Competences];

    /// <summary>Projects every entry that has a version from <paramref name="firstSequence"/> on.</summary>
    public static async Task RefreshAsync(
        NpgsqlConnection connection, long firstSequence, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        string[] steps =
        [
            $"create temp table published on commit drop as {Published(Latest(firstSequence))}",
            $"insert into published {Published(Complements)}",
            Entries.Upsert(), .. ExternalIds.Replace(), .. Competences.Replace(), "drop table published",
        ];
        foreach (var step in steps)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(step));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Where the tables are not what the log makes of them: in English, each naming its table, entry and columns.</summary>
    internal static async Task<IReadOnlyList<string>> VerifyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        List<string> problems = [];
        foreach (var projection in All)
        {
            await using var command = new NpgsqlCommand(projection.Differences(Published(Latest(1))), connection) { CommandTimeout = 0 };
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                problems.Add(
                    $"{projection.Table} does not agree with the log for entry {reader.GetString(0)}: {reader.Text(1) ?? "its rows"}");
            }
        }

        return problems;
    }

    // The last version of each entry that has one from there on. Index: pk_entry_versions.
    private static string Latest(long firstSequence) => string.Create(
        CultureInfo.InvariantCulture,
        $"select distinct on (entry_id) * from entry_versions where sequence >= {firstSequence} order by entry_id, version desc");

    // With what removed entries said last: they keep the name, the place and the parent that they had, so that lists of them can be read
    // and those who answered for them still do. Index: uq_entry_versions_entry_version.
    private static string Published(string versions) =>
        $"""
        select v.*, case when v.document is null then (
            select l.document from entry_versions l where l.entry_id = v.entry_id and l.document is not null order by l.version desc limit 1) end as kept
        from ({versions}) v
        """;
}

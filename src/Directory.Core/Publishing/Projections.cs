using Npgsql;

namespace PublicDirectory.Core.Publishing;

/// <summary>
/// The tables that can be rebuilt from <c>entry_versions</c> alone: <c>entries</c>, <c>external_ids</c> and
/// <c>competences</c>. Publishing refreshes them for what it published; rebuilding is the same from sequence 1.
/// </summary>
public static class Projections
{
    // $1: the first sequence that is not yet projected. Index: pk_entry_versions.
    private const string Refresh =
        """
        create temp table published on commit drop as
            select distinct on (entry_id) * from entry_versions where sequence >= $1 order by entry_id, sequence desc;
        """;

    private static readonly string[] Steps =
    [
        // A tombstone keeps the name that the entry had, so that lists of removed entries can be read.
        """
        insert into entries as e (id, kind, version, sequence, is_removed, name, types, commune_code, named_departement, source,
            changed_at, published_at, verified_at)
        select entry_id, kind, version, sequence, document is null,
            coalesce(document ->> 'name', document ->> 'label', document ->> 'title', ''),
            entry_types(kind, document), document ->> 'commune', named_departement(kind, document), source, changed_at, published_at,
            (document #>> '{provenance,verifiedAt}')::timestamptz
        from published
        on conflict (id) do update set
            version = excluded.version, sequence = excluded.sequence, is_removed = excluded.is_removed,
            name = case when excluded.is_removed then e.name else excluded.name end,
            types = case when excluded.is_removed then e.types else excluded.types end,
            commune_code = case when excluded.is_removed then e.commune_code else excluded.commune_code end,
            named_departement = case when excluded.is_removed then e.named_departement else excluded.named_departement end,
            source = excluded.source, changed_at = excluded.changed_at, published_at = excluded.published_at,
            verified_at = excluded.verified_at
        """,
        // A removed entry keeps its parent, as it keeps its name: those who answered for it still do.
        """
        update entries e set parent_id = (p.document ->> 'parent')::uuid, search_text = entry_search_text(p.document)
        from published p where p.entry_id = e.id and p.document is not null
        """,
        // A local complement stands where the administration that says it does. Index: ix_entries_local_complements.
        """
        update entries c set commune_code = p.commune_code
        from entries p
        where c.kind = 'local_complement' and p.id = c.parent_id and c.commune_code is distinct from p.commune_code
            and (c.id in (select entry_id from published) or p.id in (select entry_id from published))
        """,
        "delete from external_ids where entry_id in (select entry_id from published)",
        """
        insert into external_ids (entry_id, scheme, value)
        select distinct entry_id, item ->> 'scheme', item ->> 'value'
        from published, jsonb_array_elements(document -> 'externalIds') item
        """,
        "delete from competences where entry_id in (select entry_id from published)",
        """
        insert into competences (entry_id, service_type, demarche_id, scope, territory_code, basis, valid_from, valid_to)
        select entry_id, item ->> 'serviceType', (item ->> 'demarche')::uuid, place.scope, place.code,
            lower(coalesce(item ->> 'basis', 'DECLARED')), (item ->> 'validFrom')::date, (item ->> 'validTo')::date
        from published
            cross join jsonb_array_elements(document -> 'competences') item
            cross join lateral (
                select 'commune' as scope, code from jsonb_array_elements_text(item -> 'communes') code
                union all select 'departement', code from jsonb_array_elements_text(item -> 'departements') code
                union all select 'region', code from jsonb_array_elements_text(item -> 'regions') code
                union all select 'country', 'FR' where (item ->> 'wholeCountry')::boolean
            ) place
        """,
        "drop table published",
    ];

    /// <summary>Projects every entry that has a version from <paramref name="firstSequence"/> on.</summary>
    public static async Task RefreshAsync(
        NpgsqlConnection connection, long firstSequence, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { Timeout = 0 };
        var published = new NpgsqlBatchCommand(Refresh.Replace(
            "$1", firstSequence.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        batch.BatchCommands.Add(published);
        foreach (var step in Steps)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(step));
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}

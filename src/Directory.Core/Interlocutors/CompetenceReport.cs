using System.Runtime.CompilerServices;
using Npgsql;

namespace PublicDirectory.Core.Interlocutors;

/// <summary>How well a service type covers the communes of a département.</summary>
/// <param name="Departement">The département's code.</param>
/// <param name="DepartementName">Its name.</param>
/// <param name="ServiceType">The service type's code.</param>
/// <param name="Communes">Communes of the département, Paris, Lyon and Marseille as one each.</param>
/// <param name="Gaps">Those for which nobody is competent.</param>
/// <param name="Overlaps">Those that two or more administrations name, declared by a source or an editor.</param>
/// <param name="GapExamples">Names of up to five gaps.</param>
public sealed record CoverageRow(
    string Departement, string DepartementName, string ServiceType, int Communes, int Gaps, int Overlaps,
    IReadOnlyList<string> GapExamples);

/// <summary>A reference to something that is not there.</summary>
/// <param name="EntryId">The entry that refers to it.</param>
/// <param name="EntryName">Its name.</param>
/// <param name="Departement">The département where it stands; null when it stands nowhere.</param>
/// <param name="Kind">What is referred to: <c>SERVICE_TYPE</c>, <c>COMMUNE</c>, <c>DEPARTEMENT</c>, <c>REGION</c>, <c>DEMARCHE</c>.</param>
/// <param name="Reference">Its code or id.</param>
public sealed record DeadReference(Guid EntryId, string EntryName, string? Departement, string Kind, string Reference);

/// <summary>
/// Where competence is missing, doubled or leads nowhere, by département: the work list of those who keep it right. Reads the
/// projections of what is published.
/// </summary>
public static class CompetenceReport
{
    // A type that names most communes of the country means to name all of them: there, a commune without is a gap.
    private const string Coverage =
        """
        with place as (
            select code, name, departement_code, region_code from communes where parent_code is null
        ),
        named as (
            select c.service_type, coalesce(part.parent_code, c.territory_code) as commune, c.entry_id, c.basis
            from competences c left join communes part on part.code = c.territory_code
            where c.scope = 'commune' and c.demarche_id is null
        ),
        wide as (
            select service_type, scope, territory_code from competences where scope <> 'commune' and demarche_id is null
        ),
        expected as (
            select service_type
            from named join place on place.code = named.commune
            group by service_type
            having count(distinct commune) * 2 > (select count(*) from place)
            union select service_type from wide
        ),
        served as (
            select service_type, commune, count(distinct entry_id) filter (where basis = 'declared') as declared
            from named group by service_type, commune
        )
        select d.code, d.name, e.service_type, count(*)::int,
            count(*) filter (where s.commune is null and not wide.is_served)::int,
            count(*) filter (where s.declared > 1)::int,
            (array_agg(p.name order by p.name) filter (where s.commune is null and not wide.is_served))[1:5]
        from expected e
            cross join place p
            join departements d on d.code = p.departement_code
            left join served s on s.service_type = e.service_type and s.commune = p.code
            cross join lateral (
                select exists (
                    select from wide w
                    where w.service_type = e.service_type
                        and (w.scope = 'country'
                            or (w.scope = 'departement' and w.territory_code = p.departement_code)
                            or (w.scope = 'region' and w.territory_code = p.region_code))) as is_served
            ) wide
        group by d.code, d.name, e.service_type
        having count(*) filter (where s.commune is null and not wide.is_served) > 0 or count(*) filter (where s.declared > 1) > 0
        order by d.code, e.service_type
        """;

    private const string Dead =
        """
        with known as (
            select v.document ->> 'code' as code
            from entries e join entry_versions v on v.sequence = e.sequence
            where e.kind = 'service_type' and not e.is_removed
        ),
        reference as (
            select entry_id, 'SERVICE_TYPE' as kind, service_type as reference from competences
            union select entry_id, upper(scope), territory_code from competences where scope <> 'country'
            union select entry_id, 'DEMARCHE', demarche_id::text from competences where demarche_id is not null
            union select id, 'SERVICE_TYPE', unnest(types) from entries where not is_removed
        )
        select distinct r.entry_id, e.name, coalesce(c.departement_code, d.departement_code), r.kind, r.reference
        from reference r
            join entries e on e.id = r.entry_id
            left join communes c on c.code = e.commune_code
            left join delegated_communes d on d.code = e.commune_code
        where case r.kind
            when 'SERVICE_TYPE' then not exists (select from known where code = r.reference)
            when 'COMMUNE' then not exists (select from communes where code = r.reference)
            when 'DEPARTEMENT' then not exists (select from departements where code = r.reference)
            when 'REGION' then not exists (select from regions where code = r.reference)
            else not exists (select from entries t where t.kind = 'demarche' and not t.is_removed and t.id::text = r.reference)
            end
        order by 3 nulls first, 4, 5, 2
        """;

    /// <summary>Département and type with gaps or overlaps, in the order of their codes.</summary>
    public static async IAsyncEnumerable<CoverageRow> CoverageAsync(
        NpgsqlDataSource database, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Coverage);
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return new CoverageRow(
                reader.GetString(0),
                reader.GetString(1),
                reader.GetString(2),
                reader.GetInt32(3),
                reader.GetInt32(4),
                reader.GetInt32(5),
                await reader.IsDBNullAsync(6, cancellationToken) ? [] : await reader.GetFieldValueAsync<string[]>(6, cancellationToken));
        }
    }

    /// <summary>References that lead nowhere, by département.</summary>
    public static async IAsyncEnumerable<DeadReference> DeadReferencesAsync(
        NpgsqlDataSource database, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Dead);
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return new DeadReference(
                reader.GetGuid(0),
                reader.GetString(1),
                await reader.IsDBNullAsync(2, cancellationToken) ? null : reader.GetString(2),
                reader.GetString(3),
                reader.GetString(4));
        }
    }
}

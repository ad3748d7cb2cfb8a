-- importers verify makes every column of the projections anew from the log and compares: what it calls is what publishing calls.

-- The département of an entry: of its own, or of its commune. The same cut as InseeCode.DepartementCode: three characters overseas.
create function departement_of(named text, commune text) returns text language sql immutable parallel safe as $$
    select coalesce(named, case when left(commune, 2) in ('97', '98') then left(commune, 3) else left(commune, 2) end)
$$;
create or replace function set_departement_code() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
    new.departement_code := departement_of(new.named_departement, new.commune_code);
    return new;
end $$;

revoke all on function departement_of from public;
grant execute on function departement_of to directory_role_extranet, directory_role_importers, directory_role_heads;
grant execute on function fold_text, entry_search_text, entry_types, named_departement to directory_role_heads;
grant select on competences to directory_role_heads;

-- A removed entry keeps its parent: of those that were removed before that was so.
update entries e set parent_id = (said.document ->> 'parent')::uuid
from (select distinct on (entry_id) entry_id, document from entry_versions where document is not null order by entry_id, version desc) said
where e.is_removed and said.entry_id = e.id and e.parent_id is distinct from (said.document ->> 'parent')::uuid;

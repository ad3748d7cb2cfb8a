-- Two more kinds of entry: messages for many administrations, and what is added locally to a démarche.
alter table entry_versions drop constraint ck_entry_versions_kind;
alter table entry_versions add constraint ck_entry_versions_kind check (
    kind in ('administration', 'service_type', 'demarche', 'notice', 'local_complement'));
alter table change_requests drop constraint ck_change_requests_kind;
alter table change_requests add constraint ck_change_requests_kind check (
    kind in ('administration', 'service_type', 'demarche', 'notice', 'local_complement'));

-- What perimeters look at in a document. A notice is within a département or a service type when nobody else is concerned
-- (NoticeTargets.OnlyDepartement, OnlyServiceType).
create function entry_types(kind text, document jsonb) returns text[] language sql immutable as $$
    select coalesce(array(select jsonb_array_elements_text(case
        when kind <> 'notice' then coalesce(document -> 'types', document -> 'handledBy')
        when document #> '{concerns,administrations}' is null
            and jsonb_array_length(document #> '{concerns,serviceTypes}') = 1 then document #> '{concerns,serviceTypes}'
        end)), '{}')
$$;
-- The département that a document names itself, for kinds that stand in no commune.
create function named_departement(kind text, document jsonb) returns text language sql immutable as $$
    select case kind
        when 'local_complement' then document ->> 'departement'
        when 'notice' then case when document #> '{concerns,administrations}' is null
            and jsonb_array_length(document #> '{concerns,departements}') = 1 then document #>> '{concerns,departements,0}' end
        end
$$;

alter table entries add column named_departement text;
-- No longer generated, since the expression of a generated column cannot be changed without what depends on it being dropped.
alter table entries alter column departement_code drop expression;
create function set_departement_code() returns trigger language plpgsql as $$
begin
    -- The same cut as InseeCode.DepartementCode: three characters overseas.
    new.departement_code := coalesce(new.named_departement, case when left(new.commune_code, 2) in ('97', '98')
        then left(new.commune_code, 3) else left(new.commune_code, 2) end);
    return new;
end $$;
create trigger tr_entries_departement before insert or update of commune_code, named_departement on entries
    for each row execute function set_departement_code();
-- The complements of an administration stand where it does.
create index ix_entries_local_complements on entries (parent_id) where kind = 'local_complement';

-- As in 0009, with the two kinds; a new complement's département may be that of the administration that says it.
create or replace view change_request_entries as
    select r.id as request_id, r.entry_id as id,
        coalesce(e.name, r.proposed ->> 'name', r.proposed ->> 'label', r.proposed ->> 'title', '') as name,
        coalesce(e.types, entry_types(r.kind, r.proposed)) as types,
        case when e.id is not null then e.departement_code
            else coalesce(named_departement(r.kind, r.proposed), p.departement_code,
                case when left(r.proposed ->> 'commune', 2) in ('97', '98') then left(r.proposed ->> 'commune', 3)
                    else left(r.proposed ->> 'commune', 2) end) end as departement_code,
        case when e.id is not null then e.parent_id else (r.proposed ->> 'parent')::uuid end as parent_id
    from change_requests r
        left join entries e on e.id = r.entry_id
        left join entries p on r.kind = 'local_complement' and e.id is null and p.id = (r.proposed ->> 'parent')::uuid;

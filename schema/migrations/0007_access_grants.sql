-- Who may do what, where, from when to when: person × right × perimeter × blocks × period.

create table access_grants (
    id                 uuid        primary key,
    account_id         uuid        not null references accounts (id),
    access_right       text        not null,
    perimeter          text        not null,
    -- entry: the entry and everything below it.
    perimeter_entry_id uuid        references entries (id),
    -- departement: its code; service_type: its code.
    perimeter_code     text,
    -- null: every block of the document.
    blocks             text[],
    valid_from         timestamptz not null,
    -- Excluded; null: without end.
    valid_to           timestamptz,
    -- null: given by the operator of the service, from the command line.
    granted_by         uuid        references accounts (id),
    granted_at         timestamptz not null,
    revoked_by         uuid        references accounts (id),
    revoked_at         timestamptz,
    constraint ck_access_grants_right check (
        access_right in ('propose', 'modify', 'publish_urgently', 'approve', 'administer', 'orient')),
    constraint ck_access_grants_perimeter check (case perimeter
        when 'national' then perimeter_entry_id is null and perimeter_code is null
        when 'entry' then perimeter_entry_id is not null and perimeter_code is null
        when 'departement' then perimeter_entry_id is null and perimeter_code ~ '^([0-9]{2,3}|2[AB])$'
        when 'service_type' then perimeter_entry_id is null and perimeter_code ~ '^[a-z][a-z0-9_]*$'
        else false end),
    constraint ck_access_grants_blocks check (blocks is null or cardinality(blocks) between 1 and 50),
    constraint ck_access_grants_validity check (valid_to is null or valid_from < valid_to),
    constraint ck_access_grants_two_people check (granted_by is null or granted_by <> account_id),
    constraint ck_access_grants_revoked check ((revoked_by is null) or (revoked_at is not null))
);
create index ix_access_grants_account on access_grants (account_id) where revoked_at is null;
create index ix_access_grants_right on access_grants (access_right) where revoked_at is null;

grant select, insert on access_grants to directory_writer;
-- A grant is never changed, only ended.
grant update (revoked_by, revoked_at) on access_grants to directory_writer;

-- What perimeters look at: filled by the projections, like the columns beside them.
alter table entries add column parent_id uuid;
-- The same cut as InseeCode.DepartementCode: three characters overseas.
alter table entries add column departement_code text generated always as (
    case when left(commune_code, 2) in ('97', '98') then left(commune_code, 3) else left(commune_code, 2) end) stored;
update entries e set parent_id = (v.document ->> 'parent')::uuid
    from entry_versions v where v.sequence = e.sequence and v.document ? 'parent';
create index ix_entries_parent on entries (parent_id) where parent_id is not null;
create index ix_entries_departement on entries (departement_code) where not is_removed;
-- Few among many: their names are looked up by code.
create index ix_entries_service_types on entries (sequence) where kind = 'service_type';

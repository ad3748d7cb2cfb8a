-- The log of published versions, and what can be rebuilt from it.
-- entry_versions is the one place where published content lives: append-only, one global sequence in commit order,
-- each row chained by hash to the one before it. Everything else in this file is a projection of it.

create table entry_versions (
    -- Global, without gaps, in commit order: taken under the publishing lock (see Publishing/Publisher.cs).
    sequence          bigint      primary key,
    entry_id          uuid        not null,
    kind              text        not null,
    -- 1 for the entry's first version, growing by one.
    version           integer     not null,
    -- null: a tombstone, the entry was removed.
    document          jsonb,
    path              text        not null,
    reason            text,
    author            text        not null,
    approver          text,
    change_request_id uuid,
    source            text        not null,
    published_at      timestamptz not null,
    -- When the content last changed; earlier than published_at for versions that only confirm it.
    changed_at        timestamptz not null,
    effective_at      timestamptz not null,
    previous_hash     bytea       not null,
    row_hash          bytea       not null,

    constraint uq_entry_versions_entry_version unique (entry_id, version),
    constraint ck_entry_versions_kind check (kind in ('administration', 'service_type')),
    constraint ck_entry_versions_version check (version >= 1),
    constraint ck_entry_versions_sequence check (sequence >= 1),
    constraint ck_entry_versions_path check (path in ('import', 'standard', 'urgent')),
    constraint ck_entry_versions_document check (document is null or document ? 'schemaVersion'),
    constraint ck_entry_versions_two_people check (approver is null or approver <> author),
    constraint ck_entry_versions_changed check (changed_at <= published_at),
    constraint ck_entry_versions_hashes check (length(previous_hash) = 32 and length(row_hash) = 32)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % refused', tg_table_name, tg_op
        using errcode = 'insufficient_privilege', hint = 'Publish a new version instead.';
end $$;

create trigger tr_entry_versions_append_only
    before update or delete on entry_versions for each row execute function refuse_change();
create trigger tr_entry_versions_no_truncate
    before truncate on entry_versions for each statement execute function refuse_change();

-- Whoever inserts: under the publishing lock, the next sequence, chained to the last row, the entry's next version.
create function check_publishing_lock() returns trigger language plpgsql as $$
begin
    -- pg_advisory_xact_lock(7301), held by this session in this database.
    if not exists (
        select 1 from pg_locks
        where locktype = 'advisory' and pid = pg_backend_pid() and granted
          and classid = 0 and objid = 7301 and objsubid = 1
          and database = (select oid from pg_database where datname = current_database())
    ) then
        raise exception 'entry_versions is written under the publishing lock only'
            using errcode = 'object_not_in_prerequisite_state';
    end if;
    return null;
end $$;

create trigger tr_entry_versions_lock
    before insert on entry_versions for each statement execute function check_publishing_lock();

create function check_chain() returns trigger language plpgsql as $$
declare
    last record;
    last_version integer;
begin
    select sequence, row_hash into last from entry_versions order by sequence desc limit 1;
    if new.sequence <> coalesce(last.sequence, 0) + 1
        or new.previous_hash <> coalesce(last.row_hash, decode(repeat('00', 32), 'hex')) then
        raise exception 'sequence % does not continue the log, which ends at %', new.sequence, coalesce(last.sequence, 0)
            using errcode = 'integrity_constraint_violation';
    end if;
    select max(version) into last_version from entry_versions where entry_id = new.entry_id;
    if new.version <> coalesce(last_version, 0) + 1 then
        raise exception 'version % of entry % does not follow version %', new.version, new.entry_id, coalesce(last_version, 0)
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;

create trigger tr_entry_versions_chain
    before insert on entry_versions for each row execute function check_chain();

-- The current state of each entry, with what lists filter on.
create table entries (
    id           uuid        primary key,
    kind         text        not null,
    version      integer     not null,
    sequence     bigint      not null,
    is_removed   boolean     not null,
    name         text        not null,
    types        text[]      not null,
    commune_code text,
    source       text        not null,
    changed_at   timestamptz not null,
    published_at timestamptz not null,
    verified_at  timestamptz,
    constraint uq_entries_sequence unique (sequence),
    constraint fk_entries_current_version foreign key (sequence) references entry_versions (sequence)
);
create index ix_entries_commune on entries (commune_code) where not is_removed;
create index ix_entries_types on entries using gin (types) where not is_removed;

-- Identifiers in other registers, of entries that are not removed. Not unique: the national file repeats some SIRETs.
create table external_ids (
    entry_id uuid not null references entries (id),
    scheme   text not null,
    value    text not null,
    constraint pk_external_ids primary key (scheme, value, entry_id)
);
create index ix_external_ids_entry on external_ids (entry_id);

-- One row per (administration, service type, place served): the documents' competences, unfolded for joins and reports.
create table competences (
    entry_id       uuid not null references entries (id),
    service_type   text not null,
    -- commune, departement, region: territory_code is its code; country: territory_code is 'FR'.
    scope          text not null,
    territory_code text not null,
    basis          text not null,
    valid_from     date,
    valid_to       date,
    constraint ck_competences_scope check (scope in ('commune', 'departement', 'region', 'country')),
    constraint ck_competences_basis check (basis in ('declared', 'seat')),
    constraint ck_competences_validity check (valid_to is null or valid_from is null or valid_from <= valid_to)
);
create index ix_competences_entry on competences (entry_id);
create index ix_competences_place on competences (scope, territory_code, service_type);

grant select on entry_versions, entries, external_ids, competences to directory_reader, directory_writer;
grant insert on entry_versions to directory_writer;
grant insert, update, delete on entries, external_ids, competences to directory_writer;

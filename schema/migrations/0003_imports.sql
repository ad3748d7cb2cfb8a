-- What came in from source files, what did not, and what an editor has to decide.

create table imports (
    id          uuid        primary key,
    -- The source's code: dila-annuaire, dila-annuaire-legacy, sample, territories.
    source      text        not null,
    file_name   text        not null,
    file_sha256 bytea       not null,
    started_at  timestamptz not null,
    finished_at timestamptz not null,
    is_forced   boolean     not null,
    -- {"read":…, "added":…, "changed":…, "confirmed":…, "unchanged":…, "rejected":…, "missing":…, …}
    counts      jsonb       not null,
    constraint ck_imports_times check (finished_at >= started_at)
);
create index ix_imports_source on imports (source, finished_at desc);

create table import_rejects (
    import_id     uuid   not null references imports (id) deferrable initially deferred,
    severity      text   not null,
    code          text   not null,
    message       text   not null,
    record_key    text,
    record_number bigint not null,
    line          bigint not null,
    byte_offset   bigint not null,
    excerpt       text,
    constraint ck_import_rejects_severity check (severity in ('rejected', 'skipped', 'warning'))
);
create index ix_import_rejects_import on import_rejects (import_id, code);

-- What each source last said of each record: the base of the three-way comparison.
create table imported_records (
    source       text   not null,
    record_key   text   not null,
    entry_id     uuid   not null references entries (id),
    -- First 16 bytes of SHA-256 over the canonical JSON of the whole mapped record: equal means nothing to do.
    record_hash  bytea  not null,
    -- {"openingHours": "9f86d081884c7d65", …}: one hash per block that the source speaks of.
    block_hashes jsonb  not null,
    -- The source's last import did not see the record: its removal is proposed.
    is_missing   boolean not null default false,
    constraint pk_imported_records primary key (source, record_key)
);
create index ix_imported_records_entry on imported_records (entry_id);

-- Someone, or an import, says that an entry is wrong; an editor decides.
create table issue_reports (
    id          uuid        primary key,
    entry_id    uuid        not null references entries (id),
    origin      text        not null,
    -- source_removed: the record has vanished from the source; source_conflict: edited here and changed there.
    code        text        not null,
    block       text,
    -- For a conflict, the value that the source now gives.
    proposed    jsonb,
    import_id   uuid        references imports (id) deferrable initially deferred,
    created_at  timestamptz not null,
    resolved_at timestamptz,
    constraint ck_issue_reports_origin check (origin in ('import')),
    constraint ck_issue_reports_code check (code in ('source_removed', 'source_conflict'))
);
-- An import that finds the same thing twice reports it once.
create unique index uq_issue_reports_open on issue_reports (entry_id, code, coalesce(block, '')) where resolved_at is null;

grant select on imports, import_rejects, imported_records, issue_reports to directory_reader, directory_writer;
grant insert on imports, import_rejects to directory_writer;
grant delete on import_rejects to directory_writer;
grant insert, update, delete on imported_records to directory_writer;
grant insert, update on issue_reports to directory_writer;

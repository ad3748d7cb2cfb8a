-- What everyone did: append-only, exported for audit. Holds references, never the text of a message or an address.

create table journal (
    id          bigint      generated always as identity primary key,
    at          timestamptz not null,
    -- null: the program itself (the clock, the outbox).
    account_id  uuid        references accounts (id),
    -- change_request.submitted, access_grant.revoked, …
    action      text        not null,
    object_kind text        not null,
    object_id   uuid        not null,
    detail      jsonb       not null default '{}',
    constraint ck_journal_action check (action ~ '^[a-z_]+\.[a-z_]+$'),
    constraint ck_journal_detail check (jsonb_typeof(detail) = 'object' and pg_column_size(detail) < 8000)
);
create index ix_journal_at on journal (at);
create index ix_journal_account on journal (account_id, at);
create index ix_journal_object on journal (object_id, at);

create trigger tr_journal_append_only
    before update or delete on journal for each row execute function refuse_change();
create trigger tr_journal_no_truncate
    before truncate on journal for each statement execute function refuse_change();

grant select, insert on journal to directory_writer;

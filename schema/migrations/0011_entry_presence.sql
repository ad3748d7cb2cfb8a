-- Who has an entry open in an editor: a hint, not a lock, so that it may be lost (unlogged) and is never waited for.
create unlogged table entry_presence (
    entry_id   uuid        not null,
    account_id uuid        not null references accounts (id),
    opened_at  timestamptz not null,
    seen_at    timestamptz not null,
    constraint pk_entry_presence primary key (entry_id, account_id)
);
create index ix_entry_presence_seen on entry_presence (seen_at);
grant select, insert, update, delete on entry_presence to directory_writer;

-- Mails to be sent: written in the transaction of what they tell, sent afterwards until the mail server takes them.

create table outbox_mails (
    id         uuid        primary key,
    -- null: to someone without an account.
    account_id uuid        references accounts (id),
    recipient  text        not null,
    subject    text        not null,
    body       text        not null,
    -- Kept over retries, so that a mail received twice can be told.
    message_id text        not null,
    -- at_once: a mail of its own; digest: waits to be told with others.
    delivery   text        not null,
    created_at timestamptz not null,
    not_before timestamptz not null,
    attempts   integer     not null default 0,
    -- A status code of the mail server or the kind of failure; never its text, which may name people.
    last_error text,
    sent_at    timestamptz,
    -- Given up: shown to administrators, who may have it tried again.
    dead_at    timestamptz,
    -- Of a digest: the mail that told it.
    digest_id  uuid        references outbox_mails (id),
    constraint uq_outbox_mails_message_id unique (message_id),
    constraint ck_outbox_mails_delivery check (delivery in ('at_once', 'digest')),
    constraint ck_outbox_mails_subject check (subject <> '' and subject !~ '[\r\n]' and length(subject) <= 300),
    constraint ck_outbox_mails_recipient check (recipient !~ '[\s,;<>]' and length(recipient) <= 254),
    constraint ck_outbox_mails_end check (sent_at is null or dead_at is null)
);
create index ix_outbox_mails_due on outbox_mails (not_before) where sent_at is null and dead_at is null and digest_id is null;
create index ix_outbox_mails_dead on outbox_mails (dead_at) where dead_at is not null;

grant select, insert, update on outbox_mails to directory_writer;
-- Mails are personal data: sent ones are cleared after a while.
grant delete on outbox_mails to directory_writer;

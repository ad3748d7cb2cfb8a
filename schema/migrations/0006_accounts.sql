-- Who signs in to the extranet: what the workflow needs to know of a person, no more. The API's role never sees it.

create table accounts (
    id            uuid        primary key,
    -- Lower case, so that a person has one account.
    mail          text        not null,
    name          text        not null,
    -- at_once: each message when it happens; digest: one mail a day.
    mail_delivery text        not null default 'at_once',
    created_at    timestamptz not null,
    -- null: may sign in.
    disabled_at   timestamptz,
    constraint uq_accounts_mail unique (mail),
    constraint ck_accounts_mail check (mail = lower(mail) and mail ~ '^[^@\s]+@[^@\s]+$' and length(mail) <= 254),
    constraint ck_accounts_name check (name <> '' and length(name) <= 200),
    constraint ck_accounts_mail_delivery check (mail_delivery in ('at_once', 'digest'))
);

-- No deletion: published versions and the journal refer to accounts; a person who leaves is disabled.
grant select, insert, update on accounts to directory_writer;

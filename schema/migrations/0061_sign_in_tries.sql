-- Tries to sign in are counted by account and by where they come from, so that nobody shuts a door that others use.

create table sign_in_tries (
    account_id     uuid        not null references accounts (id),
    -- A hash of the network, or of the browser where the person signed in before.
    origin         bytea       not null,
    -- Since the last complete sign-in from there.
    failures       integer     not null,
    last_failed_at timestamptz,
    shut_until     timestamptz,
    -- The last complete sign-in from there; null: the person is not known there.
    signed_in_at   timestamptz,
    primary key (account_id, origin),
    constraint ck_sign_in_tries_origin check (length(origin) = 32),
    constraint ck_sign_in_tries_failures check (failures >= 0)
);

-- Of the account as a whole, from where its person is not known: failed_attempts of a day, since then.
alter table account_credentials add column attempts_since timestamptz;
-- Past the most of a day: locked_until says until when only this origin may try.
alter table account_credentials add column locked_for bytea;
-- Tries that failed and that the journal does not tell yet, and when it last did.
alter table account_credentials add column untold_failures integer not null default 0;
alter table account_credentials add column failures_told_at timestamptz;
-- When the owner was last told that a door was shut.
alter table account_credentials add column lock_told_at timestamptz;
alter table account_credentials add constraint ck_account_credentials_untold check (untold_failures >= 0);
-- Doors that were shut before are open: this one counted from anywhere.
update account_credentials set failed_attempts = 0, locked_until = null;

grant select, insert, update, delete on sign_in_tries to directory_role_extranet;

-- How people sign in: passwords, second factors, one-time links, identities elsewhere; and the keys that protect cookies.

create table account_credentials (
    account_id        uuid        primary key references accounts (id),
    -- PBKDF2 in the format of ASP.NET Core Identity; null: no password, the person comes through an identity provider.
    password_hash     text,
    -- Changes with the password, the second factor and on request: sessions that carry another one end.
    security_stamp    uuid        not null,
    -- Tries since the last complete sign-in, the one under way included.
    failed_attempts   integer     not null default 0,
    locked_until      timestamptz,
    -- Encrypted with the data-protection keys.
    totp_key          bytea,
    -- The last thirty seconds for which a code was taken: none serves twice.
    totp_last_step    bigint,
    last_signed_in_at timestamptz,
    constraint ck_account_credentials_attempts check (failed_attempts >= 0)
);

-- SHA-256 of codes of 50 random bits, each good for one sign-in without the telephone.
create table account_recovery_codes (
    account_id uuid  not null references accounts (id),
    code_hash  bytea not null,
    primary key (account_id, code_hash),
    constraint ck_account_recovery_codes_hash check (length(code_hash) = 32)
);

-- SHA-256 of the random part of links sent by mail; a link is gone once it was used.
create table account_links (
    token_hash bytea       primary key,
    account_id uuid        not null references accounts (id),
    purpose    text        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    constraint ck_account_links_hash check (length(token_hash) = 32),
    constraint ck_account_links_purpose check (purpose in ('invitation', 'reset')),
    constraint ck_account_links_validity check (created_at < expires_at)
);
create index ix_account_links_account on account_links (account_id);

-- Who someone is for an identity provider. Never the mail: a provider may not have checked it.
create table account_logins (
    provider   text        not null,
    subject    text        not null,
    account_id uuid        not null references accounts (id),
    created_at timestamptz not null,
    primary key (provider, subject),
    constraint ck_account_logins_subject check (subject <> '' and length(subject) <= 255)
);
create index ix_account_logins_account on account_logins (account_id);

-- Shared by all nodes of the extranet.
create table data_protection_keys (
    id         uuid        primary key,
    xml        text        not null,
    created_at timestamptz not null
);

grant select, insert, update on account_credentials to directory_writer;
grant select, insert, delete on account_recovery_codes, account_links, account_logins to directory_writer;
grant select, insert on data_protection_keys to directory_writer;

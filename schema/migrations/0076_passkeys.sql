-- Passkeys (WebAuthn): public keys of what people unlock with a finger, a face or a PIN. Nothing here signs anyone in.

create table passkeys (
    -- As the authenticator calls it.
    id           bytea       primary key,
    account_id   uuid        not null references accounts (id),
    -- What its owner calls it.
    name         text        not null,
    -- COSE.
    public_key   bytea       not null,
    -- Of its uses, as it says; one that goes back was copied. Synchronised ones always say 0.
    sign_count   bigint      not null,
    created_at   timestamptz not null,
    last_used_at timestamptz,
    constraint ck_passkeys_id check (length(id) between 16 and 1023),
    constraint ck_passkeys_name check (name <> '' and length(name) <= 60),
    constraint ck_passkeys_sign_count check (sign_count >= 0)
);
create index ix_passkeys_account on passkeys (account_id);

-- What was asked of a browser and waits for its answer: for five minutes, and one answer.
create table passkey_challenges (
    id         uuid        primary key,
    -- null: of whoever signs in.
    account_id uuid        references accounts (id),
    purpose    text        not null,
    -- As the browser was given them, the challenge in them.
    options    text        not null,
    expires_at timestamptz not null,
    constraint ck_passkey_challenges_purpose check (
        case purpose when 'sign_in' then account_id is null when 'register' then account_id is not null when 'prove' then account_id is not null else false end)
);
create index ix_passkey_challenges_expires_at on passkey_challenges (expires_at);

grant select, insert, delete on passkeys, passkey_challenges to directory_writer;
grant update (name, sign_count, last_used_at) on passkeys to directory_writer;

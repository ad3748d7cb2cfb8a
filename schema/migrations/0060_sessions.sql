-- Sessions of agents, held here: the browser's cookie is a random ticket that stands for a row, and nothing more.

create table sessions (
    -- Names the session in pages and in the journal; opens nothing.
    id               uuid        primary key,
    -- SHA-256 of the ticket. Changes whenever the person proves again who they are.
    ticket_hash      bytea       not null,
    account_id       uuid        not null references accounts (id),
    -- When the person signed in: nothing moves it.
    authenticated_at timestamptz not null,
    -- The last proof of who they are: signing in, or confirming before what is grave.
    confirmed_at     timestamptz not null,
    -- To the minute.
    last_seen_at     timestamptz not null,
    ends_at          timestamptz not null,
    -- How they proved it (RFC 8176), and the level that the provider said.
    methods          text[]      not null,
    level            text,
    -- Of the provider's session, when one opened this: what it sends to close it.
    provider         text,
    provider_sid     text,
    -- Encrypted; closing the session at the provider takes it.
    id_token         bytea,
    -- « Firefox sous Windows »: to know one's own again, never the whole of what the browser says.
    device           text        not null,
    -- Of the address, the network only (24 bits of 32, 56 of 128).
    network          text        not null,
    ended_at         timestamptz,
    end_reason       text,
    constraint uq_sessions_ticket unique (ticket_hash),
    constraint ck_sessions_ticket check (length(ticket_hash) = 32),
    constraint ck_sessions_validity check (authenticated_at < ends_at and authenticated_at <= last_seen_at),
    constraint ck_sessions_device check (length(device) <= 60),
    constraint ck_sessions_network check (length(network) <= 50),
    constraint ck_sessions_provider_sid check (length(provider_sid) <= 255),
    constraint ck_sessions_end check ((ended_at is null) = (end_reason is null)),
    constraint ck_sessions_end_reason check (end_reason in (
        'signed_out', 'closed', 'replaced', 'disabled', 'password', 'second_factor', 'provider', 'expired'))
);
create index ix_sessions_account on sessions (account_id) where ended_at is null;
create index ix_sessions_provider on sessions (provider, provider_sid) where ended_at is null and provider_sid is not null;
create index ix_sessions_last_seen on sessions (last_seen_at);

grant select, insert, update, delete on sessions to directory_writer;

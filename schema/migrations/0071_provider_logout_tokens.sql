-- Tokens by which the identity provider ended sessions, while they could be sent a second time.
create table provider_logout_tokens (
    -- SHA-256 of the provider and of its name for the token.
    token_hash bytea       primary key,
    seen_at    timestamptz not null,
    constraint ck_provider_logout_tokens_hash check (length(token_hash) = 32)
);
create index ix_provider_logout_tokens_seen on provider_logout_tokens (seen_at);

grant select, insert, delete on provider_logout_tokens to directory_writer;

-- What a page's form has left of its section: a page that stays open saves again and again, and its own saves are no conflict with itself.

create table saved_forms (
    -- The token of the page's form.
    form_id     uuid        primary key,
    account_id  uuid        not null references accounts (id),
    -- How many times it had been sent when it was sent last: what was sent earlier and comes later is out of date.
    rank        integer     not null default 0,
    -- Of the section's blocks as this form saved them, or was about to: the last of them.
    fingerprints text[]     not null default '{}',
    saved_at    timestamptz not null,
    constraint ck_saved_forms_rank check (rank >= 0),
    constraint ck_saved_forms_fingerprints check (cardinality(fingerprints) <= 20)
);
create index ix_saved_forms_saved_at on saved_forms (saved_at);

grant select, insert, update, delete on saved_forms to directory_role_extranet;

-- What agents had typed when their session was over: kept for a day, for the same person in the same browser.

create table kept_forms (
    id         uuid        primary key,
    account_id uuid        not null references accounts (id),
    -- The mark of the browser, known from its cookie.
    browser_id uuid        not null,
    path       text        not null,
    -- The fields, encrypted with the data-protection keys.
    content    bytea       not null,
    kept_at    timestamptz not null,
    constraint ck_kept_forms_path check (path like '/extranet/%' and length(path) <= 2000),
    constraint ck_kept_forms_content check (length(content) <= 500000)
);
create index ix_kept_forms_account on kept_forms (account_id, kept_at);
create index ix_kept_forms_kept_at on kept_forms (kept_at);

grant select, insert, delete on kept_forms to directory_writer;

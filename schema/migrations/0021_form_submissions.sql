-- Forms that were sent, so that sending one twice has one effect. Kept for a day.

create table form_submissions (
    token      uuid        primary key,
    account_id uuid        not null references accounts (id),
    started_at timestamptz not null,
    -- Where it led; null while it is being dealt with.
    location   text,
    notice     text
);
create index ix_form_submissions_started_at on form_submissions (started_at);

grant select, insert, update, delete on form_submissions to directory_writer;

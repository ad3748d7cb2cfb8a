-- What submitted requests change for others than those who answer for their entry (Core/Habilitations/Effect), so that the queues of approvers
-- ask in SQL what the decision asks. Worked out from the documents whenever a queue is read and something that was looked at has changed.

create table change_request_reaches (
    request_id uuid     primary key references change_requests (id),
    -- Of the request, when this was worked out.
    revision   integer  not null,
    -- The entries that were looked at, and up to where in the log.
    looked_at  uuid[]   not null,
    as_of      bigint   not null
);

create table change_request_effects (
    request_id       uuid   not null references change_request_reaches (request_id),
    -- null: the whole entry.
    block            text,
    -- Who answers for it: any of these; the whole country always does.
    types            text[] not null,
    departement_code text,
    answered_by      uuid[] not null
);
create index ix_change_request_effects_request on change_request_effects (request_id);

grant select, insert, update on change_request_reaches to directory_writer;
grant select, insert, delete on change_request_effects to directory_writer;

-- Changes proposed to entries, from draft to publication, and every step that they took.

create table change_requests (
    id                uuid        primary key,
    -- The same for all requests of one action on many entries.
    action_id         uuid        not null,
    -- Of a new entry: the id that it will have.
    entry_id          uuid        not null,
    kind              text        not null,
    operation         text        not null,
    path              text        not null,
    state             text        not null,
    -- Grows with every change of the row: two windows of one author do not overwrite each other.
    revision          integer     not null default 1,
    -- The published version that the author started from; 0 for a new entry.
    base_version      integer     not null,
    -- null only for a removal.
    proposed          jsonb,
    -- What the author typed and that is not (yet) a valid document, by section.
    form_values       jsonb,
    -- The top-level properties that differ from the base version.
    blocks            text[]      not null,
    author_id         uuid        not null references accounts (id),
    message           text,
    reason            text,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    submitted_at      timestamptz,
    -- Standard path: the second person, who approved.
    approver_id       uuid        references accounts (id),
    decided_at        timestamptz,
    -- Publish no sooner than; null: upon approval.
    effective_at      timestamptz,
    -- Undecided by then, the request lapses.
    expires_at        timestamptz,
    -- Then the previous content returns.
    ends_at           timestamptz,
    published_at      timestamptz,
    published_version integer,
    -- Urgent path: the second person, who confirmed or reverted, and until when one should.
    reviewer_id       uuid        references accounts (id),
    reviewed_at       timestamptz,
    review_due_at     timestamptz,
    escalated_at      timestamptz,
    reminded_at       timestamptz,
    ended_at          timestamptz,
    constraint ck_change_requests_kind check (kind in ('administration', 'service_type', 'demarche')),
    constraint ck_change_requests_operation check (operation in ('create', 'change', 'remove', 'restore')),
    constraint ck_change_requests_path check (path in ('standard', 'urgent')),
    constraint ck_change_requests_state check (state in ('draft', 'submitted', 'approved', 'published', 'returned',
        'rejected', 'withdrawn', 'superseded', 'published_urgently', 'confirmed', 'reverted', 'expired')),
    constraint ck_change_requests_base check ((operation = 'create') = (base_version = 0)),
    constraint ck_change_requests_proposed check ((operation = 'remove') = (proposed is null)),
    constraint ck_change_requests_two_people check (approver_id <> author_id and reviewer_id <> author_id),
    -- Nothing standard is public that a second person did not approve.
    constraint ck_change_requests_approved check (
        path = 'urgent' or state not in ('approved', 'published') or approver_id is not null),
    constraint ck_change_requests_confirmed check (
        state not in ('confirmed', 'reverted') or (reviewer_id is not null and reviewed_at is not null)),
    constraint ck_change_requests_urgent check (
        path <> 'urgent' or (reason is not null and ends_at is not null and review_due_at is not null
            and state in ('published_urgently', 'confirmed', 'reverted', 'expired'))),
    constraint ck_change_requests_published check (
        state not in ('published', 'published_urgently') or (published_at is not null and published_version is not null)),
    constraint ck_change_requests_texts check (length(message) <= 4000 and length(reason) <= 4000)
);
-- Autosave: an author has one draft of an entry.
create unique index uq_change_requests_draft on change_requests (entry_id, author_id) where state = 'draft';
create index ix_change_requests_entry on change_requests (entry_id, created_at);
create index ix_change_requests_author on change_requests (author_id, updated_at);
create index ix_change_requests_action on change_requests (action_id);
-- The queues of approvers, and what the clock looks at.
create index ix_change_requests_open on change_requests (state, submitted_at)
    where state in ('submitted', 'approved', 'published_urgently', 'confirmed');
create index ix_change_requests_ends on change_requests (ends_at)
    where ends_at is not null and ended_at is null and state in ('published', 'published_urgently', 'confirmed');

-- Drafts are thrown away by withdrawing them: no request is ever deleted.
create trigger tr_change_requests_no_delete
    before delete on change_requests for each row execute function refuse_change();

create table change_request_events (
    id             bigint      generated always as identity primary key,
    request_id     uuid        not null references change_requests (id),
    at             timestamptz not null,
    -- null: the clock.
    account_id     uuid        references accounts (id),
    move           text        not null,
    from_state     text,
    to_state       text        not null,
    -- Why, in the person's words.
    comment        text,
    -- {"openingHours": "…"}: comments on one block.
    block_comments jsonb,
    constraint ck_change_request_events_comment check (length(comment) <= 4000)
);
create index ix_change_request_events_request on change_request_events (request_id, id);
create trigger tr_change_request_events_append_only
    before update or delete on change_request_events for each row execute function refuse_change();
create trigger tr_change_request_events_no_truncate
    before truncate on change_request_events for each statement execute function refuse_change();

-- What a form sent twice gave the first time.
create table submissions (
    account_id  uuid        not null references accounts (id),
    key         uuid        not null,
    request_ids uuid[]      not null,
    at          timestamptz not null,
    constraint pk_submissions primary key (account_id, key)
);

-- Requests with what perimeters look at, also for entries that are not published yet.
create view change_request_entries as
    select r.id as request_id, r.entry_id as id,
        coalesce(e.name, r.proposed ->> 'name', r.proposed ->> 'label', r.proposed ->> 'title', '') as name,
        coalesce(e.types, array(select jsonb_array_elements_text(
            coalesce(r.proposed -> 'types', r.proposed -> 'handledBy'))), '{}') as types,
        case when e.id is not null then e.departement_code
            when left(r.proposed ->> 'commune', 2) in ('97', '98') then left(r.proposed ->> 'commune', 3)
            else left(r.proposed ->> 'commune', 2) end as departement_code,
        case when e.id is not null then e.parent_id else (r.proposed ->> 'parent')::uuid end as parent_id
    from change_requests r left join entries e on e.id = r.entry_id;

grant select, insert, update on change_requests to directory_writer;
grant select, insert on change_request_events, submissions to directory_writer;
grant update (request_ids) on submissions to directory_writer;
grant select on change_request_entries to directory_writer;

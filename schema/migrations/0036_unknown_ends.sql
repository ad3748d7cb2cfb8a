-- Urgent publications of which nobody could tell the end: their authors are asked from time to time whether they still hold.

alter table change_requests
    add column end_unknown boolean not null default false,
    -- When the author was last asked.
    add column asked_at timestamptz,
    add constraint ck_change_requests_asked check (not end_unknown or (path = 'urgent' and asked_at is not null));

-- What lists count and filter on, of the requests that are under way: read from the index alone.
create index ix_change_requests_states on change_requests (state, entry_id, author_id, operation)
    where state in ('draft', 'submitted', 'returned', 'approved', 'published_urgently', 'confirmed');
-- New entries that are not published yet, which lists show beside the others: few.
create index ix_change_requests_new on change_requests (entry_id)
    where operation = 'create' and state in ('draft', 'returned', 'submitted', 'approved');

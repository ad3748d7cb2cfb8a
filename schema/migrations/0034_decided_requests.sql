-- How long decisions take: the last ones first.
create index ix_change_requests_decided on change_requests (decided_at) where path = 'standard' and decided_at is not null;

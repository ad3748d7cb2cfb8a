-- The queues of approvers, in their order, and what is over, the last changed first.
create index ix_change_requests_to_approve on change_requests (coalesce(effective_at, submitted_at), id) where state = 'submitted';
create index ix_change_requests_to_review on change_requests (review_due_at, id) where state = 'published_urgently';
create index ix_change_requests_done on change_requests (updated_at desc, id)
    where state in ('published', 'rejected', 'withdrawn', 'superseded', 'reverted', 'expired');

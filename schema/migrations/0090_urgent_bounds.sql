-- An urgent publication lasts at most 31 days from the first one that it carries on, and its end moves once at most until a second
-- person has looked. Held here too, whatever writes the rows.

alter table change_requests
    -- When the public first read it: of this publication, or of the one that it carries on.
    add column urgent_since timestamptz,
    -- How often its end was made later since a second person last looked.
    add column end_moves    smallint not null default 0;

-- What was prolonged before is within bounds from now on: it ends by itself like the others.
update change_requests set urgent_since = coalesce(published_at, created_at) where path = 'urgent';
update change_requests set ends_at = urgent_since + interval '31 days'
    where path = 'urgent' and ended_at is null and state in ('published_urgently', 'confirmed') and ends_at > urgent_since + interval '31 days';
update change_requests set urgent_since = ends_at - interval '31 days'
    where path = 'urgent' and ends_at > urgent_since + interval '31 days';

alter table change_requests
    add constraint ck_change_requests_urgent_since check (
        (path = 'urgent') = (urgent_since is not null) and ends_at <= urgent_since + interval '31 days'),
    add constraint ck_change_requests_end_moves check (end_moves between 0 and 1);

-- Those that another may carry on.
create index ix_change_requests_urgent on change_requests (entry_id, published_at) where path = 'urgent';

create function refuse_endless_urgency() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        -- The same blocks of the same entry, unseen by a second person, in force until a week ago or still: one publication, told anew.
        if new.path = 'urgent' and exists (select from change_requests r
            where r.entry_id = new.entry_id and r.path = 'urgent' and r.blocks && new.blocks and r.reviewer_id is null
                and coalesce(r.ended_at, 'infinity') > new.published_at - interval '7 days' and r.urgent_since < new.urgent_since) then
            raise exception 'an urgent publication begins anew what nobody has reviewed'
                using errcode = 'check_violation', constraint = 'tr_change_requests_urgent_bounds';
        end if;
    elsif old.path = 'urgent' and (new.path <> 'urgent' or new.urgent_since is distinct from old.urgent_since
        or (new.end_moves < old.end_moves and old.reviewer_id is null)
        or (new.ends_at > old.ends_at and (new.end_moves = 0 or (old.reviewer_id is null and new.end_moves <= old.end_moves)))) then
        raise exception 'the end of an urgent publication moves once until it is reviewed'
            using errcode = 'check_violation', constraint = 'tr_change_requests_urgent_bounds';
    end if;
    return new;
end $$;

create trigger tr_change_requests_urgent_bounds
    before insert or update on change_requests for each row execute function refuse_endless_urgency();

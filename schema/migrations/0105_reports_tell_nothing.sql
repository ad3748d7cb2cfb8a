-- What a caller is answered about a report follows from what that caller sent, and from nothing that others said: who has used up their share
-- is refused whatever they send next, so that nobody learns what is kept by trying it. Partners have a room of their own in what is kept
-- about one thing, which those without a key never fill. A thing that holds all that it can is told apart from a share that is used up.

alter table issue_statements
    -- Handed on by a partner.
    add column by_partner boolean not null default false,
    -- How many times its caller sent it on that day: kept once, and counted in their share each time.
    add column times integer not null default 1,
    add constraint ck_issue_statements_times check (times >= 1);

drop function report_issue;

-- As in 0081; is_partner: the caller has a key. Returns the reference; or when to try again, where the caller's share is used up; or is_full,
-- where the thing holds all that it can until it is dealt with: nothing was kept then. None of them: the entry is not published (any more).
create function report_issue(
    new_id uuid, new_reference text, entry uuid, problem text, field text, said text, reply_to text, reported_at timestamptz,
    promised_at timestamptz, caller text, share integer, is_partner boolean,
    out reference text, out retry_at timestamptz, out is_full boolean)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    report issue_reports;
    today constant date := (report_issue.reported_at at time zone 'utc')::date;
    hashed bytea;
    -- What an editor could never read: some megabytes of those without a key, and as much of partners.
    max_statements constant integer := 2000;
begin
    is_full := false;
    if problem is null or problem not in ('wrong', 'outdated', 'closed_for_good', 'unreachable', 'missing', 'wrong_interlocutor', 'other')
        or new_reference is null or new_reference !~ '^[A-Z0-9-]{6,20}$' or field !~ '^[a-zA-Z]{1,40}$'
        or length(said) not between 1 and 2000 or length(reply_to) not between 3 and 254 or reply_to ~ '[\s,;<>]'
        or new_id is null or report_issue.reported_at is null or promised_at is null or promised_at < report_issue.reported_at
        or caller is null or length(caller) not between 1 and 200 or share is null or share < 1 or is_partner is null then
        raise exception 'report_issue: an argument is out of its bounds' using errcode = 'check_violation';
    end if;

    if not exists (select from entries e where e.id = entry and not e.is_removed) then
        return;
    end if;

    insert into issue_reports (id, entry_id, origin, code, block, created_at, reference, last_reported_at, answer_due_at)
        values (new_id, entry, 'public', problem, field, report_issue.reported_at, new_reference, report_issue.reported_at, promised_at)
        on conflict (entry_id, code, coalesce(block, '')) where resolved_at is null do update set last_reported_at = excluded.last_reported_at
        returning * into report;
    if said is not null or reply_to is not null then
        insert into caller_salts (day, salt)
            values (today, decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')) on conflict do nothing;
        select sha256(c.salt || convert_to(report_issue.caller, 'UTF8')) into hashed from caller_salts c where c.day = today;
        -- The row of the report is locked: nobody is counted meanwhile.
        if (select coalesce(sum(s.times), 0) from issue_statements s where s.report_id = report.id and s.caller = hashed) >= share then
            retry_at := (today + 1)::timestamp at time zone 'utc';
            return;
        end if;

        is_full := (select count(*) from issue_statements s where s.report_id = report.id and s.by_partner = is_partner) >= max_statements;
        if is_full then
            return;
        end if;

        update issue_statements s set times = s.times + 1
            where s.report_id = report.id and s.caller = hashed
                and s.message is not distinct from said and s.email is not distinct from reply_to;
        if found then
            reference := report.reference;
            return;
        end if;

        insert into issue_statements (report_id, message, email, created_at, caller, by_partner)
            values (report.id, said, reply_to, report_issue.reported_at, hashed, is_partner);
    end if;

    reference := report.reference;
    if report.id <> new_id then
        update issue_reports set report_count = report_count + 1 where id = report.id;
    end if;
end $$;

revoke all on function report_issue from public;
grant execute on function report_issue to directory_role_api;

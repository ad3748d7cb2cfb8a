-- What people say is either kept or refused, never dropped: each has a share of what is kept about one thing, so that nobody's junk fills
-- the room of others; what is old goes by the clock (Core/Retention), not when the next one comes.

alter table issue_statements
    -- Who said it, as a hash with the salt of the day: tells people apart on that day, and nobody once the salt is gone.
    add column caller bytea,
    add constraint ck_issue_statements_caller check (length(caller) = 32);
create index ix_issue_statements_caller on issue_statements (report_id, caller);

-- Random, one for each day (UTC), thrown away when it is over. Nobody reads them but the function below.
create table caller_salts (
    day  date  primary key,
    salt bytea not null
);
grant select (day), delete on caller_salts to directory_writer;

drop function report_issue;

-- As in 0045, with shares. caller: whoever sends it, a network or a partner, which is kept nowhere; share: how many statements of theirs
-- are kept in a day about one report.
-- Returns the reference, null where the entry is not published (any more); or when to try again, where nothing was kept.
create function report_issue(
    new_id uuid, new_reference text, entry uuid, problem text, field text, said text, reply_to text, reported_at timestamptz,
    promised_at timestamptz, caller text, share integer, out reference text, out retry_at timestamptz)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    report issue_reports;
    today constant date := (report_issue.reported_at at time zone 'utc')::date;
    hashed bytea;
    -- What an editor could never read, from whatever number of callers: some megabytes.
    max_statements constant integer := 2000;
begin
    if problem is null or problem not in ('wrong', 'outdated', 'closed_for_good', 'unreachable', 'missing', 'wrong_interlocutor', 'other')
        or new_reference is null or new_reference !~ '^[A-Z0-9-]{6,20}$' or field !~ '^[a-zA-Z]{1,40}$'
        or length(said) not between 1 and 2000 or length(reply_to) not between 3 and 254 or reply_to ~ '[\s,;<>]'
        or new_id is null or report_issue.reported_at is null or promised_at is null or promised_at < report_issue.reported_at
        or caller is null or length(caller) not between 1 and 200 or share is null or share < 1 then
        raise exception 'report_issue: an argument is out of its bounds' using errcode = 'check_violation';
    end if;

    if not exists (select from entries e where e.id = entry and not e.is_removed) then
        return;
    end if;

    insert into issue_reports (id, entry_id, origin, code, block, created_at, reference, last_reported_at, answer_due_at)
        values (new_id, entry, 'public', problem, field, report_issue.reported_at, new_reference, report_issue.reported_at, promised_at)
        on conflict (entry_id, code, coalesce(block, '')) where resolved_at is null do update set last_reported_at = excluded.last_reported_at
        returning * into report;
    reference := report.reference;
    if said is not null or reply_to is not null then
        if report.id <> new_id and exists (
            select from issue_statements s
            where s.report_id = report.id and s.message is not distinct from said and s.email is not distinct from reply_to) then
            return;
        end if;

        insert into caller_salts (day, salt)
            values (today, decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')) on conflict do nothing;
        select sha256(c.salt || convert_to(report_issue.caller, 'UTF8')) into hashed from caller_salts c where c.day = today;
        -- The row of the report is locked: nobody is counted meanwhile.
        if (select count(*) from issue_statements s where s.report_id = report.id and s.caller = hashed) >= share
            or (select count(*) from issue_statements s where s.report_id = report.id) >= max_statements then
            reference := null;
            retry_at := (today + 1)::timestamp at time zone 'utc';
            return;
        end if;

        insert into issue_statements (report_id, message, email, created_at, caller)
            values (report.id, said, reply_to, report_issue.reported_at, hashed);
    end if;

    if report.id <> new_id then
        update issue_reports set report_count = report_count + 1 where id = report.id;
    end if;
end $$;

revoke all on function report_issue from public;
grant execute on function report_issue to directory_reader;

-- Kept for a week, so that a form sent twice has one effect.
grant delete on submissions to directory_writer;

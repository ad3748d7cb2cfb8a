-- What becomes of a report (« alerte »): who deals with it, until when it waits, how it ended, and each step. Who may is decided by the
-- habilitations; the extranet reads reports and what people said of them, and their addresses never: it tells them by a function.

alter table issue_reports drop constraint ck_issue_reports_origin, drop constraint ck_issue_reports_code, drop constraint ck_issue_reports_promise;
alter table issue_reports
    add column owner_id        uuid    references accounts (id),
    -- Waits until that day (Paris); null: it is to be dealt with.
    add column postponed_until date,
    -- How it ended; null while it is open, and for what an import found to be settled by itself.
    add column resolution      text,
    add column merged_into     uuid    references issue_reports (id),
    add column reopened_count  integer not null default 0,
    -- Changes with each step of an agent: who works on what another has changed is told.
    add column revision        integer not null default 0,
    add constraint ck_issue_reports_origin check (origin in ('import', 'public', 'agent')),
    add constraint ck_issue_reports_code check (case origin
        when 'import' then code in ('source_removed', 'source_conflict')
        else code in ('wrong', 'outdated', 'closed_for_good', 'unreachable', 'missing', 'wrong_interlocutor', 'other') end),
    add constraint ck_issue_reports_promise check (
        origin = 'import' or (reference is not null and last_reported_at is not null and answer_due_at is not null)),
    add constraint ck_issue_reports_resolution check (
        resolution is null or (resolution in ('corrected', 'exact', 'duplicate', 'off_topic') and resolved_at is not null)),
    add constraint ck_issue_reports_merged check (merged_into is null or (resolution = 'duplicate' and merged_into <> id));
alter table issue_reports
    -- What sends people to a closed door or to the wrong one; what many say; what was settled twice and came back.
    add column severity text not null generated always as (case
        when code in ('closed_for_good', 'source_removed') or report_count >= 5 or reopened_count >= 2 then 'high' else 'normal' end) stored;
create index ix_issue_reports_entry on issue_reports (entry_id);
create index ix_issue_reports_resolved on issue_reports (resolved_at desc) where resolved_at is not null;

-- Each step: read, and added to, never changed.
create table issue_report_steps (
    id         bigint      generated always as identity primary key,
    report_id  uuid        not null references issue_reports (id),
    at         timestamptz not null,
    -- null: nobody with an account.
    account_id uuid        references accounts (id),
    step       text        not null,
    -- What the agent wrote, for colleagues; or of whom, until when, into which, as what.
    comment    text,
    detail     text,
    constraint ck_issue_report_steps_step check (
        step in ('reported', 'assigned', 'postponed', 'resumed', 'commented', 'merged', 'closed', 'reopened')),
    constraint ck_issue_report_steps_comment check (length(comment) between 1 and 2000),
    constraint ck_issue_report_steps_detail check (length(detail) between 1 and 200)
);
create index ix_issue_report_steps_report on issue_report_steps (report_id);

grant select,
    insert (id, entry_id, origin, code, block, created_at, reference, report_count, last_reported_at, answer_due_at),
    update (owner_id, postponed_until, resolution, merged_into, reopened_count, revision, resolved_at, report_count, last_reported_at,
        answer_due_at) on issue_reports to directory_role_extranet;
grant select (report_id, message, by_partner), update (report_id) on issue_statements to directory_role_extranet;
grant select, insert (report_id, at, account_id, step, comment, detail) on issue_report_steps to directory_role_extranet;

-- Tells those who left an address what became of their report, once each, and forgets the addresses: these are then only in the outbox,
-- which forgets them in its turn. Returns how many are told. domain: of the ids of messages.
create function tell_reporters(report uuid, subject text, body text, domain text, told_at timestamptz) returns bigint
    language sql security definer set search_path = pg_catalog, public, pg_temp as $$
    with tellable as (
        select distinct lower(s.email) as email from issue_statements s where s.report_id = report and s.email is not null),
    forgotten as (
        delete from issue_statements s where s.report_id = report and s.email is not null and s.message is null),
    kept as (
        update issue_statements s set email = null where s.report_id = report and s.email is not null and s.message is not null),
    told as (
        insert into outbox_mails (id, recipient, subject, body, message_id, delivery, created_at, not_before)
        select m.id, t.email, tell_reporters.subject, tell_reporters.body, '<' || replace(m.id::text, '-', '') || '@' || domain || '>',
            'at_once', told_at, told_at
        from tellable t cross join lateral (select gen_random_uuid() as id where t.email is not null) m returning 1)
    select count(*) from told
$$;
revoke all on function tell_reporters from public;
grant execute on function tell_reporters to directory_role_extranet;

-- As in 0105. A report of the same thing that was settled within the last 90 days opens again: who settled it hears that it is not.
create or replace function report_issue(
    new_id uuid, new_reference text, entry uuid, problem text, field text, said text, reply_to text, reported_at timestamptz,
    promised_at timestamptz, caller text, share integer, is_partner boolean,
    out reference text, out retry_at timestamptz, out is_full boolean)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    report issue_reports;
    is_reopened boolean;
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

    update issue_reports r set resolved_at = null, resolution = null, postponed_until = null, reopened_count = r.reopened_count + 1,
        revision = r.revision + 1, last_reported_at = report_issue.reported_at, answer_due_at = promised_at
        where r.resolved_at is not null
            and r.id = (select o.id from issue_reports o
                where o.entry_id = entry and o.code = problem and o.block is not distinct from field and o.origin <> 'import'
                    and o.resolved_at > report_issue.reported_at - interval '90 days' and o.resolution in ('corrected', 'exact')
                order by o.resolved_at desc limit 1)
            and not exists (select from issue_reports o
                where o.entry_id = entry and o.code = problem and o.block is not distinct from field and o.resolved_at is null)
        returning * into report;
    is_reopened := found;
    if is_reopened then
        insert into issue_report_steps (report_id, at, step) values (report.id, report_issue.reported_at, 'reopened');
    else
        insert into issue_reports (id, entry_id, origin, code, block, created_at, reference, last_reported_at, answer_due_at)
            values (new_id, entry, 'public', problem, field, report_issue.reported_at, new_reference, report_issue.reported_at, promised_at)
            on conflict (entry_id, code, coalesce(block, '')) where resolved_at is null do update set last_reported_at = excluded.last_reported_at
            returning * into report;
    end if;

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

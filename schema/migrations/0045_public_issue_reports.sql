-- Anyone may say that an entry is wrong: the API's role, which only reads otherwise, may call one function, and cannot
-- read back what people wrote.

alter table issue_reports drop constraint ck_issue_reports_origin, drop constraint ck_issue_reports_code;
alter table issue_reports
    -- What the reporter is given to refer to it; null for what an import found.
    add column reference text,
    -- How many said the same while it was open.
    add column report_count integer not null default 1,
    add column last_reported_at timestamptz,
    -- By when the first reporter was promised an answer.
    add column answer_due_at timestamptz,
    add constraint uq_issue_reports_reference unique (reference),
    add constraint ck_issue_reports_origin check (origin in ('import', 'public')),
    add constraint ck_issue_reports_code check (case origin
        when 'import' then code in ('source_removed', 'source_conflict')
        else code in ('wrong', 'outdated', 'closed_for_good', 'unreachable', 'missing', 'wrong_interlocutor', 'other') end),
    add constraint ck_issue_reports_promise check (
        origin = 'import' or (reference is not null and last_reported_at is not null and answer_due_at is not null));
create index ix_issue_reports_due on issue_reports (answer_due_at) where resolved_at is null;

-- What people wrote: personal data, for editors only. Cleared after a year, or before by whoever deals with the report.
create table issue_statements (
    id         bigint      generated always as identity primary key,
    report_id  uuid        not null references issue_reports (id),
    message    text,
    -- To be told what became of it; null: nobody is to be told.
    email      text,
    created_at timestamptz not null,
    constraint ck_issue_statements_message check (length(message) between 1 and 2000),
    constraint ck_issue_statements_email check (email !~ '[\s,;<>]' and length(email) between 3 and 254),
    constraint ck_issue_statements_content check (message is not null or email is not null)
);
create index ix_issue_statements_report on issue_statements (report_id);
create index ix_issue_statements_created_at on issue_statements (created_at);

grant select, delete on issue_statements to directory_writer;
grant update (email) on issue_statements to directory_writer;

-- Reports a problem: a new report, or one more voice for the open one of the same entry, code and block. The same words and
-- address twice count once, so that sending again does no harm. Bounds are checked before anything is written: what a
-- constraint refuses would show in the server's log.
-- Returns the reference; null where the entry is not published (any more).
create function report_issue(
    new_id uuid, new_reference text, entry uuid, problem text, field text, said text, reply_to text, reported_at timestamptz, promised_at timestamptz)
    returns text language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    report issue_reports;
    max_statements constant integer := 50;
begin
    if problem is null or problem not in ('wrong', 'outdated', 'closed_for_good', 'unreachable', 'missing', 'wrong_interlocutor', 'other')
        or new_reference is null or new_reference !~ '^[A-Z0-9-]{6,20}$' or field !~ '^[a-zA-Z]{1,40}$'
        or length(said) not between 1 and 2000 or length(reply_to) not between 3 and 254 or reply_to ~ '[\s,;<>]'
        or new_id is null or reported_at is null or promised_at is null or promised_at < reported_at then
        raise exception 'report_issue: an argument is out of its bounds' using errcode = 'check_violation';
    end if;

    if not exists (select from entries e where e.id = entry and not e.is_removed) then
        return null;
    end if;

    delete from issue_statements s where s.created_at < report_issue.reported_at - interval '1 year';
    insert into issue_reports (id, entry_id, origin, code, block, created_at, reference, last_reported_at, answer_due_at)
        values (new_id, entry, 'public', problem, field, reported_at, new_reference, reported_at, promised_at)
        on conflict (entry_id, code, coalesce(block, '')) where resolved_at is null do update set last_reported_at = excluded.last_reported_at
        returning * into report;
    if report.id <> new_id then
        if (said is not null or reply_to is not null) and exists (
            select from issue_statements s
            where s.report_id = report.id and s.message is not distinct from said and s.email is not distinct from reply_to) then
            return report.reference;
        end if;

        update issue_reports set report_count = report_count + 1 where id = report.id;
    end if;

    if (said is not null or reply_to is not null)
        and (select count(*) from issue_statements s where s.report_id = report.id) < max_statements then
        insert into issue_statements (report_id, message, email, created_at) values (report.id, said, reply_to, reported_at);
    end if;

    return report.reference;
end $$;

revoke all on function report_issue from public;
grant execute on function report_issue to directory_reader;

-- The journal is kept for a year (importers journal-cut says how long) and exported before its beginning is cut: only at a link that a
-- signed head names, from which verification then starts. The one way to delete a line is cut_journal, which no program but that one may call.

create table journal_cuts (
    -- The last link that went.
    sequence      bigint      primary key,
    hash          bytea       not null,
    -- The signed line of heads that says so.
    head          text        not null,
    -- Of the file that holds what went.
    export_sha256 bytea       not null,
    cut_at        timestamptz not null,
    constraint ck_journal_cuts_hashes check (length(hash) = 32 and length(export_sha256) = 32),
    constraint ck_journal_cuts_head check (length(head) <= 2000)
);
create trigger tr_journal_cuts_append_only
    before update or delete on journal_cuts for each row execute function refuse_change();
create trigger tr_journal_cuts_no_truncate
    before truncate on journal_cuts for each statement execute function refuse_change();

-- As refuse_change, but for what a cut covers.
create function refuse_uncut() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    link bigint;
begin
    if tg_op = 'DELETE' then
        if tg_table_name = 'journal' then
            select k.sequence into link from chain_links k where k.chain = 'journal' and k.line_id = old.id;
        elsif old.chain = 'journal' then
            link := old.sequence;
        end if;
    end if;

    if link <= (select max(c.sequence) from journal_cuts c) then
        return old;
    end if;

    raise exception '% is append-only: % refused', tg_table_name, tg_op
        using errcode = 'insufficient_privilege', hint = 'The journal is cut by importers journal-cut.';
end $$;
drop trigger tr_journal_append_only on journal;
create trigger tr_journal_append_only before update or delete on journal for each row execute function refuse_uncut();
drop trigger tr_chain_links_append_only on chain_links;
create trigger tr_chain_links_append_only before update or delete on chain_links for each row execute function refuse_uncut();

create function cut_journal(up_to bigint, signed_head text, exported bytea) returns bigint
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    link chain_links;
    gone bigint;
begin
    perform from chains order by chain for no key update;
    select * into link from chain_links k where k.chain = 'journal' and k.sequence = up_to;
    -- The last link stays, for the next line to follow it.
    if link is null or up_to >= (select max(k.sequence) from chain_links k where k.chain = 'journal') then
        raise exception 'the journal has no link % with another after it', up_to using errcode = 'invalid_parameter_value';
    end if;
    if position(encode(link.hash, 'hex') in signed_head) = 0 then
        raise exception 'the head does not name link %', up_to using errcode = 'invalid_parameter_value';
    end if;
    -- Whoever calls, and whatever they were told to keep.
    if link.linked_at > database_time() - interval '6 months' then
        raise exception 'the journal is kept for six months at least: link % is younger', up_to using errcode = 'insufficient_privilege';
    end if;

    insert into journal_cuts (sequence, hash, head, export_sha256, cut_at) values (up_to, link.hash, signed_head, exported, database_time());
    delete from journal j using chain_links k where k.chain = 'journal' and k.sequence <= up_to and j.id = k.line_id;
    get diagnostics gone = row_count;
    delete from chain_links k where k.chain = 'journal' and k.sequence <= up_to;
    return gone;
end $$;
revoke all on function cut_journal, refuse_uncut from public;
grant select on journal_cuts to directory_writer;

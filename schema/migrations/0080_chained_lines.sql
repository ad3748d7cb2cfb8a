-- The journal and the steps of change requests are chained as the log of versions is: a line that was taken out, altered, slipped in or
-- dated otherwise breaks every link after it (Core/Journal/ChainedLines.cs, importers verify). See docs/adr/0017.

-- What the database takes for now when it dates a line. A function of its own so that trials may say what time it is: its owner may.
create function database_time() returns timestamptz language sql volatile set search_path = pg_catalog, pg_temp as $$
    select clock_timestamp()
$$;

-- The chains. Their rows are the lock under which lines are linked, which nobody but these functions can take.
create table chains (chain text primary key);
insert into chains (chain) values ('journal'), ('events');

create table chain_links (
    chain         text        not null references chains (chain),
    -- Without gaps, in the order of commits; the lines' own numbers have gaps where work was rolled back.
    sequence      bigint      not null,
    line_id       bigint      not null,
    -- At the end of the line's transaction; never before the link before, nor before the line.
    linked_at     timestamptz not null,
    previous_hash bytea       not null,
    hash          bytea       not null,
    constraint pk_chain_links primary key (chain, sequence),
    constraint uq_chain_links_line unique (chain, line_id),
    constraint ck_chain_links_hashes check (length(previous_hash) = 32 and length(hash) = 32)
);
create trigger tr_chain_links_append_only
    before update or delete on chain_links for each row execute function refuse_change();
create trigger tr_chain_links_no_truncate
    before truncate on chain_links for each statement execute function refuse_change();

-- Each value with its length, so that no two lines read the same.
create function chain_field(value text) returns text language sql immutable as $$
    select case when value is null then '-' else octet_length(value) || ':' || value end
$$;
create function chain_field(value timestamptz) returns text language sql immutable as $$
    select chain_field((extract(epoch from value) * 1000000)::bigint::text)
$$;

create function link_line(of_chain text, line bigint, dated timestamptz, content text, legacy boolean) returns void
    language plpgsql as $$
declare
    head chain_links;
    linked timestamptz;
    start constant bytea := decode(repeat('00', 32), 'hex');
begin
    -- Both in one order, whichever is wanted: two transactions that write to both never wait for each other.
    perform from chains order by chain for no key update;
    select * into head from chain_links l where l.chain = of_chain order by l.sequence desc limit 1;
    linked := greatest(head.linked_at, dated, case when not legacy then database_time() end);
    insert into chain_links (chain, sequence, line_id, linked_at, previous_hash, hash) values (
        of_chain, coalesce(head.sequence, 0) + 1, line, linked, coalesce(head.hash, start),
        sha256(coalesce(head.hash, start) || convert_to(
            chain_field(of_chain) || chain_field((coalesce(head.sequence, 0) + 1)::text) || chain_field(linked)
            || chain_field(line::text) || chain_field(dated) || content, 'UTF8')));
end $$;

-- What a line says beside its number and date, column by column: ChainedLines reads the same in the same order.
create function journal_content(line journal) returns text language sql stable as $$
    select chain_field(line.account_id::text) || chain_field(line.action) || chain_field(line.object_kind)
        || chain_field(line.object_id::text) || chain_field(line.detail::text)
$$;
create function event_content(line change_request_events) returns text language sql stable as $$
    select chain_field(line.request_id::text) || chain_field(line.account_id::text) || chain_field(line.move)
        || chain_field(line.from_state) || chain_field(line.to_state) || chain_field(line.comment) || chain_field(line.block_comments::text)
$$;

create function date_line() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    new.at := database_time();
    return new;
end $$;
create function link_journal_line() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform link_line('journal', new.id, new.at, journal_content(new), false);
    return null;
end $$;
create function link_event() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform link_line('events', new.id, new.at, event_content(new), false);
    return null;
end $$;

-- What is there already, in the order in which it was written.
do $$
declare
    line record;
begin
    for line in select j.id, j.at, journal_content(j) as content from journal j order by j.id loop
        perform link_line('journal', line.id, line.at, line.content, true);
    end loop;
    for line in select e.id, e.at, event_content(e) as content from change_request_events e order by e.id loop
        perform link_line('events', line.id, line.at, line.content, true);
    end loop;
end $$;

create trigger tr_journal_date before insert on journal for each row execute function date_line();
create trigger tr_change_request_events_date before insert on change_request_events for each row execute function date_line();
-- At the end of the transaction: the lock on the heads is taken last and held for the commit alone, so that no work waits for another's.
create constraint trigger tr_journal_link after insert on journal
    deferrable initially deferred for each row execute function link_journal_line();
create constraint trigger tr_change_request_events_link after insert on change_request_events
    deferrable initially deferred for each row execute function link_event();

revoke all on function database_time, link_line, journal_content, event_content, date_line, link_journal_line, link_event from public;
revoke all on function chain_field(text), chain_field(timestamptz) from public;

-- Nobody who writes a line chooses its number or its date.
revoke insert on journal, change_request_events from directory_writer;
grant insert (account_id, action, object_kind, object_id, detail) on journal to directory_writer;
grant insert (request_id, account_id, move, from_state, to_state, comment, block_comments) on change_request_events to directory_writer;
grant select on chain_links to directory_writer;

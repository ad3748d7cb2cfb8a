-- A cut is a line of the journal that goes on: chained and held by signed heads as all others, so that nobody can say later that it was made
-- at another moment. importers verify wants that line, and wants it a whole term after the head at which the journal was cut.
create or replace function cut_journal(up_to bigint, signed_head text, exported bytea) returns bigint
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
    -- The journal itself is what it is done to: there is but one.
    insert into journal (action, object_kind, object_id, detail) values ('journal.cut', 'journal', '00000000-0000-0000-0000-000000000000',
        jsonb_build_object('upTo', up_to::text, 'hash', encode(link.hash, 'hex'), 'exportSha256', encode(exported, 'hex')));
    delete from journal j using chain_links k where k.chain = 'journal' and k.sequence <= up_to and j.id = k.line_id;
    get diagnostics gone = row_count;
    delete from chain_links k where k.chain = 'journal' and k.sequence <= up_to;
    return gone;
end $$;

-- Of cuts that were made before.
insert into journal (action, object_kind, object_id, detail)
select 'journal.cut', 'journal', '00000000-0000-0000-0000-000000000000',
    jsonb_build_object('upTo', sequence::text, 'hash', encode(hash, 'hex'), 'exportSha256', encode(export_sha256, 'hex'))
from journal_cuts;

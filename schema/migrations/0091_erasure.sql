-- Erasing a person: the extranet may make a tombstone of an account, and nothing else of its name and address; and delete what was
-- written from an address without reading what others wrote.

create function erase_account(account uuid, erased_at timestamptz) returns void language sql security definer
    set search_path = pg_catalog, public, pg_temp as $$
    update accounts set name = 'Personne partie', mail = 'parti-' || id || '@efface.invalid', disabled_at = coalesce(disabled_at, erased_at)
    where id = account
$$;

create function erase_statements(address text) returns bigint language sql security definer
    set search_path = pg_catalog, public, pg_temp as $$
    with erased as (delete from issue_statements where lower(email) = lower(address) returning 1) select count(*) from erased
$$;

revoke all on function erase_account, erase_statements from public;
grant execute on function erase_account, erase_statements to directory_role_extranet;

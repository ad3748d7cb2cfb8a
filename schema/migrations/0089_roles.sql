-- A role for each program, with the least that it needs: the API, the extranet, the importers, and whoever keeps the heads. The owner migrates
-- and nobody else creates anything. Logins are made members by set_up_login. tests/Directory.Core.Tests/Storage/PrivilegeTests holds the whole
-- table anew, by what is in the catalogue.

revoke all on all functions in schema public from public, directory_reader, directory_writer;
alter default privileges revoke execute on functions from public;

revoke all on schema public from public;
grant usage on schema public to directory_role_api, directory_role_extranet, directory_role_importers, directory_role_heads;
do $$
begin
    execute format('revoke all on database %I from public, directory_reader, directory_writer', current_database());
    execute format('grant connect on database %I to directory_role_api, directory_role_extranet, directory_role_importers, directory_role_heads', current_database());
    -- Publishing and staging take temporary tables.
    execute format('grant temporary on database %I to directory_role_extranet, directory_role_importers', current_database());
end $$;

do $$
declare
    territories constant text[] := array['regions', 'departements', 'arrondissements', 'epci', 'epci_members', 'communes', 'commune_former_codes',
        'delegated_communes', 'postal_codes', 'territories_state'];
    line record;
begin
    for line in
        select role, relation, privileges from (values
            -- What is published, and neither who published it nor why.
            ('api', 'entry_versions', 'select (sequence, entry_id, kind, version, document, path, published_at, changed_at, row_hash)'),
            ('api', 'entries', 'select (sequence)'),
            ('api', 'imports', 'select (source, finished_at)'),

            ('extranet', 'entry_versions', 'select, insert'),
            ('extranet', 'entries', 'select, insert, update, delete'),
            ('extranet', 'external_ids', 'select, insert, update, delete'),
            ('extranet', 'competences', 'select, insert, update, delete'),
            ('extranet', 'accounts', 'select, insert, update (mail_delivery, disabled_at)'),
            ('extranet', 'submissions', 'select, insert, update (request_ids), delete'),
            -- Neither the number of a line nor its date.
            ('extranet', 'change_request_events', 'select, insert (request_id, account_id, move, from_state, to_state, comment, block_comments)'),
            ('extranet', 'journal', 'select, insert (account_id, action, object_kind, object_id, detail)'),
            -- Forgets them when their time is over, and reads nothing of them.
            ('extranet', 'issue_statements', 'select (created_at), delete'),
            ('extranet', 'caller_salts', 'select (day), delete'),

            ('importers', 'entry_versions', 'select, insert'),
            ('importers', 'entries', 'select, insert, update, delete'),
            ('importers', 'external_ids', 'select, insert, update, delete'),
            ('importers', 'competences', 'select, insert, update, delete'),
            ('importers', 'imports', 'select, insert'),
            ('importers', 'import_rejects', 'select, insert, delete'),
            ('importers', 'imported_records', 'select, insert, update, delete'),
            ('importers', 'issue_reports', 'select, insert, update'),

            ('heads', 'entry_versions', 'select'),
            ('heads', 'entries', 'select'),
            ('heads', 'external_ids', 'select'),
            ('heads', 'journal', 'select'),
            ('heads', 'change_request_events', 'select'),
            ('heads', 'chain_links', 'select'),
            ('heads', 'journal_cuts', 'select')
        ) as lines (role, relation, privileges)
        union all select role, relation, 'select' from unnest(array['api', 'extranet']) role, unnest(territories) relation
        union all select 'importers', relation, 'select, insert, update, delete' from unnest(territories) relation
    loop
        execute format('grant %s on %I to %I', line.privileges, line.relation, 'directory_role_' || line.role);
    end loop;

    -- The rest only the extranet uses, as it was granted to the one role of before: accounts' proofs, sessions, grants, requests, mails.
    for line in
        with granted as (
            select c.oid, c.relname, a.grantee, lower(a.privilege_type) as privileges
            from pg_class c cross join lateral aclexplode(c.relacl) a where c.relnamespace = 'public'::regnamespace
            union all
            select c.oid, c.relname, a.grantee, format('%s (%I)', lower(a.privilege_type), t.attname)
            from pg_attribute t join pg_class c on c.oid = t.attrelid cross join lateral aclexplode(t.attacl) a
            where c.relnamespace = 'public'::regnamespace)
        select g.relname as relation, g.privileges from granted g
        where g.grantee = 'directory_writer'::regrole and not exists (
            select from granted n join pg_roles r on r.oid = n.grantee where n.oid = g.oid and r.rolname like 'directory\_role\_%')
    loop
        execute format('grant %s on %I to directory_role_extranet', line.privileges, line.relation);
    end loop;
end $$;

-- The two roles of before: a login of theirs that was not moved is refused, and seen.
revoke all on all tables in schema public from public, directory_reader, directory_writer;

grant execute on function report_issue to directory_role_api;
grant execute on function cut_journal to directory_role_heads;
-- What indexes, generated columns and projections call in the name of whoever writes.
grant execute on function fold_text, fold_name, entry_search_text, entry_types, named_departement
    to directory_role_extranet, directory_role_importers;

-- Large objects belong to nobody and are in no table: programs use none. For a superuser, once in a database; set_up_login does it too.
create function close_large_objects() returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    routine regprocedure;
begin
    for routine in select oid from pg_proc where pronamespace = 'pg_catalog'::regnamespace and proname ~ '^(lo_|loread$|lowrite$)' loop
        execute format('revoke all on function %s from public', routine);
    end loop;
end $$;
create or replace function set_up_login(login text, member_of text default null) returns void language plpgsql
    set search_path = pg_catalog, public, pg_temp as $$
declare
    setting text;
    former text;
begin
    if member_of is not null then
        -- A login is one program's.
        for former in select g.rolname from pg_auth_members m join pg_roles g on g.oid = m.roleid join pg_roles l on l.oid = m.member
            where l.rolname = login and g.rolname ~ '^directory_(reader|writer|role_.*)$' and g.rolname <> member_of
        loop
            execute format('revoke %I from %I', former, login);
        end loop;
        execute format('grant %I to %I', member_of, login);
    end if;

    foreach setting in array array[
        'log_min_messages = fatal', 'log_min_error_statement = panic', 'log_error_verbosity = terse', 'log_statement = none',
        'log_parameter_max_length = 0', 'log_parameter_max_length_on_error = 0', 'log_min_duration_statement = -1']
    loop
        execute format('alter role %I set %s', login, setting);
    end loop;
    perform close_large_objects();
end $$;
revoke all on function close_large_objects, set_up_login from public;

-- Functions of triggers read the tables of this schema whatever the session says. Logins of the programs may make temporary tables, and one named
-- entry_versions or change_requests stood before the real one: the chain, and the bounds of what is urgent, were then checked against it.
do $$
declare
    trigger_function regprocedure;
begin
    for trigger_function in
        select p.oid::regprocedure from pg_proc p
        where p.pronamespace = 'public'::regnamespace and p.prorettype = 'trigger'::regtype
            and not exists (select from unnest(p.proconfig) setting where setting like 'search_path=%')
    loop
        execute format('alter function %s set search_path = pg_catalog, public, pg_temp', trigger_function);
    end loop;
end $$;

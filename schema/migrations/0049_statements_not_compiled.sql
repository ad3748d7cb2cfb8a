-- Statements here run for milliseconds, often over lists in documents, which the planner takes for long ones: compiling them (jit) took
-- longer than running them, at each publication. Connections made from now on have it off. The owner of the database may say so.
do $$
begin
    execute format('alter database %I set jit = off', current_database());
end
$$;

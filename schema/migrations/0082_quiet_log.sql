-- What PostgreSQL writes in its log must not name people: a refused row is printed whole as a DETAIL, a value that is no number in the
-- message itself. Programs are told of the refusal anyway, and tell it without the values.

-- The same for every locale: « İ » in lower case is not the same everywhere. AccountStore looks before anything is sent.
alter table accounts drop constraint ck_accounts_mail;
alter table accounts add constraint ck_accounts_mail check (
    mail = lower(mail collate "C") and mail ~ '^[^@\s]+@[^@\s]+$' and length(mail) <= 254);

-- Makes a login what the programs need: a member of the role, whose failed statements leave nothing in the server's log. For a superuser,
-- once for each login: select set_up_login('directory_app', 'directory_writer'). The owner's login is set up too, without a role.
create function set_up_login(login text, member_of text default null) returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    setting text;
begin
    if member_of is not null then
        execute format('grant %I to %I', member_of, login);
    end if;

    foreach setting in array array[
        'log_min_messages = fatal', 'log_min_error_statement = panic', 'log_error_verbosity = terse', 'log_statement = none',
        'log_parameter_max_length = 0', 'log_parameter_max_length_on_error = 0', 'log_min_duration_statement = -1']
    loop
        execute format('alter role %I set %s', login, setting);
    end loop;
end $$;
revoke all on function set_up_login from public;

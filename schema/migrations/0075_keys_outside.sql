-- What protects cookies, second factors and links in mails no longer lies beside them: the keys that were here in clear, and all
-- that they opened, are gone. See docs/adr/0015-keys-outside-the-database.md.

drop table data_protection_keys;

-- As Microsoft.AspNetCore.DataProtection.EntityFrameworkCore wants it. Shared by all nodes of the extranet.
create table data_protection_keys (
    id            integer generated always as identity primary key,
    friendly_name text,
    -- Each key is encrypted for a certificate that is kept elsewhere: one in clear would be called masterKey.
    xml           text    not null,
    constraint ck_data_protection_keys_encrypted check (strpos(xml, 'masterKey') = 0)
);
-- Update: for another certificate, from time to time.
grant select, insert, update on data_protection_keys to directory_writer;

-- What was kept under the keys of before can be read no more by anyone.
delete from kept_forms;

-- Second factors too, and whoever read the database could tell their codes: empty, no code of the app is right any more. Recovery
-- codes were short enough to be found from their hashes. An administrator resets the factor; the operator, that of an administrator.
update account_credentials set totp_key = '' where totp_key is not null;
delete from account_recovery_codes;
alter table account_credentials add constraint ck_account_credentials_totp_key check (length(totp_key) in (0, 57));
comment on column account_credentials.totp_key is
    'AES-256-GCM under a key kept elsewhere, whose id leads; bound to the account. Empty: made under keys that no longer serve.';

-- One-time links stood in the mails that wait: they are made anew.
delete from account_links;
update outbox_mails set body = '', dead_at = now(), last_error = 'Expired' where secret_until is not null and sent_at is null and dead_at is null;
update outbox_mails set body = '' where secret_until is not null and body <> '';
-- The mark of what data protection has encrypted.
alter table outbox_mails add constraint ck_outbox_mails_secret check (secret_until is null or body = '' or body like 'CfDJ8%');

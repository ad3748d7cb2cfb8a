-- What the provider called the person when the identity was tied: shown to its owner, so that they know which one they untie.
alter table account_logins add column name text;
alter table account_logins add constraint ck_account_logins_name check (name <> '' and length(name) <= 200);

-- Who invited a person: administrators see the accounts of their perimeter and those that they invited. Null: the operator of the service.
alter table accounts add column invited_by uuid references accounts (id);
update accounts a set invited_by = j.account_id
    from (select distinct on (object_id) object_id, account_id from journal where action = 'account.invited' order by object_id, id) j
    where j.object_id = a.id and j.account_id <> a.id;
alter table accounts add constraint ck_accounts_invited_by check (invited_by <> id);
create index ix_accounts_invited_by on accounts (invited_by) where invited_by is not null;
-- Those who have, or ever had, a grant.
create index ix_access_grants_person on access_grants (account_id);

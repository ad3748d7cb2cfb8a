-- The second half of a pair that one local administrator alone has made (propose and approve), and a right to administer that one gives, do
-- nothing until an administrator above has agreed.
alter table access_grants
    add column must_be_agreed boolean not null default false,
    add column agreed_by uuid references accounts (id),
    add column agreed_at timestamptz,
    -- What the operator of the service gives needs nobody's agreement.
    add constraint ck_access_grants_must_be_agreed check (not must_be_agreed or granted_by is not null),
    add constraint ck_access_grants_agreed check (
        (agreed_by is null) = (agreed_at is null) and (agreed_at is null or must_be_agreed)),
    -- Neither the giver nor the receiver agrees.
    add constraint ck_access_grants_third_person check (agreed_by <> granted_by and agreed_by <> account_id),
    -- These two are of whole entries.
    add constraint ck_access_grants_whole check (blocks is null or access_right not in ('administer', 'orient'));
create index ix_access_grants_to_agree on access_grants (granted_at) where must_be_agreed and agreed_at is null and revoked_at is null;
-- What someone has given: the halves of the pairs that they could make.
create index ix_access_grants_given on access_grants (granted_by) where granted_by is not null;

grant update (agreed_by, agreed_at) on access_grants to directory_writer;

-- An agreement is never taken back, only the grant; and what was revoked is not agreed to afterwards.
create function keep_grant_agreement() returns trigger language plpgsql as $$
begin
    if old.agreed_at is not null and (new.agreed_at, new.agreed_by) is distinct from (old.agreed_at, old.agreed_by)
        or old.agreed_at is null and new.agreed_at is not null and old.revoked_at is not null then
        raise exception 'The agreement to a grant is given once, while the grant stands.' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger tr_access_grants_agreement before update of agreed_by, agreed_at on access_grants
    for each row execute function keep_grant_agreement();

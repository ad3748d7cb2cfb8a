-- 10,000 open requests and 20,000 that are over, spread over the entries, by two editors; and people who read the lists:
-- of the whole country, of a département, of a service type, of one entry and what is below it. Run once, by the owner.
insert into accounts (id, mail, name, created_at) values
    ('00000000-0000-7000-8000-000000000001', 'national@bench.example', 'Camille National', now()),
    ('00000000-0000-7000-8000-000000000002', 'rhone@bench.example', 'Farid Rhône', now()),
    ('00000000-0000-7000-8000-000000000003', 'mairies@bench.example', 'Sophie Mairies', now()),
    ('00000000-0000-7000-8000-000000000004', 'une-fiche@bench.example', 'Noa Une-Fiche', now()),
    ('00000000-0000-7000-8000-000000000009', 'autrice@bench.example', 'Une autrice', now());

insert into access_grants (id, account_id, access_right, perimeter, perimeter_code, perimeter_entry_id, valid_from, granted_at)
select gen_random_uuid(), p.id::uuid, r, p.perimeter, p.code,
    case p.perimeter when 'entry' then (select id from entries where kind = 'administration' order by id limit 1) end,
    now() - interval '1 day', now() - interval '1 day'
from (values
        ('00000000-0000-7000-8000-000000000001', 'national', null),
        ('00000000-0000-7000-8000-000000000002', 'departement', '69'),
        ('00000000-0000-7000-8000-000000000003', 'service_type', 'mairie'),
        ('00000000-0000-7000-8000-000000000004', 'entry', null)) p (id, perimeter, code),
    unnest(array['modify', 'approve', 'publish_urgently']) r;

with numbered as (
    select e.id, e.kind, e.version, v.document, (row_number() over (order by md5(e.id::text)))::integer as n
    from entries e join entry_versions v on v.sequence = e.sequence
    where e.kind <> 'service_type' and not e.is_removed
), placed as (
    -- Of each hundred of the open ones: 4 drafts and 6 returned of the national editor; 80 submitted, 5 approved, 5 urgent.
    select n.*, case
            when n > 10000 then (array['published', 'rejected', 'withdrawn'])[1 + n % 3]
            when n % 100 < 4 then 'draft' when n % 100 < 10 then 'returned' when n % 100 < 90 then 'submitted'
            when n % 100 < 95 then 'approved' else 'published_urgently' end as state,
        now() - n * interval '1 minute' as at
    from numbered n where n <= 30000
)
insert into change_requests (id, action_id, entry_id, kind, operation, path, state, base_version, proposed, blocks, author_id, message,
    reason, created_at, updated_at, submitted_at, approver_id, decided_at, effective_at, ends_at, published_at, published_version, review_due_at,
    urgent_since)
select gen_random_uuid(), gen_random_uuid(), id, kind, 'change', case when state = 'published_urgently' then 'urgent' else 'standard' end,
    state, version, document || '{"acronym": "BANC"}', '{acronym}',
    case when state in ('draft', 'returned') then '00000000-0000-7000-8000-000000000001'::uuid else '00000000-0000-7000-8000-000000000009' end,
    'Un message.', case when state = 'published_urgently' then 'Un motif.' end, at, at, case when state <> 'draft' then at end,
    case when state in ('approved', 'published', 'returned', 'rejected') then '00000000-0000-7000-8000-000000000002'::uuid end,
    case when state in ('approved', 'published', 'returned', 'rejected') then at end,
    case when state = 'approved' then now() + interval '3 days' end,
    case when state = 'published_urgently' then now() + interval '2 days' end,
    case when state in ('published', 'published_urgently') then at end, case when state in ('published', 'published_urgently') then version end,
    case when state = 'published_urgently' then now() + n * interval '1 minute' end,
    case when state = 'published_urgently' then at end
from placed;

analyze;

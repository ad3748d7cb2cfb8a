-- Relational tables of the same data, one row in "lines" per line of the export. Read-only afterwards.
create extension if not exists cube;
create extension if not exists earthdistance;

create table administrations (
  id uuid primary key,
  position int not null unique,       -- the order of names
  name text not null,
  verified_at text,
  types text[] not null,
  departement text,
  latitude float8,
  longitude float8,
  place cube,                         -- the location on the sphere, for the nearest first
  summary text,                       -- null where there are no hours
  has_hours boolean not null,
  status text not null,
  status_label text not null
);
create table addresses (
  administration_id uuid not null references administrations, position int not null,
  lines text[] not null, postal_code text, city text,
  primary key (administration_id, position)
);
create table regular_periods (
  administration_id uuid not null references administrations, position int not null,
  days text[] not null, opens text not null, closes text not null,
  primary key (administration_id, position)
);
create table channels (
  administration_id uuid not null references administrations, position int not null,
  kind text not null, label text not null, value text not null, href text,
  primary key (administration_id, position)
);

insert into administrations
select (line->>'id')::uuid, number, line->>'name', line->>'verifiedAt',
  array(select jsonb_array_elements_text(line->'types')), line->>'departement',
  (line#>>'{location,latitude}')::float8, (line#>>'{location,longitude}')::float8,
  case when line->'location' <> 'null' then ll_to_earth((line#>>'{location,latitude}')::float8, (line#>>'{location,longitude}')::float8) end,
  line#>>'{openingHours,summary}', line->'openingHours' <> 'null',
  line#>>'{openState,status}', line#>>'{openState,label}'
from lines;

insert into addresses
select (line->>'id')::uuid, n, array(select jsonb_array_elements_text(a->'lines')), a->>'postalCode', a->>'city'
from lines, jsonb_array_elements(line->'addresses') with ordinality as x(a, n);

insert into regular_periods
select (line->>'id')::uuid, n, array(select jsonb_array_elements_text(p->'days')), p->>'opens', p->>'closes'
from lines, jsonb_array_elements(case when line->'openingHours' <> 'null' then line#>'{openingHours,regular}' else '[]' end) with ordinality as x(p, n);

insert into channels
select (line->>'id')::uuid, n, c->>'kind', c->>'label', c->>'value', c->>'href'
from lines, jsonb_array_elements(line->'channels') with ordinality as x(c, n);

create index on administrations (departement, position);
create index on administrations using gist (place);
create index mairies_by_place on administrations using gist (place) where types @> '{mairie}';
drop table lines;

-- For PostGraphile: the nearest of a type, with the distance; its tables say the relations.
create table near_hits (administration_id uuid primary key references administrations, distance_meters int not null);
create function nearest_administrations(latitude float8, longitude float8, radius int, type text) returns setof near_hits
language sql stable as $$
  select id, round(2 * 6371008.8 * asin(least(1, (place <-> ll_to_earth($1, $2)) / 2 / earth())))::int
  from administrations
  where types @> array[$4]
    and place <@ earth_box(ll_to_earth($1, $2), $3 * earth() / 6371008.8)
  order by place <-> ll_to_earth($1, $2)
$$;
analyze;

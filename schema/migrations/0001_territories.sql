-- Territories of INSEE's official geographic code (COG), EPCI and postal codes: reference data, replaced as a whole by
-- the territories import, read at start by every process into memory.

create table regions (
    code            text not null primary key,
    name            text not null,
    name_link       smallint not null, -- INSEE's TNCC: how the name joins a sentence (« de l'Ain », « du Rhône »)
    zone            text not null,
    chef_lieu_code  text not null,
    constraint ck_regions_code check (code ~ '^[0-9]{2,3}$'),
    constraint ck_regions_name check (name <> ''),
    constraint ck_regions_name_link check (name_link between 0 and 8),
    constraint ck_regions_zone check (zone in ('METROPOLE', 'DROM', 'COM'))
);

create table departements (
    code            text not null primary key,
    name            text not null,
    name_link       smallint not null,
    zone            text not null,
    region_code     text not null,
    chef_lieu_code  text not null,
    constraint fk_departements_region foreign key (region_code) references regions (code),
    constraint ck_departements_code check (code ~ '^([0-9]{2,3}|2[AB])$'),
    constraint ck_departements_name check (name <> ''),
    constraint ck_departements_name_link check (name_link between 0 and 8),
    constraint ck_departements_zone check (zone in ('METROPOLE', 'DROM', 'COM'))
);
create index ix_departements_region on departements (region_code);

create table arrondissements (
    code              text not null primary key,
    name              text not null,
    name_link         smallint not null,
    departement_code  text not null,
    chef_lieu_code    text not null,
    constraint fk_arrondissements_departement foreign key (departement_code) references departements (code),
    constraint ck_arrondissements_code check (code ~ '^([0-9]{2,3}|2[AB])[0-9]$'),
    constraint ck_arrondissements_name check (name <> ''),
    constraint ck_arrondissements_name_link check (name_link between 0 and 8)
);
create index ix_arrondissements_departement on arrondissements (departement_code);

-- Where administrations stand: communes of today, and the municipal arrondissements of Paris, Lyon and Marseille.
create table communes (
    code                 text not null primary key,
    name                 text not null,
    name_link            smallint not null,
    kind                 text not null,
    parent_code          text, -- of a municipal arrondissement: its commune
    departement_code     text not null,
    region_code          text not null,
    arrondissement_code  text, -- null in the overseas lands that have none
    population           integer,
    siren                text,
    latitude             double precision, -- of the town hall
    longitude            double precision,
    constraint fk_communes_parent foreign key (parent_code) references communes (code) deferrable initially deferred,
    constraint fk_communes_departement foreign key (departement_code) references departements (code),
    constraint fk_communes_region foreign key (region_code) references regions (code),
    constraint fk_communes_arrondissement foreign key (arrondissement_code) references arrondissements (code),
    constraint ck_communes_code check (code ~ '^([0-9]{2}|2[AB])[0-9]{3}$'),
    constraint ck_communes_name check (name <> ''),
    constraint ck_communes_name_link check (name_link between 0 and 8),
    constraint ck_communes_kind check (kind in ('CURRENT', 'MUNICIPAL_ARRONDISSEMENT')),
    constraint ck_communes_parent check ((kind = 'MUNICIPAL_ARRONDISSEMENT') = (parent_code is not null)),
    constraint ck_communes_population check (population >= 0),
    constraint ck_communes_siren check (siren ~ '^[0-9]{9}$'),
    constraint ck_communes_location check (
        (latitude is null) = (longitude is null)
        and latitude between -90 and 90
        and longitude between -180 and 180
        and not (latitude = 0 and longitude = 0))
);
create index ix_communes_departement on communes (departement_code);
create index ix_communes_region on communes (region_code);
create index ix_communes_arrondissement on communes (arrondissement_code);
create index ix_communes_parent on communes (parent_code) where parent_code is not null;

-- Former communes that still have a name and often a mairie. A table of their own because the one that is chef-lieu
-- bears the code of its new commune: 01033 is Valserhône and, within it, Bellegarde-sur-Valserine.
create table delegated_communes (
    code                 text not null primary key,
    name                 text not null,
    name_link            smallint not null,
    kind                 text not null,
    commune_code         text not null, -- the commune of today that it is a part of
    departement_code     text not null, -- not always that of the commune
    region_code          text not null,
    arrondissement_code  text,
    latitude             double precision,
    longitude            double precision,
    constraint fk_delegated_communes_commune foreign key (commune_code) references communes (code)
        deferrable initially deferred,
    constraint fk_delegated_communes_departement foreign key (departement_code) references departements (code),
    constraint fk_delegated_communes_region foreign key (region_code) references regions (code),
    constraint fk_delegated_communes_arrondissement foreign key (arrondissement_code)
        references arrondissements (code),
    constraint ck_delegated_communes_code check (code ~ '^([0-9]{2}|2[AB])[0-9]{3}$'),
    constraint ck_delegated_communes_name check (name <> ''),
    constraint ck_delegated_communes_name_link check (name_link between 0 and 8),
    constraint ck_delegated_communes_kind check (kind in ('DELEGATED', 'ASSOCIATED')),
    constraint ck_delegated_communes_location check (
        (latitude is null) = (longitude is null)
        and latitude between -90 and 90
        and longitude between -180 and 180
        and not (latitude = 0 and longitude = 0))
);
create index ix_delegated_communes_commune on delegated_communes (commune_code);

-- Codes of the past, which old files and old keys still carry, and what became of them.
create table commune_former_codes (
    code          text not null primary key,
    commune_code  text not null,
    constraint fk_commune_former_codes_commune foreign key (commune_code) references communes (code)
        deferrable initially deferred,
    constraint ck_commune_former_codes_code check (code ~ '^([0-9]{2}|2[AB])[0-9]{3}$')
);
create index ix_commune_former_codes_commune on commune_former_codes (commune_code);

-- n:m: a postal code serves several communes, a large commune has several codes. No CEDEX.
create table postal_codes (
    code          text not null,
    commune_code  text not null,
    constraint pk_postal_codes primary key (code, commune_code),
    constraint fk_postal_codes_commune foreign key (commune_code) references communes (code)
        deferrable initially deferred,
    constraint ck_postal_codes_code check (code ~ '^[0-9]{5}$')
);
create index ix_postal_codes_commune on postal_codes (commune_code);

create table epci (
    code  text not null primary key, -- SIREN
    name  text not null,
    kind  text not null,             -- DGCL's own abbreviations
    constraint ck_epci_code check (code ~ '^[0-9]{9}$'),
    constraint ck_epci_name check (name <> ''),
    constraint ck_epci_kind check (kind in ('CC', 'CA', 'CU', 'METRO', 'MET69', 'EPT'))
);

-- A commune of Greater Paris is a member of its métropole and of an EPT.
create table epci_members (
    epci_code     text not null,
    commune_code  text not null,
    constraint pk_epci_members primary key (epci_code, commune_code),
    constraint fk_epci_members_epci foreign key (epci_code) references epci (code) deferrable initially deferred,
    constraint fk_epci_members_commune foreign key (commune_code) references communes (code)
        deferrable initially deferred
);
create index ix_epci_members_commune on epci_members (commune_code);

-- Chefs-lieux point back at communes; deferred, since each table needs the other first.
alter table regions add constraint fk_regions_chef_lieu
    foreign key (chef_lieu_code) references communes (code) deferrable initially deferred;
alter table departements add constraint fk_departements_chef_lieu
    foreign key (chef_lieu_code) references communes (code) deferrable initially deferred;
alter table arrondissements add constraint fk_arrondissements_chef_lieu
    foreign key (chef_lieu_code) references communes (code) deferrable initially deferred;

-- One row once territories are loaded: readers compare content_hash to know when to read the tables again.
create table territories_state (
    singleton     boolean not null default true primary key,
    version       text not null, -- the vintage, for people: « COG 2026 »
    content_hash  text not null,
    loaded_at     timestamptz not null, -- when the content last changed
    constraint ck_territories_state_singleton check (singleton),
    constraint ck_territories_state_content_hash check (content_hash ~ '^[0-9a-f]{64}$')
);

grant select on regions, departements, arrondissements, communes, delegated_communes, commune_former_codes,
    postal_codes, epci, epci_members, territories_state to directory_reader, directory_writer;
grant insert, update, delete on regions, departements, arrondissements, communes, delegated_communes,
    commune_former_codes, postal_codes, epci, epci_members, territories_state to directory_writer;

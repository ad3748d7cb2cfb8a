-- Where communes lie, where a file of outlines was imported. By the codes of that file, which may be of the past: what a code has become is said
-- by the other tables, so that the next geographic code needs no new outlines. No reference to communes for the same reason.
create table commune_outlines (
    code     text   not null primary key,
    outline  bytea  not null, -- WKB, two dimensions, degrees of WGS 84
    constraint ck_commune_outlines_code check (code ~ '^([0-9]{2}|2[AB])[0-9]{3}$'),
    constraint ck_commune_outlines_outline check (octet_length(outline) between 1 and 4194304)
);

grant select on commune_outlines to directory_role_api, directory_role_extranet;
grant select, insert, update, delete on commune_outlines to directory_role_importers;

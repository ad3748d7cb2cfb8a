-- The log takes in a third kind of entry: what a usager has to do.
alter table entry_versions drop constraint ck_entry_versions_kind;
alter table entry_versions
    add constraint ck_entry_versions_kind check (kind in ('administration', 'service_type', 'demarche'));

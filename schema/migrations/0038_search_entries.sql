-- Lists of entries are searched and sorted by names without case, accents or signs, whatever the database's collation.

-- The same as TextFolding.Fold for Latin letters; anything else than a to z and digits is a space. Pure ASCII.
create function fold_text(text) returns text language sql immutable strict parallel safe as $$
    select trim(regexp_replace(
        lower(regexp_replace(
            normalize(replace(replace(replace(replace(replace($1, 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'ß', 'ss'), NFKD),
            '[\u0300-\u036f]', '', 'g')),
        '[^a-z0-9]+', ' ', 'g'))
$$;

-- What a person may know an entry by, one thing a line, its name first so that it sorts by it: a line feed comes before any
-- other sign, and no word goes over one. Bounded, since it is indexed.
create function entry_search_text(document jsonb) returns text language sql immutable parallel safe as $$
    select left(concat_ws(E'\n',
        fold_text(coalesce(document ->> 'name', document ->> 'label', document ->> 'title', '')),
        nullif(fold_text(document ->> 'acronym'), ''),
        (select string_agg(distinct fold_text(concat_ws(' ', address ->> 'postalCode', address ->> 'city')), E'\n')
            from jsonb_array_elements(document -> 'addresses') address)), 2000)
$$;

alter table entries add column search_text text collate "C" not null default '';
update entries e set search_text = entry_search_text(v.document)
    from entry_versions v
    where v.entry_id = e.id and v.document is not null
        and v.version = (select max(l.version) from entry_versions l where l.entry_id = e.id and l.document is not null);

alter table communes add column search_text text collate "C" generated always as (fold_text(name)) stored;

-- The order of lists, with what they filter on most: short lists and long ones are read from the index alone. All of it is
-- bounded, as an index's row must be.
create index ix_entries_search_text on entries (search_text, id)
    include (kind, commune_code, verified_at) where not is_removed;
-- « À confirmer », and how many.
create index ix_entries_verified on entries (verified_at nulls first, id) where not is_removed;
-- Few among many.
create index ix_entries_removed on entries (search_text, id) where is_removed;
-- An identifier is typed without its scheme.
create index ix_external_ids_value on external_ids (value);

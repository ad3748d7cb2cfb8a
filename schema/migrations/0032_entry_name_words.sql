-- Finds entries by the beginnings of words of their names, whatever the accents, hyphens and abbreviations: what a form suggests as
-- one types. The words are folded here as the extranet folds what is typed (Choosers/NameWords.cs).

create function fold_name(name text) returns text language sql immutable strict parallel safe as $$
    select regexp_replace(regexp_replace(regexp_replace(
        translate(
            replace(replace(replace(replace(name, 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'),
            'ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝŸàáâãäåçèéêëìíîïñòóôõöùúûüýÿ',
            'abcdefghijklmnopqrstuvwxyzaaaaaaceeeeiiiinooooouuuuyyaaaaaaceeeeiiiinooooouuuuyy'),
        '[^a-z0-9]+', ' ', 'g'),
        '\mst\M', 'saint', 'g'),
        '\mste\M', 'sainte', 'g')
$$;

create index ix_entries_name_words on entries using gin (to_tsvector('simple'::regconfig, fold_name(name))) where not is_removed;

-- A form that could not be dealt with is kept once, however often it is sent: it is known by the page that it was typed in.

alter table kept_forms
    -- The token of that page's form; null for what came without one.
    add column form_id uuid;

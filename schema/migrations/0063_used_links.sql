-- Links that served are kept for a day, so that those that were asked for can be counted.

alter table account_links add column used_at timestamptz;
-- All of it again: once a role has some of a table, 0089 leaves that table to what was said.
grant select, insert, update, delete on account_links to directory_role_extranet;

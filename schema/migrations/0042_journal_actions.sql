-- The journal is looked through by action.
create index ix_journal_action on journal (action, id);

-- Mails with a link that lets in once: their text is cleared once they are sent, or once the link is no longer good.

-- null: nothing secret in the text; else until when its link is good.
alter table outbox_mails add column secret_until timestamptz;

-- Those written before: links were good for a week at most.
update outbox_mails set body = '' where sent_at is not null and body like '%?jeton=%';
update outbox_mails set secret_until = created_at + interval '7 days' where sent_at is null and body like '%?jeton=%';

create index ix_outbox_mails_secret on outbox_mails (secret_until) where secret_until is not null and body <> '';
create index ix_outbox_mails_sent on outbox_mails (sent_at) where sent_at is not null;

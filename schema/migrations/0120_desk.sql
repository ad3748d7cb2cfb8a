-- The desk: messages of usagers that came to the wrong place, and what became of them. In a schema of its own, since it holds what people
-- wrote about themselves; who they are stands in one table, which alone is emptied where somebody is to be forgotten.

create schema desk;

-- Where a team takes in its messages. Read by its members who may orient in its perimeter: a département, an entry, or (neither) the country.
create table desk.boxes (
    id               uuid        primary key,
    name             text        not null,
    departement_code text,
    entry_id         uuid,
    created_at       timestamptz not null,
    constraint uq_boxes_name unique (name),
    constraint ck_boxes_name check (name <> '' and length(name) <= 100),
    constraint ck_boxes_perimeter check (departement_code is null or entry_id is null)
);

create table desk.box_members (
    box_id     uuid not null references desk.boxes (id),
    account_id uuid not null references accounts (id),
    primary key (box_id, account_id)
);
create index ix_box_members_account on desk.box_members (account_id);

create table desk.conversations (
    id           uuid        primary key,
    box_id       uuid        not null references desk.boxes (id),
    subject      text        not null,
    status       text        not null,
    assignee_id  uuid        references accounts (id),
    commune_code text,
    demarche_id  uuid,
    tags         text[]      not null default '{}',
    received_at  timestamptz not null,
    -- The last act on it: how long it is kept counts from there.
    touched_at   timestamptz not null,
    -- Grows with every act: whoever acts on what another has changed meanwhile is told so.
    revision     integer     not null default 1,
    constraint ck_conversations_subject check (subject <> '' and subject !~ '[\r\n]' and length(subject) <= 300),
    constraint ck_conversations_status check (status in ('new', 'open', 'waiting_interlocutor', 'closed', 'spam')),
    constraint ck_conversations_tags check (cardinality(tags) <= 20)
);
create index ix_conversations_queue on desk.conversations (box_id, status, received_at, id);
create index ix_conversations_assignee on desk.conversations (assignee_id, received_at, id) where assignee_id is not null;
create index ix_conversations_touched on desk.conversations (touched_at) where status in ('waiting_interlocutor', 'closed', 'spam');

create table desk.usagers (
    conversation_id uuid primary key references desk.conversations (id) on delete cascade,
    name            text,
    mail            text,
    phone           text,
    constraint ck_usagers_name check (length(name) <= 200),
    constraint ck_usagers_mail check (mail !~ '[\s,;<>]' and length(mail) <= 254),
    constraint ck_usagers_phone check (length(phone) <= 40)
);
create index ix_usagers_mail on desk.usagers (lower(mail));

-- Each thread keeps to itself: with the usager, with an interlocutor, notes among agents.
create table desk.messages (
    id              uuid        primary key,
    conversation_id uuid        not null references desk.conversations (id) on delete cascade,
    thread          text        not null,
    -- The agent who wrote it; null for what came in.
    author_id       uuid        references accounts (id),
    -- To whom it was forwarded: the entry, and its name then.
    entry_id        uuid,
    entry_name      text,
    body            text        not null,
    -- In the outbox, which forgets sooner.
    mail_id         uuid,
    at              timestamptz not null,
    constraint ck_messages_thread check (thread in ('usager', 'interlocutor', 'note')),
    constraint ck_messages_entry_name check (length(entry_name) <= 300),
    constraint ck_messages_body check (length(body) <= 70000)
);
create index ix_messages_conversation on desk.messages (conversation_id, at, id);

-- An answer to a forwarded mail goes to the usager.
alter table outbox_mails add column reply_to text,
    add constraint ck_outbox_mails_reply_to check (reply_to !~ '[\s,;<>]' and length(reply_to) <= 254);

grant usage on schema desk to directory_role_extranet;
grant select, insert on desk.boxes to directory_role_extranet;
grant select, insert on desk.box_members to directory_role_extranet;
grant select, insert, update, delete on desk.conversations to directory_role_extranet;
grant select, insert on desk.usagers to directory_role_extranet;
grant select, insert, delete on desk.messages to directory_role_extranet;
-- The desk proposes by what is published, followed as the API does.
grant select (source, finished_at) on imports to directory_role_extranet;

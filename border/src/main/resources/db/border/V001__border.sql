-- What a node keeps of the border. Bodies are encrypted under one key each; the keys stand in a
-- schema of their own, which ordinary backups leave out.
create schema if not exists border_keys;

create table border.log (
  id              bigint generated always as identity primary key,
  origin          text not null unique,
  role            text not null check (role in ('OUTGOING', 'MIRROR', 'AUDIT')),
  size            bigint not null default 0 check (size >= 0),
  frontier        bytea not null default '',
  checkpoint      bytea,
  checkpoint_size bigint not null default 0,
  cosigned        bytea,
  cosigned_size   bigint not null default 0,
  handed_over     bigint not null default 0,
  frozen          text,
  paused          boolean not null default false
);

create table border.entry (
  log_id     bigint not null references border.log,
  index      bigint not null,
  message_id uuid,
  entry      bytea not null,
  leaf       bytea not null,
  body       bytea,
  absent     text,
  stored_at  timestamptz not null,
  primary key (log_id, index),
  unique (log_id, message_id),
  check ((body is null) = (absent is not null))
);
alter table border.entry alter column body set storage external;
create index entry_message on border.entry (message_id) where message_id is not null;

create table border.subtree (
  log_id bigint not null references border.log,
  height int not null,
  index  bigint not null,
  root   bytea not null,
  primary key (log_id, height, index)
);

-- One signed root for each size, for ever.
create table border.checkpoint (
  log_id bigint not null references border.log,
  size   bigint not null,
  note   bytea not null,
  primary key (log_id, size)
);

create table border.outcome (
  message_id uuid primary key,
  outcome    text not null
);

create table border.erasure (
  id     bigint generated always as identity primary key,
  origin text not null,
  index  bigint not null,
  reason text not null,
  at     timestamptz not null,
  unique (origin, index)
);

create table border.outbox (
  id         bigint generated always as identity primary key,
  origin     text not null,
  message_id uuid not null,
  entry      bytea not null,
  salt       bytea not null,
  body       bytea not null,
  unique (origin, message_id)
);
create index outbox_order on border.outbox (origin, id);
alter table border.outbox alter column body set storage external;

create table border.link_value (
  key   text primary key,
  value text not null
);

create table border.alarm (
  code    text not null,
  subject text not null,
  detail  text not null,
  since   timestamptz not null,
  last    timestamptz not null,
  count   bigint not null,
  ended   timestamptz,
  primary key (code, subject)
);

create table border.proposal (
  id          uuid primary key,
  kind        text not null,
  subject     text not null,
  proposed_by text not null,
  organisation text not null,
  proposed_at timestamptz not null,
  state       text not null,
  decided_by  text,
  decided_organisation text,
  decided_at  timestamptz
);
create index proposal_state on border.proposal (state, decided_at desc);

create table border_keys.body_key (
  log_id bigint not null,
  index  bigint not null,
  key    bytea not null,
  primary key (log_id, index)
);

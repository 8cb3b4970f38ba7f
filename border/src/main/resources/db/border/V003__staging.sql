-- Bodies that came before their entries.
create table border.staged (
  peer       text not null,
  commitment text not null,
  received   bigint not null default 0,
  begun      timestamptz not null,
  primary key (peer, commitment)
);
create index staged_begun on border.staged (begun);

create table border.staged_part (
  peer       text not null,
  commitment text not null,
  start      bigint not null,
  sealed     bytea not null,
  primary key (peer, commitment, start)
);
alter table border.staged_part alter column sealed set storage external;

create table border_keys.staged_key (
  peer       text not null,
  commitment text not null,
  key        bytea not null,
  primary key (peer, commitment)
);

-- A large body is brought to the peer before its entry is sequenced.
alter table border.outbox add column carried boolean not null default true;
create index outbox_uncarried on border.outbox (origin, id) where not carried;

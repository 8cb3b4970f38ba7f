-- Messages stand in packets: what one transaction queued for one log, or one update brought, is one row, written once. Its
-- place in the log is the index of its first entry, null while it waits. So a message costs a share of a row and its own
-- line in border.message.
create table border.packet (
  id        bigint generated always as identity primary key,
  log_id    bigint not null references border.log,
  first     bigint check (first >= 0),
  count     int not null check (count between 1 and 1024),
  -- bytes of the plain entries and bodies together
  size      bigint not null,
  -- whether the peer holds what has to be brought before the entry
  carried   boolean not null default true,
  -- one after the other, each behind its length in four bytes; a body of no bytes is absent
  entries   bytea not null,
  bodies    bytea not null,
  -- 32 bytes each
  leaves    bytea not null,
  stored_at timestamptz,
  unique (log_id, first),
  check ((first is null) = (stored_at is null)),
  check (length(leaves) = count * 32)
);
alter table border.packet alter column entries set storage external;
alter table border.packet alter column bodies set storage external;
alter table border.packet alter column leaves set storage external;
create index packet_waiting on border.packet (log_id, id) where first is null;

create table border.message (
  message_id uuid not null,
  log_id     bigint not null,
  packet     bigint not null,
  place      int not null,
  primary key (message_id, log_id)
);

create table border.absent (
  packet bigint not null references border.packet,
  place  int not null,
  reason text not null,
  primary key (packet, place)
);

-- The keys of a packet's bodies, 32 bytes each. Erasing a body overwrites its key and takes its bytes out of the packet.
create table border_keys.packet_key (
  packet bigint primary key,
  keys   bytea not null
);
alter table border_keys.packet_key alter column keys set storage external;

-- What was stored before: one packet a message, the log's before the outbox's.
create temporary table moved on commit drop as
  select nextval(pg_get_serial_sequence('border.packet', 'id')) as id, old.* from (
    select e.log_id, e.index as first, e.message_id, e.entry, e.leaf, e.body_id, e.absent, e.stored_at, true as carried
    from border.entry e order by e.log_id, e.index) old;
insert into moved
  select nextval(pg_get_serial_sequence('border.packet', 'id')), old.* from (
    select l.id, null::bigint, o.message_id, o.entry, sha256('\x00'::bytea || o.entry), o.body_id, null::text, null::timestamptz, o.carried
    from border.outbox o join border.log l on l.origin = o.origin order by o.id) old;
insert into border.packet (id, log_id, first, count, size, carried, entries, bodies, leaves, stored_at)
  overriding system value
  select m.id, m.log_id, m.first, 1, length(m.entry) + coalesce(length(b.sealed), 0), m.carried,
    int4send(length(m.entry)) || m.entry,
    case when b.sealed is null then int4send(0) else int4send(length(b.sealed)) || b.sealed end,
    m.leaf, m.stored_at
  from moved m left join border.body b on b.id = m.body_id;
insert into border.message (message_id, log_id, packet, place)
  select message_id, log_id, id, 0 from moved where message_id is not null;
insert into border.absent (packet, place, reason) select id, 0, absent from moved where absent is not null;
insert into border_keys.packet_key (packet, keys)
  select m.id, substring(p.keys from (m.body_id % 128)::int * 32 + 1 for 32)
  from moved m join border_keys.page p on p.page = m.body_id / 128;

drop table border.entry;
drop table border.outbox;
drop table border.body;
drop table border_keys.page;
drop sequence border.body_run;

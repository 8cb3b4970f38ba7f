-- Bodies stand beside the log, written once: sealed when they are queued or received, referred to by the outbox and then by
-- the log. Ids come in runs of 1,024; the keys of 128 bodies stand together in one page, so that a batch of bodies costs a
-- few rows of keys. Erasing a body removes its row and overwrites its key in the page.
create sequence border.body_run;

create table border.body (
  id     bigint primary key,
  sealed bytea not null
) with (toast_tuple_target = 8160);
alter table border.body alter column sealed set storage external;

create table border_keys.page (
  page bigint primary key,
  keys bytea not null
);
alter table border_keys.page alter column keys set storage external;

alter table border.entry add column body_id bigint;

-- What was stored before: one run a body.
create temporary table moved on commit drop as
  select e.log_id, e.index, nextval('border.body_run') * 1024 as id, e.body as sealed, k.key
  from border.entry e join border_keys.body_key k on k.log_id = e.log_id and k.index = e.index
  where e.body is not null;
insert into border.body (id, sealed) select id, sealed from moved;
insert into border_keys.page (page, keys) select id / 128, key from moved;
update border.entry e set body_id = m.id from moved m where e.log_id = m.log_id and e.index = m.index;
update border.entry set absent = 'ERASED' where body_id is null and absent is null;

alter table border.entry drop column body;
alter table border.entry add check ((body_id is null) = (absent is not null));
drop table border_keys.body_key;
drop index border.entry_message;
alter table border.entry drop constraint entry_log_id_message_id_key;
alter table border.entry add unique (message_id, log_id);

-- The outbox is empty at an upgrade: it is sent before, or it was queued by a release that kept bodies in it.
do $$ begin
  if exists (select 1 from border.outbox) then
    raise exception 'messages wait in the outbox: start the earlier program until they are sent, then upgrade';
  end if;
end $$;
alter table border.outbox drop column salt, drop column body, add column body_id bigint not null, add column size bigint not null;
drop index border.outbox_order;
drop index border.outbox_uncarried;
create index outbox_uncarried on border.outbox (origin, id) where not carried;

-- The facts of a post: what people at offices did and saw, and what the other post told. A fact is
-- never changed, but for whether it may cross, and for the moment in which the other post was told.
-- `leaves`: its kind may leave this node; `crosses`: the two posts exchange what it is about;
-- `waits_for`: the name of what must be shown to be exchanged first; `passed`: systems beside us
-- were told of it although it does not cross.

create table post.fact (
  place      bigint generated always as identity primary key,
  id         uuid not null unique,
  ours       boolean not null,
  kind       text not null,
  office     text not null,
  wall       timestamp not null,
  shift      int,
  captured   timestamptz not null,
  happened   timestamptz not null,
  code       text,
  dispatch   text,
  item       text,
  bag        uuid,
  by_user    text,
  kept       timestamptz not null,
  told       timestamptz,
  leaves     boolean not null,
  crosses    boolean not null,
  waits_for  text,
  passed     boolean not null default false,
  body       text not null
);
create index fact_dispatch on post.fact (dispatch, place) where dispatch is not null;
create index fact_item on post.fact (item, place) where item is not null;
create index fact_bag on post.fact (bag, place) where bag is not null;
create index fact_untold on post.fact (place) where ours and crosses and told is null;
create index fact_unpassed on post.fact (place)
  where ours and leaves and not crosses and not passed and told is null;
create index fact_waiting on post.fact (waits_for) where waits_for is not null and not crosses;
create index fact_opened on post.fact (office, place) where kind = 'bag-opened';
create index fact_assessed on post.fact (item, happened desc, place desc) where kind = 'item-assessed';
create index fact_note on post.fact (office, place) where kind = 'note-written';

create function post.keep_facts() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a fact is never deleted';
  end if;
  if (old.told is not null and new.told is distinct from old.told)
      or (old.crosses and not new.crosses)
      or (old.passed and not new.passed)
      or to_jsonb(new) - array['told', 'crosses', 'passed']
        <> to_jsonb(old) - array['told', 'crosses', 'passed'] then
    raise exception 'a fact is told once and never changed';
  end if;
  return new;
end $$;
create trigger fact_kept before update or delete on post.fact
  for each row execute function post.keep_facts();

-- Items and consignments, by name, and whether they are shown to be exchanged with the other post;
-- facts may wait for those that are not.
create table post.exchanged (
  name  text primary key,
  shown boolean not null
);

-- Messages with facts of which the other post's receipt is not known here.
create table post.unreceipted (
  place   bigint generated always as identity,
  message uuid primary key,
  facts   uuid[] not null
);
create index unreceipted_place on post.unreceipted (place);

-- Which declarations list an item.
create table post.listed (
  item     text not null,
  dispatch text not null,
  grams    int,
  primary key (item, dispatch)
);

-- The numbers that verification notes were given.
create table post.note (
  office text not null,
  year   int not null,
  number int not null,
  note   uuid not null primary key
);
create index note_number on post.note (office, year, number);

-- A row a dispatch for lists, made of its facts.
create table post.dispatch (
  dispatch       text primary key,
  series         text not null,
  serial         int not null,
  advised        boolean not null default false,
  stale          boolean not null,
  out            boolean,
  status         text,
  closed         timestamp,
  expected       timestamp,
  receptacles    int,
  seen           int,
  items          int,
  grams          bigint,
  irregularities int,
  first_kept     timestamptz not null,
  changed        timestamptz not null
);
create index dispatch_changed on post.dispatch (out, changed desc);
create index dispatch_since on post.dispatch (changed);
create index dispatch_series on post.dispatch (series, serial);
create index dispatch_stale on post.dispatch (dispatch) where stale;

-- Dispatches of which both posts hold the same and see different things.
create table post.divergence (
  dispatch text primary key,
  ours     text not null,
  theirs   text not null,
  since    timestamptz not null
);

-- Dispatches of which the posts hold different numbers of facts.
create table post.uneven (
  dispatch text primary key,
  since    timestamptz not null
);

-- The days whose digests were sent.
create table post.digest_sent (
  day date primary key
);

-- The interchanges that came from other systems and went to them, with their bytes.
create table post.interchange (
  id        uuid primary key,
  system    text not null,
  inward    boolean not null,
  sender    text not null,
  reference text not null,
  name      text not null,
  at        timestamptz not null,
  bytes     bytea not null,
  report    text not null,
  taken     boolean not null,
  written   timestamptz
);
create unique index interchange_once on post.interchange (sender, reference) where inward and taken;
create unique index interchange_sent_once on post.interchange (system, reference) where not inward;
create sequence post.interchange_number minvalue 0;
create index interchange_unwritten on post.interchange (at, id) where not inward and written is null;
create index interchange_newest on post.interchange (at desc, id desc);

-- When the events of an item happened first, for reports.
create table post.item (
  item    text primary key,
  class   text not null,
  country text not null,
  ema timestamptz, ema_day date,
  emc timestamptz, emc_day date,
  emd timestamptz, emd_day date,
  edb timestamptz, edb_day date,
  edc timestamptz, edc_day date,
  emi timestamptz, emi_day date
);

-- How many items took how many hours over each part of their way: `leg` is the sum, `leg_part` what
-- came to it since, summed from time to time, so that no two clerks wait for one row. Both are made
-- of post.item by its triggers, when a backup is restored too.
create table post.leg (
  leg      text not null,
  country  text not null,
  class    text not null,
  to_day   date not null,
  from_day date not null,
  hours    int not null,
  items    bigint not null,
  primary key (leg, to_day, country, class, from_day, hours)
);
create table post.leg_part (like post.leg);

-- The parts of an item's way in whole hours, without the time at customs where it lies in them.
create function post.legs(i post.item)
  returns table (leg text, to_day date, from_day date, hours int) language sql immutable as $$
  select leg, to_day, from_day, floor(extract(epoch from till - since
      - case when inland and i.edb >= since and i.edc <= till and i.edc >= i.edb
          then i.edc - i.edb else interval '0' end) / 3600)::int
    from (values
      ('OUTWARD', i.ema, i.ema_day, i.emc, i.emc_day, false),
      ('TRANSPORT', i.emc, i.emc_day, i.emd, i.emd_day, false),
      ('INWARD', i.emd, i.emd_day, i.emi, i.emi_day, true),
      ('WHOLE', i.ema, i.ema_day, i.emi, i.emi_day, true),
      -- no way, but whether an event is known, and the one that should follow it
      ('DEPARTED', i.emc, i.emc_day, i.emc, i.emc_day, false),
      ('DEPARTED_ARRIVED', i.emc, i.emc_day, case when i.emd is not null then i.emc end, i.emc_day, false),
      ('ARRIVED', i.emd, i.emd_day, i.emd, i.emd_day, false),
      ('ARRIVED_DELIVERED', i.emd, i.emd_day, case when i.emi is not null then i.emd end, i.emd_day, false)
    ) way (leg, since, from_day, till, to_day, inland)
    where till >= since
$$;

create function post.time_items() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into post.leg_part
      select way.leg, i.country, i.class, way.to_day, way.from_day, way.hours, count(*)
        from added i, post.legs(i) way group by 1, 2, 3, 4, 5, 6;
  else
    insert into post.leg_part
      select leg, country, class, to_day, from_day, hours, sum(items)
        from (
          select i.country, i.class, way.*, 1 as items from added i, post.legs(i) way
          union all
          select i.country, i.class, way.*, -1 from gone i, post.legs(i) way
        ) each group by 1, 2, 3, 4, 5, 6 having sum(items) <> 0;
  end if;
  return null;
end
$$;

create trigger item_added after insert on post.item
  referencing new table as added for each statement execute function post.time_items();
create trigger item_changed after update on post.item
  referencing new table as added old table as gone
  for each statement execute function post.time_items();

-- How events were told: parts are added and summed from time to time, so that no two clerks wait for
-- one row.
create table post.telling (
  day     date not null,
  code    text not null,
  class   text not null,
  ours    boolean not null,
  events  bigint not null,
  in_time bigint not null,
  primary key (day, code, class, ours)
);
create table post.telling_part (like post.telling);

-- Which items were declared and in which message; what was declared stands at the border alone.
create table post.declaration (
  item     text primary key,
  ours     boolean not null,
  at       timestamptz not null,
  message  uuid not null,
  assessed boolean not null
);
create index declaration_waiting on post.declaration (at, item) where not ours and not assessed;
create index declaration_old on post.declaration (at);

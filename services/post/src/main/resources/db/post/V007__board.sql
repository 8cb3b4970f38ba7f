-- What the manager's board sums: a row a dispatch, hours of offices, items that customs have.

-- `changes` counts what came to a dispatch, `made` is the change of which its figures were made.
create table post.figure (
  dispatch       text primary key,
  changes        bigint not null default 1,
  made           bigint,
  out            boolean,
  arrived        date,
  receptacles    int,
  notes          int,
  advised_before boolean,
  weighed        int,
  declared_grams bigint,
  found_grams    bigint,
  stream         text,
  closed         date,
  priced         boolean,
  grams          bigint,
  micro_sdr      bigint
);
create index figure_stale on post.figure (dispatch) where made is distinct from changes;
create index figure_arrived on post.figure (out, arrived) where arrived is not null;
create index figure_closed on post.figure (closed) where closed is not null;
create index figure_stream on post.figure (stream, closed) where closed is not null;

insert into post.figure (dispatch) select dispatch from post.dispatch;

-- Receptacles by type that came to the office of destination of a dispatch: filled with mail, or
-- empty ones that were returned.
create table post.figure_bags (
  dispatch text not null,
  type     text not null,
  out      boolean not null,
  filled   bigint not null,
  returned bigint not null,
  primary key (dispatch, type)
);

-- By what the dispatches are rated.
create table post.figure_basis (
  basis text not null
);

-- How much was scanned at an office in an hour of its clock on the wall: parts are added and summed
-- from time to time, so that no two devices wait for one row.
create table post.scanning (
  day    date not null,
  office text not null,
  hour   int not null,
  scans  bigint not null,
  primary key (day, office, hour)
);
create table post.scanning_part (like post.scanning);

insert into post.scanning (day, office, hour, scans)
  select wall::date, office, extract(hour from wall)::int, count(*) from post.fact
    where ours and kind in ('item-seen', 'receptacle-seen', 'receptacle-checked',
      'receptacle-unloaded', 'item-put', 'item-taken', 'letters-put', 'bag-closed')
      and code is distinct from 'EMC' and (code is null or body not like '%"place":%')
    group by 1, 2, 3;

-- Items that were presented to customs. `look` says that it is to be looked whether they still are
-- there; those that are not are taken away some time after.
create table post.at_customs (
  item text primary key,
  kept timestamptz not null,
  look boolean not null
);
create index at_customs_kept on post.at_customs (kept);
create index at_customs_look on post.at_customs (item) where look;

insert into post.at_customs (item, kept, look)
  select item, max(kept), true from post.fact where code in ('EDB', 'EME') group by item;

-- Items that left and of which no arrival is known, and that arrived and of which no delivery is.
create index item_not_arrived on post.item (emc_day, item) where emd is null and emc is not null;
create index item_not_delivered on post.item (emd_day, item) where emi is null and emd is not null;

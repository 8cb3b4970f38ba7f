-- Consignments: which there are, which facts are about them, and which carry receptacles of a dispatch.
-- `formed`: by us, so that nobody else uses up our numbers. The columns behind `stale` are a row for lists,
-- made of the facts; `carried`: the receptacles that are in it and can be in no other.
create table post.consignment (
  consignment text primary key,
  formed      boolean not null,
  changed     timestamptz not null,
  stale       boolean not null default true,
  status      text,
  origin      text,
  destination text,
  conveyance  text,
  advised     int,
  found       int,
  grams       bigint,
  differences int,
  handed_over timestamp,
  carried     text[] not null default '{}'
);
create index consignment_changed on post.consignment (changed desc, consignment desc);
create index consignment_stale on post.consignment (consignment) where stale;
create index dispatch_waiting on post.dispatch (closed desc, dispatch desc)
  where out and status in ('CLOSED', 'DESPATCHED', 'ARRIVING');

create table post.consignment_fact (
  fact        uuid primary key,
  consignment text not null
);
create index consignment_fact_of on post.consignment_fact (consignment);

create table post.consigned (
  dispatch    text not null,
  consignment text not null,
  primary key (dispatch, consignment)
);

-- Interchanges with names of people: their bytes are not kept. Of one that came stands its digest, of
-- one that goes the items whose declarations it is made of when it is written.
create table post.named_interchange (
  interchange uuid primary key,
  digest      text not null,
  items       text not null
);

-- Serial numbers of items: ranges of a service indicator, blocks at offices, numbers that were drawn or used.

create table post.serial_range (
  indicator text    not null check (indicator ~ '^[A-Z]{2}$'),
  first     integer not null check (first >= 0),
  last      integer not null check (last between first and 99999999),
  before    boolean not null,
  since     date    not null,
  primary key (indicator, first)
);

create table post.serial_block (
  id          uuid    primary key,
  indicator   text    not null check (indicator ~ '^[A-Z]{2}$'),
  first       integer not null,
  last        integer not null check (last between first and 99999999),
  office      text    not null,
  offline     boolean not null,
  taken       date    not null,
  next        integer not null check (next between first and last + 1),
  handed_back date
);
create index serial_block_number on post.serial_block (indicator, first);
create index serial_block_out on post.serial_block (indicator, office, taken, first) where handed_back is null;

create table post.serial_number (
  indicator text        not null,
  serial    integer     not null,
  office    text        not null,
  drawn     timestamptz not null,
  used      timestamptz,
  primary key (indicator, serial)
);
create index serial_number_drawn on post.serial_number (drawn);

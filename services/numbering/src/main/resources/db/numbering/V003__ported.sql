-- Numbers that their users took to another network. They never leave the country. A number returns to
-- the holder of its range with a row without routing; rows are only added.
create table numbering.ported (
  id          bigint generated always as identity primary key,
  number      text not null,
  donor       text not null,
  recipient   text not null,
  routing     text not null,
  since       timestamptz not null,
  recorded_at timestamptz not null
);
create index ported_number on numbering.ported (number, since, id);

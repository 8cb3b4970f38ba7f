-- Number changes: old codes to new ones, with parallel running. As with entries, nothing is
-- rewritten, only ended.
create table numbering.move (
  id          uuid primary key,
  plan        text not null,
  first       text not null,
  last        text not null,
  new_first   text not null,
  new_last    text not null,
  digits      int,
  starts      timestamptz not null,
  parallel_to timestamptz not null,
  document    text not null,
  row         text not null,
  confidence  text not null,
  known       tstzrange not null check (not isempty(known) and not lower_inf(known)),
  change      uuid not null,
  check (length(first) = length(last) and first <= last),
  check (length(new_first) = length(new_last) and new_first <= new_last),
  check (starts <= parallel_to)
);
create index move_plan on numbering.move (plan, lower(known));
create trigger move_history before update or delete on numbering.move
  for each row execute function numbering.keep_history();

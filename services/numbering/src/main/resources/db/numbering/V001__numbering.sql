-- The registry of the plans. A row says what is true of some codes for some time in the world
-- (valid), and while the registry held it true (known). Two rows never say two things of the same
-- code for the same moment as known at the same moment; no row is rewritten, only ended.

create extension if not exists btree_gist;

create table numbering.entry (
  id             uuid primary key,
  plan           text not null,
  resource       text not null,
  resource_order int not null,
  first          text not null,
  last           text not null,
  codes          int8range not null,
  least_digits   int not null,
  most_digits    int not null,
  usage          text not null,
  holder         text,
  organisation   text,
  status         text not null,
  area_ar        text,
  area_en        text,
  valid          tstzrange not null check (not isempty(valid)),
  began_after    timestamptz,
  document       text not null,
  row            text not null,
  confidence     text not null,
  note           text not null,
  known          tstzrange not null check (not isempty(known) and not lower_inf(known)),
  change         uuid not null,
  check (length(first) = length(last) and first <= last and least_digits <= most_digits),
  constraint entry_one_truth exclude using gist
    (plan with =, resource with =, codes with &&, valid with &&, known with &&)
);
create index entry_known on numbering.entry (plan, resource_order, codes) where upper_inf(known);

create function numbering.keep_history() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'an entry of the registry is never deleted';
  end if;
  if not upper_inf(old.known) or upper_inf(new.known) or lower(new.known) <> lower(old.known)
     or (to_jsonb(new) - 'known') <> (to_jsonb(old) - 'known') then
    raise exception 'an entry of the registry is ended once and never rewritten';
  end if;
  return new;
end $$;
create trigger entry_history before update or delete on numbering.entry
  for each row execute function numbering.keep_history();

create table numbering.holder_event (
  id                  bigint generated always as identity primary key,
  plan                text not null,
  kind                text not null,
  resource            text not null,
  first               text not null,
  last                text not null,
  before              text not null,
  before_organisation text,
  now                 text not null,
  now_organisation    text,
  after               timestamptz,
  at                  timestamptz not null,
  document            text not null,
  row                 text not null,
  confidence          text not null,
  recorded_at         timestamptz not null
);
create index holder_event_plan on numbering.holder_event (plan, at);

create table numbering.taken (
  plan     text not null,
  document text not null,
  digest   text not null,
  at       timestamptz not null,
  primary key (plan, document)
);

-- What this office did and received; the state of a matter is what its steps tell.
create table numbering.step (
  id     bigint generated always as identity primary key,
  matter uuid not null,
  kind   text not null,
  at     timestamptz not null,
  body   text not null
);
create index step_matter on numbering.step (matter, id);
create index step_kind on numbering.step (kind, id);

-- Calls towards numbers that are not live: counts a route and hour, no number.
create table numbering.stray (
  route   text not null,
  hour    timestamptz not null,
  outcome text not null,
  calls   bigint not null check (calls > 0),
  primary key (route, hour, outcome)
);

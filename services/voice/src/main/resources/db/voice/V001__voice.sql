-- What voice keeps: an index of loaded files, the steps of each month, and, until the month is
-- closed, the shares of its key and the details that came under it.

create table voice.file (
  sha256      text primary key,
  name        text not null,
  format      text not null,
  loaded_at   timestamptz not null,
  read        int not null,
  accepted    int not null,
  duplicates  int not null,
  quarantined int not null,
  ignored     int not null,
  check (read = accepted + duplicates + quarantined + ignored)
);

create table voice.flaw (
  sha256 text not null references voice.file,
  line   int not null,
  col    int not null,
  reason text not null,
  primary key (sha256, line)
);

create table voice.step (
  id     bigint generated always as identity primary key,
  period text not null,
  step   text not null
);
create index step_period on voice.step (period, id);

create table voice.share (
  period text not null,
  party  text not null,
  share  bytea not null,
  primary key (period, party)
);

create table voice.detail (
  id     bigint generated always as identity primary key,
  period text not null,
  rows   bytea not null
);

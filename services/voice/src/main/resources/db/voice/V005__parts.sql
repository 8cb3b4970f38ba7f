-- The parts of long calls: those that wait for a part in a later file, and, of whole calls, from
-- which records they are. Numbers of people stand here only while a part waits. What each file says
-- of its own number is kept, so that gaps between files are known without reading them again.

create table voice.part (
  sha256       text not null references voice.file,
  record       int not null,
  place        int not null,
  size         int not null,
  call         bytea not null,
  number       bigint not null,
  last         boolean not null,
  span         boolean not null,
  calling      bigint not null,
  called       bigint not null,
  at           bigint not null,
  seconds      int not null,
  answered     boolean not null,
  trunk        bytea not null,
  reason       text not null,
  whole_sha256 text,
  whole_record int,
  primary key (sha256, record),
  check ((reason = '') = (whole_sha256 is not null and whole_record is not null))
);
create index part_call on voice.part (call);
create index part_whole on voice.part (whole_sha256, whole_record);
create index part_waits on voice.part (reason) where reason <> '';

-- Parts count in their file besides accepted, duplicate, quarantined and ignored records.
alter table voice.file add column parts int not null default 0;
alter table voice.file drop constraint file_check;
alter table voice.file
  add constraint file_adds_up
  check (read = accepted + duplicates + quarantined + ignored + parts);

-- Source and number of the file; null in files that were loaded before this was kept.
alter table voice.file add column source text;
alter table voice.file add column number bigint;

-- Several things can be wrong at one place.
alter table voice.flaw drop constraint flaw_pkey;
alter table voice.flaw add column id bigint generated always as identity primary key;
create index flaw_file on voice.flaw (sha256, line);

-- What detection keeps: the steps of each case and of each day's search with the other side, and,
-- until that search is over, the shares of the day's key.

create table voice.detection_step (
  id      bigint generated always as identity primary key,
  subject text not null,
  step    text not null
);
create index detection_step_subject on voice.detection_step (subject, id);

create table voice.detection_share (
  day   date not null,
  party text not null,
  share bytea not null,
  primary key (day, party)
);

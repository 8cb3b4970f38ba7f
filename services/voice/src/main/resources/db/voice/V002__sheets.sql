-- Rate sheets that were sent or received, and the answers to them, in order.

create table voice.sheet (
  id   bigint generated always as identity primary key,
  step text not null
);

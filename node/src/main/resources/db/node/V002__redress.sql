-- Requests of people about data concerning them: references only, no names and no numbers.
create table node.redress (
  id         uuid primary key,
  reference  text not null,
  wish       text not null,
  message_id uuid,
  received   timestamptz not null,
  due        timestamptz not null,
  state      text not null,
  decided    timestamptz
);

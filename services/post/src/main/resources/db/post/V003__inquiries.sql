-- Inquiries about items. What was asked and answered stands in facts; here is which facts of an item
-- belong to which inquiry, for lists. `opened` is absent while its opening did not come.

create table post.inquiry (
  inquiry uuid primary key,
  item    text not null,
  office  text,
  year    int,
  number  int,
  opened  timestamp,
  closed  boolean not null default false
);
create index inquiry_newest on post.inquiry (closed, opened desc, inquiry) where opened is not null;
create index inquiry_number on post.inquiry (office, year, number) where office is not null;
create index fact_inquiry on post.fact (item, place) where kind like 'inquiry-%';

-- In which message the people of an inquiry crossed; their names stand at the border alone.
create table post.inquiry_people (
  inquiry uuid primary key,
  ours    boolean not null,
  at      timestamptz not null,
  message uuid not null
);
create index inquiry_people_old on post.inquiry_people (at);

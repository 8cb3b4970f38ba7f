-- Which ctl message committed to which size of a log: for receipts.
create table border.anchoring (
  log_id     bigint not null references border.log,
  size       bigint not null,
  message_id uuid not null,
  primary key (log_id, size)
);

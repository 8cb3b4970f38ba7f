-- Days whose calls were loaded and which the detectors have not looked at since; one row each time,
-- so that a day noted while it is looked at is due again.

create table voice.detection_due (
  id  bigint generated always as identity primary key,
  day date not null
);

-- Days whose calls were loaded and which were not searched for bypass with the other side since; a
-- search that was refused says so here until more of the day's calls come.

create table voice.detection_unsearched (
  day     date primary key,
  loaded  timestamptz not null,
  refusal text
);

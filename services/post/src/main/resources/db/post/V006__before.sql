-- What the system that was here before recorded: it told of it what was to be told, so that it is never
-- told again, no account stands on it, and nobody waits for what it says.
alter table post.fact add column before boolean not null default false;

-- A dispatch that the system before handled and that was not declared here.
alter table post.dispatch add column before boolean not null default false;

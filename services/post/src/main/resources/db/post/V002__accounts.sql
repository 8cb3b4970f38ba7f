-- The steps of the accounts of months: declared, contested, answered, agreed, signed.

create table post.account_step (
  place  bigint generated always as identity primary key,
  period text not null,
  step   text not null
);
create index account_step_period on post.account_step (period, place);

create function post.keep_account_steps() returns trigger language plpgsql as $$
begin
  raise exception 'a step of an account is never changed';
end $$;
create trigger account_step_kept before update or delete on post.account_step
  for each row execute function post.keep_account_steps();

-- The dispatches of a month.
create index fact_declared on post.fact (wall, dispatch) where kind = 'advised';

-- Accounts of the people who work on this node. Passwords are Argon2 hashes.

create table node.account (
  user_name    text primary key,
  password     text not null,
  organisation text not null,
  roles        text not null,
  enabled      boolean not null default true,
  created_at   timestamptz not null
);

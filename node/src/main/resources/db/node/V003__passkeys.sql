-- Passkeys (W3C Web Authentication) of the people who work on this node: public keys alone.
create table node.passkey_user (
  id        bytea primary key,
  user_name text not null unique references node.account (user_name)
);
create table node.passkey (
  id              bytea primary key,
  user_id         bytea not null references node.passkey_user (id),
  public_key      bytea not null,
  signature_count bigint not null,
  verified        boolean not null,
  transports      text not null,
  backup_eligible boolean not null,
  backup_state    boolean not null,
  attestation     bytea not null,
  client_data     bytea not null,
  label           text not null,
  created         timestamptz not null,
  last_used       timestamptz not null
);
create index passkey_user_id on node.passkey (user_id);

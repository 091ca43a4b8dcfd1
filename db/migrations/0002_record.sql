-- What happened: the events that real time carries, and the audit entries that the record keeps.

-- Read in the order (xid, id), and only below pg_snapshot_xmin(pg_current_snapshot()): ids are given out before commit,
-- so a cursor on id alone would step over rows of slower transactions.
create table events (
  id       bigint generated always as identity primary key,
  xid      xid8 not null default pg_current_xact_id(),
  at       timestamptz not null default clock_timestamp(),
  audience text not null,
  kind     text not null,
  payload  jsonb not null
);
create index events_in_commit_order on events (xid, id);
create index events_by_age on events (at);

-- One row. The epoch changes when positions stop being comparable (a restored dump); the floor is the newest pruned position.
create table event_log (
  only_row  boolean primary key default true check (only_row),
  epoch     uuid not null default gen_random_uuid(),
  floor_xid xid8 not null default '0',
  floor_id  bigint not null default 0
);
insert into event_log default values;

create table audit_entries (
  id           bigint generated always as identity primary key,
  xid          xid8 not null default pg_current_xact_id(),
  at           timestamptz not null default clock_timestamp(),
  actor_id     uuid,
  action       text not null,
  subject_kind text not null,
  subject_id   uuid,
  detail       jsonb not null default '{}'
);
create index audit_entries_by_subject on audit_entries (subject_id, id);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit entries are insert-only';
end $$;
create trigger audit_entries_insert_only before update or delete or truncate on audit_entries
  for each statement execute function refuse_audit_change();

-- How the job of a run works it off, whatever becomes of the process that it runs in.

alter table bulk_runs
  -- in whose name it works at present: whoever started, retried or undid it, as long as they may
  add column acting_id uuid references accounts on delete set null,
  -- a worker's lease, and whose it is: past it, another one goes on
  add column worked_until timestamptz(3),
  add column worked_by uuid,
  -- while it goes on, no undo window of its decisions that is open ends before
  add column held_until timestamptz(3),
  -- the refusal that ended it
  add column code text;
create index bulk_runs_by_acting on bulk_runs (acting_id) where acting_id is not null;
-- Those that a worker has to look at, which are few.
create index bulk_runs_unfinished on bulk_runs (id) where finished_at is null;

alter table bulk_items
  -- how often something unexpected came in between
  add column attempts integer not null default 0,
  drop constraint bulk_items_outcome_check,
  -- skipped: the run was cancelled before
  add constraint bulk_items_outcome check (outcome in ('waiting', 'done', 'failed', 'skipped', 'undone'));

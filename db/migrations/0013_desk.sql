-- The desk: who is at which review, what is asked and noted, many decisions at once, views, thresholds, digests.

-- A soft claim: it tells the others, and keeps nobody from deciding. Past its lease it is none.
create table review_claims (
  review_id  uuid primary key references reviews on delete cascade,
  account_id uuid not null references accounts on delete cascade,
  since      timestamptz(3) not null default clock_timestamp(),
  until      timestamptz(3) not null
);
create index review_claims_by_account on review_claims (account_id);

-- Questions and answers pass between staff and the requester; notes are for staff alone.
create table review_messages (
  id        uuid primary key default gen_random_uuid(),
  review_id uuid not null references reviews on delete cascade,
  kind      text not null check (kind in ('question', 'answer', 'note')),
  author_id uuid references accounts on delete set null,
  body      text not null check (length(body) between 1 and 2000),
  at        timestamptz(3) not null default clock_timestamp()
);
create index review_messages_by_review on review_messages (review_id, at, id);
create index review_messages_by_author on review_messages (author_id) where author_id is not null;

-- What the requester is asked and has not answered yet.
alter table reviews add column question text,
  add constraint reviews_question check (question is null or state = 'needs_information');
-- Those that wait for an answer, oldest first; what waits for its address to be confirmed is in no list.
create index reviews_asked on reviews (requested_at, id) where question is not null;
-- Searching the queue, and counting what came on which day.
create index reviews_by_text on reviews using gin (search_text gin_trgm_ops);
-- With the id it is never cheaper than the index of those that wait, which it must not be taken for.
create index reviews_by_arrival on reviews (requested_at, id);

-- A named address of the queue.
create table queue_views (
  id         uuid primary key default gen_random_uuid(),
  owner_id   uuid not null references accounts on delete cascade,
  name       text not null check (length(name) between 1 and 60),
  filter     jsonb not null,
  is_shared  boolean not null default false,
  version    integer not null default 1,
  created_at timestamptz(3) not null default clock_timestamp()
);
create unique index queue_views_one_name on queue_views (owner_id, lower(name));

-- Many decisions at once, by a job; each item is a transaction of its own and keeps what came of it.
create table bulk_runs (
  id          uuid primary key default gen_random_uuid(),
  actor_id    uuid references accounts on delete set null,
  act         text not null check (act in ('approve', 'reject')),
  reason      text,
  state       text not null default 'running' check (state in ('running', 'cancelled', 'done', 'undoing', 'undone')),
  total       integer not null,
  succeeded   integer not null default 0,
  failed      integer not null default 0,
  undone      integer not null default 0,
  started_at  timestamptz(3) not null default clock_timestamp(),
  finished_at timestamptz(3),
  -- Undo counts from the end of the run.
  undo_until  timestamptz(3),
  version     integer not null default 1
);
create index bulk_runs_newest on bulk_runs (started_at desc, id desc);
create index bulk_runs_by_actor on bulk_runs (actor_id) where actor_id is not null;

create table bulk_items (
  run_id      uuid not null references bulk_runs on delete cascade,
  position    integer not null,
  review_id   uuid not null references reviews on delete cascade,
  -- as it was when the run was started: what changes meanwhile is not decided unseen
  version     integer not null,
  outcome     text not null default 'waiting' check (outcome in ('waiting', 'done', 'failed', 'undone')),
  -- the refusal
  code        text,
  decision_id uuid,
  primary key (run_id, position)
);
create index bulk_items_by_review on bulk_items (review_id);
create index bulk_items_waiting on bulk_items (run_id, position) where outcome = 'waiting';

-- Hours after which a waiting review turns amber and red, and the reasons that a rejection offers.
alter table settings
  add column amber_hours integer not null default 24 check (amber_hours between 1 and 8760),
  add column red_hours integer not null default 72 check (red_hours between 1 and 8760),
  add column reject_reasons text[] not null default array[
    'We could not verify who you are. Please apply again with your work address.',
    'The information you gave is not enough for us to decide.',
    'What you plan to do is not covered by our terms of use.'
  ],
  add constraint settings_red_after_amber check (red_hours >= amber_hours);
-- Staff who want to be told each morning what waits.
alter table accounts add column gets_digest boolean not null default false;

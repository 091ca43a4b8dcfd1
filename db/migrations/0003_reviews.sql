-- One queue for everything a portal admin decides.

-- Instants that pages are cut at have milliseconds, as a browser's have: a cursor with less would repeat rows.
create table reviews (
  id           uuid primary key default gen_random_uuid(),
  kind         text not null check (kind in ('registration', 'organization', 'access')),
  subject_id   uuid not null,
  requester_id uuid not null references accounts on delete cascade,
  state        text not null check (state in ('pending', 'needs_information', 'approved', 'rejected', 'withdrawn')),
  version      integer not null default 1,
  facts        jsonb not null,
  search_text  text not null,
  requested_at timestamptz(3) not null default clock_timestamp(),
  decided_at   timestamptz(3),
  decided_by   uuid references accounts on delete set null,
  reason       text,
  undo_until   timestamptz,
  -- Names the last decision, so that its mails can be told from those of an earlier one.
  decision_id  uuid,
  announced_at timestamptz,
  constraint reviews_decided check ((state in ('approved', 'rejected')) = (decided_at is not null))
);
create unique index reviews_one_open on reviews (kind, subject_id) where state in ('pending', 'needs_information');
-- First page of the queue, all kinds and one kind, oldest first.
create index reviews_pending on reviews (requested_at, id) where state = 'pending';
create index reviews_pending_by_kind on reviews (kind, requested_at, id) where state = 'pending';
-- The tab of what was decided, newest first.
create index reviews_decided_newest on reviews (decided_at desc, id desc) where decided_at is not null;
create index reviews_decided_newest_by_kind on reviews (kind, decided_at desc, id desc) where decided_at is not null;
create index reviews_by_requester on reviews (requester_id, requested_at desc);
create index reviews_unannounced on reviews (requested_at) where announced_at is null and state = 'pending';

-- Kept counts of pending reviews. Spread over shards, so that writers do not queue up for one row; a reader adds them up.
create table review_counts (
  kind    text not null,
  shard   integer not null,
  pending bigint not null,
  primary key (kind, shard)
) with (fillfactor = 50);

create function count_pending_reviews() returns trigger language plpgsql as $$
declare
  before integer := case when tg_op <> 'INSERT' and old.state = 'pending' then 1 else 0 end;
  after  integer := case when tg_op <> 'DELETE' and new.state = 'pending' then 1 else 0 end;
begin
  if before <> after then
    insert into review_counts (kind, shard, pending)
    values (coalesce(new.kind, old.kind), pg_backend_pid() % 64, after - before)
    on conflict (kind, shard) do update set pending = review_counts.pending + excluded.pending;
  end if;
  return null;
end $$;
create trigger reviews_counted after insert or delete or update of state on reviews
  for each row execute function count_pending_reviews();

-- What an applicant typed. The password of a re-application waits here until the address is confirmed.
create table registrations (
  review_id     uuid primary key references reviews on delete cascade,
  account_id    uuid not null references accounts on delete cascade,
  first_name    text not null,
  last_name     text not null,
  password_hash text,
  confirmed_at  timestamptz
);
create index registrations_by_account on registrations (account_id);

-- Reads one review until 30 days after its decision. Without a review it is a decoy: a registration of a known address
-- must look like any other, its page stays at "sent".
create table status_tokens (
  token_hash text primary key,
  review_id  uuid references reviews on delete cascade,
  created_at timestamptz not null default now()
);
create index status_tokens_by_review on status_tokens (review_id);

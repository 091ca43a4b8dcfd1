-- Mails in the provider's own words, and proof that they arrived.

-- Each published wording of a mail, or of the layout around all of them; the newest holds. Null: the one that Gatehouse brings.
create table mail_wordings (
  template     text not null,
  version      integer not null,
  source       jsonb,
  published_by uuid references accounts on delete set null,
  published_at timestamptz(3) not null default clock_timestamp(),
  primary key (template, version)
);
create index mail_wordings_by_publisher on mail_wordings (published_by) where published_by is not null;

alter table settings
  add column accent text not null default '#3451d1' constraint settings_accent check (accent ~ '^#[0-9a-f]{6}$'),
  add column logo_id uuid references pictures on delete restrict;

-- Many mails sent again at once; the mails themselves are its items.
create table mail_runs (
  id          uuid primary key default gen_random_uuid(),
  actor_id    uuid references accounts on delete set null,
  total       integer not null default 0,
  sent        integer not null default 0,
  failed      integer not null default 0,
  state       text not null default 'running' check (state in ('running', 'cancelled', 'done')),
  started_at  timestamptz(3) not null default clock_timestamp(),
  finished_at timestamptz(3),
  version     integer not null default 1
);
create index mail_runs_newest on mail_runs (started_at desc, id desc);
create index mail_runs_by_actor on mail_runs (actor_id) where actor_id is not null;

alter table mails
  -- a wording that is tried and not published: facts and links are samples
  add column draft jsonb,
  -- since when attempts have failed; null: none has, or the last one has not
  add column failing_since timestamptz,
  add column run_id uuid references mail_runs on delete set null,
  -- the mail of which this is another copy
  add column resent_of uuid references mails on delete set null,
  add column search_text text generated always as (lower(to_name || ' ' || to_address || ' ' || coalesce(subject, ''))) stored;
create index mails_by_template on mails (template, created_at desc, id desc);
create index mails_by_text on mails using gin (search_text gin_trgm_ops);
create index mails_by_run on mails (run_id) where run_id is not null;
create index mails_resent on mails (resent_of) where resent_of is not null;
create index mails_by_account on mails (account_id, created_at desc, id desc) where account_id is not null;
create index mails_last_sent on mails (sent_at desc) where sent_at is not null;
-- Those that did not arrive, which are few.
create index mails_given_up on mails (created_at desc, id desc) where state = 'gave_up';
create index mails_cancelled on mails (created_at desc, id desc) where state = 'cancelled';

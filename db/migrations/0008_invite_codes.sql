-- Invite codes: shared with many, good for so many places until an instant, into one team of one organization.

create table invite_codes (
  id              uuid primary key default gen_random_uuid(),
  -- as it is shown; the key is what it is found by: upper case, without separators
  code            text not null,
  code_key        text not null,
  name            text not null check (length(name) between 1 and 60),
  quota           integer check (quota > 0),
  used            integer not null default 0 check (used >= 0),
  expires_at      timestamptz(3),
  is_active       boolean not null default true,
  skips_approval  boolean not null default true,
  organization_id uuid not null,
  team_id         uuid not null,
  created_by      uuid references accounts on delete set null,
  created_at      timestamptz(3) not null default clock_timestamp(),
  -- Every change, places among them; the edition counts what admins wrote, so that a busy code can be edited.
  version         integer not null default 1,
  edition         integer not null default 1,
  -- What its creator has been told of: this date, this quota.
  told_expiry_of  timestamptz(3),
  told_used_up_of integer,
  constraint invite_codes_within_quota check (quota is null or used <= quota),
  foreign key (team_id, organization_id) references teams (id, organization_id) on delete cascade
);
create unique index invite_codes_key_unique on invite_codes (code_key);
create index invite_codes_newest on invite_codes (created_at desc, id desc);
create index invite_codes_by_team on invite_codes (team_id);
create index invite_codes_by_expiry on invite_codes (expires_at) where expires_at is not null;

-- One place a person and code. A place that came back keeps its row; it does not count while `returned_at` is set.
create table invite_code_redemptions (
  id          uuid primary key default gen_random_uuid(),
  code_id     uuid not null references invite_codes on delete cascade,
  account_id  uuid references accounts on delete set null,
  review_id   uuid references reviews on delete set null,
  redeemed_at timestamptz(3) not null default clock_timestamp(),
  returned_at timestamptz(3),
  constraint invite_code_redemptions_once unique (code_id, account_id)
);
create index invite_code_redemptions_newest on invite_code_redemptions (code_id, redeemed_at desc, id desc);
create index invite_code_redemptions_by_review on invite_code_redemptions (review_id) where returned_at is null;
create index invite_code_redemptions_by_account on invite_code_redemptions (account_id);
-- Rejections whose places are to come back when they can no longer be undone.
create index reviews_rejected on reviews (undo_until) where state = 'rejected' and kind = 'registration';

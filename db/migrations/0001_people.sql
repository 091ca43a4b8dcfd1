-- Who there is: organizations, teams, accounts, their sessions and the tokens that mails carry.

create table organizations (
  id         uuid primary key default gen_random_uuid(),
  name       text not null check (length(name) between 1 and 60),
  is_default boolean not null default false,
  created_at timestamptz not null default now(),
  version    integer not null default 1
);
create unique index organizations_name_unique on organizations (lower(name));
create unique index organizations_one_default on organizations (is_default) where is_default;

create table teams (
  id              uuid primary key default gen_random_uuid(),
  organization_id uuid not null references organizations on delete cascade,
  name            text not null check (length(name) between 1 and 80),
  is_default      boolean not null default false,
  created_at      timestamptz not null default now(),
  version         integer not null default 1,
  unique (id, organization_id)
);
create unique index teams_one_default on teams (organization_id) where is_default;

-- One row is one address with a password. Staff have a role and no organization, users the reverse.
-- State is kept as facts; its label is derived in one place (server/features/users/rules.ts).
create table accounts (
  id                 uuid primary key default gen_random_uuid(),
  kind               text not null check (kind in ('staff', 'user')),
  email              text not null,
  email_key          text not null,
  first_name         text not null check (length(first_name) between 1 and 60),
  last_name          text not null check (length(last_name) between 1 and 60),
  password_hash      text,
  staff_role         text check (staff_role in ('owner', 'approver', 'auditor')),
  organization_id    uuid references organizations,
  organization_role  text check (organization_role in ('super_admin', 'team_member')),
  email_confirmed_at timestamptz,
  approved_at        timestamptz,
  rejected_at        timestamptz,
  deactivated_at     timestamptz,
  invited_at         timestamptz,
  -- The transaction that last changed what this person may hear: an older stream position starts again as new.
  rights_changed_in  xid8 not null default pg_current_xact_id(),
  created_at         timestamptz not null default now(),
  version            integer not null default 1,
  constraint accounts_staff_or_user check (
    (kind = 'staff' and staff_role is not null and organization_id is null and organization_role is null) or
    (kind = 'user' and staff_role is null and organization_id is not null and organization_role is not null)
  ),
  unique (id, organization_id)
);
create unique index accounts_email_unique on accounts (email_key);
create index accounts_by_email_domain on accounts (split_part(email_key, '@', 2));
create index accounts_by_name on accounts (lower(first_name || ' ' || last_name));

-- Both foreign keys carry the organization, so that nobody can be in a team of another organization.
create table team_members (
  account_id      uuid not null,
  team_id         uuid not null,
  organization_id uuid not null,
  primary key (account_id, team_id),
  foreign key (account_id, organization_id) references accounts (id, organization_id) on delete cascade,
  foreign key (team_id, organization_id) references teams (id, organization_id) on delete cascade
);
create index team_members_by_team on team_members (team_id);

-- The cookie carries a secret; only its SHA-256 is here.
create table sessions (
  id                  text primary key,
  account_id          uuid not null references accounts on delete cascade,
  expires_at          timestamptz not null,
  absolute_expires_at timestamptz not null,
  created_at          timestamptz not null default now(),
  user_agent          text,
  address             text
);
create index sessions_by_account on sessions (account_id);
create index sessions_by_expiry on sessions (expires_at);

-- Fixed-window counters, counted before a password is looked at.
create table rate_limits (
  key        text primary key,
  points     integer not null,
  expires_at timestamptz not null
);
create index rate_limits_by_expiry on rate_limits (expires_at);

-- What a mutation answered, for 24 hours, so that a repeat after a lost answer answers as the first.
create table idempotency_keys (
  key        uuid not null,
  account_id uuid references accounts on delete cascade,
  procedure  text not null,
  input_hash text not null,
  result     jsonb,
  created_at timestamptz not null default now()
);
create unique index idempotency_keys_unique on idempotency_keys (key, account_id, procedure) nulls not distinct;
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- Apps, the access they ask for, and the credentials that come of it.

create table apps (
  id              uuid primary key default gen_random_uuid(),
  name            text not null check (length(name) between 1 and 60),
  description     text not null default '',
  redirect_urls   text[] not null default '{}',
  organization_id uuid not null references organizations on delete restrict,
  -- Who made it; null once they are out of its organization. A personal one is then looked after by its super admins.
  owner_id        uuid,
  visibility      text not null constraint apps_visibility check (visibility in ('personal', 'team', 'organization')),
  team_id         uuid,
  version         integer not null default 1,
  created_at      timestamptz(3) not null default clock_timestamp(),
  -- Looked at when a transaction ends: people move first, then what is theirs.
  constraint apps_owner_of_organization foreign key (owner_id, organization_id) references accounts (id, organization_id)
    on delete set null (owner_id) deferrable initially deferred,
  constraint apps_team_when_visible_to_one check ((visibility = 'team') = (team_id is not null)),
  -- A team of the app's own organization, whichever code writes it.
  constraint apps_team_of_organization foreign key (team_id, organization_id) references teams (id, organization_id) on delete restrict
);
-- My apps, by the predicate of apps/visible.ts; the admin's list by name.
create index apps_by_organization on apps (organization_id);
create index apps_by_owner on apps (owner_id);
create index apps_by_team on apps (team_id) where team_id is not null;
create index apps_by_name on apps (lower(name) collate "C", id);

-- What was asked for; whether it waits or how it was decided is its review's.
create table access_requests (
  id             uuid primary key default gen_random_uuid(),
  -- null: whoever asked was deleted, and their reviews with them; what came of it stays
  review_id      uuid unique references reviews on delete set null,
  app_id         uuid not null references apps on delete cascade,
  catalogue_id   uuid references catalogues on delete set null,
  -- as it was called when it was asked for
  catalogue_name text not null,
  plan_id        uuid references plans on delete set null,
  -- the plan that it was approved with, when that is another one
  approved_plan_id uuid references plans on delete set null,
  reason         text not null,
  requested_at   timestamptz(3) not null default clock_timestamp()
);
create index access_requests_by_app on access_requests (app_id);
create index access_requests_by_catalogue on access_requests (catalogue_id);
create index access_requests_by_plan on access_requests (plan_id);
create index access_requests_by_approved_plan on access_requests (approved_plan_id) where approved_plan_id is not null;

create table access_products (
  request_id uuid not null references access_requests on delete cascade,
  app_id     uuid not null references apps on delete cascade,
  product_id uuid not null references products on delete cascade,
  -- While the request waits, or what came of it lives: an app holds a product once.
  is_held    boolean not null,
  primary key (request_id, product_id)
);
create unique index access_products_once on access_products (app_id, product_id) where is_held;
create index access_products_by_product on access_products (product_id);

-- One per approved request (I3), made when its approval can no longer be undone.
create table credentials (
  id         uuid primary key default gen_random_uuid(),
  request_id uuid not null constraint credentials_once unique references access_requests on delete cascade,
  app_id     uuid not null references apps on delete cascade,
  plan_id    uuid references plans on delete set null,
  issued_at  timestamptz(3) not null default clock_timestamp(),
  -- by the plan's key lifetime, of the present key; null: never
  expires_at timestamptz(3),
  -- the expiry that was warned of, and told: once each
  warned_for timestamptz(3),
  expired_for timestamptz(3),
  revoked_at timestamptz(3),
  revoked_by uuid references accounts on delete set null,
  version    integer not null default 1
);
create index credentials_by_app on credentials (app_id);
create index credentials_by_plan on credentials (plan_id);
-- The jobs that warn of expiries.
create index credentials_by_expiry on credentials (expires_at) where revoked_at is null;

create table credential_keys (
  id            uuid primary key default gen_random_uuid(),
  credential_id uuid not null references credentials on delete cascade,
  -- HMAC-SHA-256 of the key, under the secret of this version
  hash          bytea not null constraint credential_keys_hash_unique unique,
  last_four     text not null,
  -- The key, by AES-256-GCM under a key of its own, which the secret of this version seals; bound to this row's id.
  sealed        bytea not null,
  sealed_key    bytea not null,
  secret_version integer not null,
  issued_at     timestamptz(3) not null default clock_timestamp(),
  -- null: the present key; else rotated out, and refused from then on
  works_until   timestamptz(3),
  last_used_at  timestamptz(3)
);
create unique index credential_keys_one_present on credential_keys (credential_id) where works_until is null;
create index credential_keys_by_credential on credential_keys (credential_id);

-- When a session's person last typed their password: reveals ask for a recent one.
alter table sessions add column password_typed_at timestamptz(3) not null default clock_timestamp();

-- What was used of a quota, in batches that each process takes ahead.
create table credential_usage (
  credential_id uuid not null references credentials on delete cascade,
  period        text not null,
  period_start  timestamptz not null,
  used          bigint not null,
  primary key (credential_id, period, period_start)
);

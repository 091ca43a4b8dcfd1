-- API products with their documents and guides, plans, catalogues and who they are shown to, carts.

-- An OpenAPI document as it was uploaded; never changed, another upload is another row.
create table documents (
  id uuid primary key default gen_random_uuid(),
  source text not null,
  format text not null constraint documents_format check (format in ('json', 'yaml')),
  byte_count int not null,
  -- "3.0.3"
  openapi text not null,
  title text not null,
  api_version text not null,
  -- lower-case text of the operations, for the search of products
  search_text text not null,
  uploaded_by uuid references accounts on delete set null,
  uploaded_at timestamptz(3) not null default clock_timestamp()
);
-- The hourly look for documents that no API uses.
create index documents_by_age on documents (uploaded_at);

create table document_operations (
  document_id uuid not null references documents on delete cascade,
  position int not null,
  method text not null,
  path text not null,
  operation_id text,
  summary text not null,
  tag text,
  is_deprecated boolean not null,
  search_text text not null,
  primary key (document_id, position)
);

create table pictures (
  id uuid primary key default gen_random_uuid(),
  bytes bytea not null,
  media_type text not null constraint pictures_media_type check (media_type in ('image/png', 'image/jpeg', 'image/webp')),
  width int not null,
  height int not null,
  uploaded_by uuid references accounts on delete set null,
  uploaded_at timestamptz(3) not null default clock_timestamp()
);
create index pictures_by_age on pictures (uploaded_at);

create table products (
  id uuid primary key default gen_random_uuid(),
  -- the address of its page; stays when the name changes, for links are out there
  slug text not null constraint products_slug_unique unique,
  name text not null,
  summary text not null default '',
  -- Markdown, and what it was rendered to when it was saved
  description text not null default '',
  description_html text not null default '',
  picture_id uuid references pictures on delete restrict,
  picture_text text not null default '',
  tags text[] not null default '{}',
  state text not null default 'draft' constraint products_state check (state in ('draft', 'published', 'deprecated')),
  -- lower-case name, summary, tags and operations
  search_text text not null default '',
  version int not null default 1,
  created_at timestamptz(3) not null default clock_timestamp(),
  updated_at timestamptz(3) not null default clock_timestamp()
);
create unique index products_name_unique on products (lower(name));
-- Pages of the admin's and the portal's list: products/queries.ts.
create index products_by_name on products (lower(name) collate "C", id);
-- The search of both lists.
create index products_by_text on products using gin (search_text gin_trgm_ops);
create index products_by_picture on products (picture_id);

create table product_apis (
  id uuid primary key default gen_random_uuid(),
  product_id uuid not null references products on delete cascade,
  position int not null,
  name text not null,
  base_url text not null,
  document_id uuid references documents on delete restrict
);
create index product_apis_by_product on product_apis (product_id, position);
create index product_apis_by_document on product_apis (document_id);

create table guides (
  id uuid primary key default gen_random_uuid(),
  product_id uuid not null references products on delete cascade,
  position int not null,
  title text not null,
  body text not null,
  body_html text not null
);
create index guides_by_product on guides (product_id, position);

create table plans (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  description text not null default '',
  -- null: unlimited
  requests_per_second int constraint plans_rate check (requests_per_second between 1 and 1000000),
  quota bigint constraint plans_quota check (quota between 1 and 1000000000000),
  quota_period text constraint plans_quota_period check (quota_period in ('day', 'week', 'month')),
  -- null: keys do not expire
  key_lifetime_days int constraint plans_key_lifetime check (key_lifetime_days between 1 and 3650),
  needs_approval boolean not null,
  version int not null default 1,
  created_at timestamptz(3) not null default clock_timestamp(),
  constraint plans_quota_has_period check ((quota is null) = (quota_period is null))
);
create unique index plans_name_unique on plans (lower(name));

create table catalogues (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  -- public: anyone; private: anyone signed in; restricted: the teams and organizations named below, nobody without any
  visibility text not null constraint catalogues_visibility check (visibility in ('public', 'private', 'restricted')),
  version int not null default 1,
  created_at timestamptz(3) not null default clock_timestamp()
);
create unique index catalogues_name_unique on catalogues (lower(name));

create table catalogue_products (
  catalogue_id uuid not null references catalogues on delete cascade,
  product_id uuid not null references products on delete cascade,
  primary key (catalogue_id, product_id)
);
create index catalogue_products_by_product on catalogue_products (product_id);

create table catalogue_plans (
  catalogue_id uuid not null references catalogues on delete cascade,
  plan_id uuid not null references plans on delete cascade,
  primary key (catalogue_id, plan_id)
);
create index catalogue_plans_by_plan on catalogue_plans (plan_id);

-- A team or organization that goes takes itself out of the audience; a catalogue left without any shows to nobody.
create table catalogue_teams (
  catalogue_id uuid not null references catalogues on delete cascade,
  team_id uuid not null references teams on delete cascade,
  primary key (catalogue_id, team_id)
);
create index catalogue_teams_by_team on catalogue_teams (team_id);

create table catalogue_organizations (
  catalogue_id uuid not null references catalogues on delete cascade,
  organization_id uuid not null references organizations on delete cascade,
  primary key (catalogue_id, organization_id)
);
create index catalogue_organizations_by_organization on catalogue_organizations (organization_id);

insert into catalogues (name, visibility) values ('Public catalogue', 'public'), ('Private catalogue', 'private');

-- What a user has put together. Lines outlive what they name being withdrawn from sight: the cart says so instead of forgetting,
-- by the names that its owner has read.
create table cart_lines (
  account_id uuid not null references accounts on delete cascade,
  catalogue_id uuid not null references catalogues on delete cascade,
  product_id uuid not null references products on delete cascade,
  catalogue_name text not null,
  product_name text not null,
  added_at timestamptz(3) not null default clock_timestamp(),
  primary key (account_id, catalogue_id, product_id)
);
create index cart_lines_by_catalogue on cart_lines (catalogue_id);
create index cart_lines_by_product on cart_lines (product_id);

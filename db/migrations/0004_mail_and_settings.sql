-- A mail has a row before it has a job. The link's token is minted when the mail is sent and only its hash is kept.
create table mails (
  id           uuid primary key default gen_random_uuid(),
  template     text not null,
  account_id   uuid references accounts on delete cascade,
  review_id    uuid references reviews on delete cascade,
  to_name      text not null,
  to_address   text not null,
  facts        jsonb not null default '{}',
  state        text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'gave_up', 'cancelled')),
  -- Tells of a decision: not sent before the undo window has closed, and cancelled by an undo.
  decision_id  uuid,
  send_after   timestamptz not null default clock_timestamp(),
  attempts     integer not null default 0,
  response     text,
  sent_at      timestamptz,
  subject      text,
  html         text,
  body_text    text,
  created_at   timestamptz(3) not null default clock_timestamp(),
  version      integer not null default 1
);
create index mails_newest on mails (created_at desc, id desc);
create index mails_by_review on mails (review_id) where review_id is not null;
create index mails_by_decision on mails (decision_id) where decision_id is not null;
create index mails_by_address on mails (to_address, created_at desc);

create table mail_tokens (
  token_hash text primary key,
  purpose    text not null check (purpose in ('confirm', 'invitation', 'reset')),
  account_id uuid not null references accounts on delete cascade,
  review_id  uuid references reviews on delete cascade,
  mail_id    uuid references mails on delete cascade,
  expires_at timestamptz not null
);
create index mail_tokens_by_mail on mail_tokens (mail_id);
create index mail_tokens_by_account on mail_tokens (account_id, purpose);

-- One row; the defaults are the product's.
create table settings (
  only_row                   boolean primary key default true check (only_row),
  portal_name                text not null default 'Gatehouse' check (length(portal_name) between 1 and 60),
  register_enabled           boolean not null default true,
  sign_in_enabled            boolean not null default true,
  auto_approve_registrations boolean not null default false,
  undo_seconds               integer not null default 10 check (undo_seconds between 0 and 60),
  saved_at                   timestamptz,
  saved_by                   uuid references accounts on delete set null,
  version                    integer not null default 1
);
insert into settings default values;

-- First start, once: the organization and the team of everybody who belongs to no company, and the link that makes the owner.
with organization as (
  insert into organizations (name, is_default) values ('Default organization', true) returning id
)
insert into teams (organization_id, name, is_default)
select id, 'Default organization All users', true from organization;

create table setup_tokens (
  token_hash text primary key,
  created_at timestamptz not null default now()
);

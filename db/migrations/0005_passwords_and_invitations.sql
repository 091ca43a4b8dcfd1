-- Passwords that somebody else typed, invitations, resets, and the settings of accounts.

alter table accounts
  add column must_change_password boolean not null default false,
  -- A password that somebody else typed dies unused and then counts as not set; null for one's own.
  add column password_expires_at timestamptz,
  -- Staff only: whether the mails of the queue go to this person.
  add column gets_queue_mails boolean not null default true;
create index accounts_users_newest on accounts (created_at desc, id desc) where kind = 'user';

-- One outstanding invitation a person; its link is a mail token, minted when the mail is sent.
create table invitations (
  account_id uuid primary key references accounts on delete cascade,
  invited_by uuid references accounts on delete set null,
  invited_at timestamptz(3) not null default clock_timestamp(),
  -- null until the mail has left; the lifetime starts then
  expires_at timestamptz,
  version    integer not null default 1
);
create index invitations_newest on invitations (invited_at desc, account_id desc);

-- A request to reset a password is looked at by a job, so that known and unknown addresses cost the asker the same.
create table reset_requests (
  id         uuid primary key default gen_random_uuid(),
  email_key  text not null,
  created_at timestamptz not null default now()
);

alter table settings
  add column portal_visibility text not null default 'public' check (portal_visibility in ('public', 'private', 'hidden')),
  add column requires_confirmed_email boolean not null default false,
  add column invitation_days integer not null default 7 check (invitation_days between 1 and 90),
  add column password_length integer not null default 12 check (password_length between 12 and 64),
  -- empty: the portal's name, and no-reply at the host of PUBLIC_URL
  add column sender_name text not null default '' check (length(sender_name) <= 60),
  add column sender_address text not null default '' check (length(sender_address) <= 254);
-- Pages of users are cut at it: milliseconds, as a browser's.
alter table accounts alter column created_at type timestamptz(3);

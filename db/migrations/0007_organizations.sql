-- Organizations are asked for, fill with people, and are never left without a super admin.

-- Names that look alike: trigrams, from PostgreSQL's own contrib, which any owner of a database may install.
create extension if not exists pg_trgm;
create index organizations_by_likeness on organizations using gin (lower(name) gin_trgm_ops);

-- Until then the approval of an organization can be undone, and nobody is invited into it.
alter table organizations add column settles_at timestamptz(3);
create unique index teams_name_unique on teams (organization_id, lower(name));

-- Since when a user is in the organization they are in.
alter table accounts add column member_since timestamptz(3) not null default clock_timestamp();
update accounts set member_since = created_at;
create index accounts_by_organization on accounts (organization_id);

-- What approving an organization request made. Undoing puts the requester back into the teams they came from.
create table organization_approvals (
  review_id       uuid primary key references reviews on delete cascade,
  organization_id uuid not null references organizations on delete cascade,
  former_team_ids uuid[] not null
);
create index organization_approvals_by_organization on organization_approvals (organization_id);

-- A teammate's invitation is no account before it is accepted: inviting tells nothing of who has one, and takes no address.
create table member_invitations (
  id              uuid primary key default gen_random_uuid(),
  organization_id uuid not null references organizations on delete cascade,
  email           text not null,
  email_key       text not null,
  first_name      text not null check (length(first_name) between 1 and 60),
  last_name       text not null check (length(last_name) between 1 and 60),
  role            text not null check (role in ('super_admin', 'team_member')),
  -- Of the organization when it was written; one that has gone by the time of joining is passed over.
  team_ids        uuid[] not null default '{}',
  invited_by      uuid references accounts on delete set null,
  invited_at      timestamptz(3) not null default clock_timestamp(),
  -- null until the mail has left; the lifetime starts then
  token_hash      text unique,
  expires_at      timestamptz,
  version         integer not null default 1,
  constraint member_invitations_once unique (organization_id, email_key)
);
alter table mails add column member_invitation_id uuid references member_invitations on delete set null;
create index mails_by_member_invitation on mails (member_invitation_id) where member_invitation_id is not null;

alter table settings
  add column register_organizations_enabled boolean not null default true,
  add column auto_approve_organizations boolean not null default false;

create function is_active_super_admin(account accounts) returns boolean language sql stable as $$
  select account.organization_role = 'super_admin' and account.approved_at is not null and account.rejected_at is null
     and account.deactivated_at is null and account.password_hash is not null
     and (account.password_expires_at is null or account.password_expires_at > now())
$$;

-- The last active super admin cannot leave, be demoted or switched off while others are there, whichever code tries.
create function keep_super_admin() returns trigger language plpgsql as $$
begin
  if old.organization_id is null or not is_active_super_admin(old) then return null; end if;
  if tg_op = 'UPDATE' and new.organization_id = old.organization_id and is_active_super_admin(new) then return null; end if;
  -- Two who demote each other take turns here, and the second counts what the first has left.
  perform 1 from organizations where id = old.organization_id for no key update;
  if exists (select 1 from accounts where organization_id = old.organization_id and is_active_super_admin(accounts)) then
    return null;
  end if;
  if exists (select 1 from accounts
              where organization_id = old.organization_id and deactivated_at is null and rejected_at is null) then
    raise exception 'an organization keeps an active super admin while it has members'
      using errcode = 'check_violation', constraint = 'organizations_keep_super_admin';
  end if;
  return null;
end $$;
create constraint trigger accounts_keep_super_admin
  after delete or update of organization_id, organization_role, password_hash, approved_at, rejected_at, deactivated_at on accounts
  for each row execute function keep_super_admin();

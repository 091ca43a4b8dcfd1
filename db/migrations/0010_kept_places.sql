-- What is remembered instead of guessed: where an approval put somebody, when a place comes back, who once had a super admin.

-- Set by an approval that moved the applicant: undoing it goes back exactly there.
alter table registrations
  add column placed_in uuid references organizations on delete set null,
  add column former_team_ids uuid[] not null default '{}';

-- Set by a rejection: from then on the place counts as free. A place held for a newer application has none.
alter table invite_code_redemptions add column returns_at timestamptz;
create index invite_code_redemptions_returning on invite_code_redemptions (code_id, returns_at)
  where returned_at is null and returns_at is not null;
update invite_code_redemptions set returns_at = reviews.undo_until
  from reviews where reviews.id = review_id and reviews.state = 'rejected' and returned_at is null;
drop index reviews_rejected;

-- Counts of an organization's users and super admins from the index alone.
create index accounts_by_role on accounts (organization_id, organization_role);
drop index accounts_by_organization;

alter table organizations add column had_super_admin boolean not null default false;

-- A password that somebody else typed may die unused: who has only that does not look after anybody yet.
create or replace function is_active_super_admin(account accounts) returns boolean language sql stable as $$
  select account.organization_role = 'super_admin' and account.approved_at is not null and account.rejected_at is null
     and account.deactivated_at is null and account.password_hash is not null and account.password_expires_at is null
$$;

create function counts_as_member(account accounts) returns boolean language sql stable as $$
  select account.approved_at is not null and account.rejected_at is null and account.deactivated_at is null
$$;

-- An organization that has had a super admin keeps an active one while it has members, whichever code adds or takes away.
create or replace function keep_super_admin() returns trigger language plpgsql as $$
declare
  touched uuid;
begin
  foreach touched in array array[
    -- Somebody stops being one …
    case when tg_op <> 'INSERT' and old.organization_id is not null and is_active_super_admin(old) then old.organization_id end,
    -- … or somebody arrives.
    case when tg_op <> 'DELETE' and new.organization_id is not null and counts_as_member(new) then new.organization_id end
  ] loop
    continue when touched is null or not exists (
      select 1 from organizations where id = touched and not is_default
         and (had_super_admin or (tg_op <> 'DELETE' and is_active_super_admin(new))));
    -- Two who demote each other take turns here, and the second counts what the first has left.
    perform 1 from organizations where id = touched for no key update;
    if exists (select 1 from accounts where organization_id = touched and is_active_super_admin(accounts)) then
      update organizations set had_super_admin = true where id = touched and not had_super_admin;
    elsif exists (select 1 from accounts where organization_id = touched and counts_as_member(accounts)) then
      raise exception 'an organization keeps an active super admin while it has members'
        using errcode = 'check_violation', constraint = 'organizations_keep_super_admin';
    end if;
  end loop;
  return null;
end $$;
drop trigger accounts_keep_super_admin on accounts;
create constraint trigger accounts_keep_super_admin
  after insert or delete or update of organization_id, organization_role, password_hash, password_expires_at, approved_at, rejected_at, deactivated_at
  on accounts for each row execute function keep_super_admin();
update organizations set had_super_admin = true
 where not is_default and exists (select 1 from accounts where organization_id = organizations.id and is_active_super_admin(accounts));

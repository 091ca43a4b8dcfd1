-- How staff want to be told of what waits.

-- How soon somebody of the staff wants to be told of each kind of review; no row: owners and approvers at once, auditors never.
create table review_mail_paces (
  account_id uuid not null references accounts on delete cascade,
  kind       text not null check (kind in ('registration', 'organization', 'access')),
  pace       text not null check (pace in ('at_once', 'hourly', 'daily', 'never')),
  -- of whatever was announced up to here
  told_until timestamptz not null default clock_timestamp(),
  primary key (account_id, kind)
);
insert into review_mail_paces (account_id, kind, pace)
select id, kinds.kind, case when gets_digest then 'daily' else 'never' end
  from accounts, unnest(array['registration', 'organization', 'access']) as kinds (kind)
 where accounts.kind = 'staff' and case staff_role when 'auditor' then gets_digest else not gets_queue_mails end;
alter table accounts drop column gets_queue_mails, drop column gets_digest;
-- What was announced after somebody was told the last time.
create index reviews_announced on reviews (kind, announced_at) where state = 'pending' and announced_at is not null;

-- When staff were reminded of it; null: not since it came into the queue.
alter table reviews add column reminded_at timestamptz;
create index reviews_not_reminded on reviews (requested_at) where state = 'pending' and reminded_at is null;
-- Null: staff are not reminded of what waits for long.
alter table settings
  add column reminder_hours integer default 72 constraint settings_reminder_hours check (reminder_hours between 1 and 8760);
-- Who was asked before this is news once more when the answer comes.
update reviews set announced_at = null where question is not null;

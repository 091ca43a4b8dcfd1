-- One long write transaction holds back the events of all others: whoever connects as this role ends within 30 seconds.
-- Only PostgreSQL 17 and later know the setting; before, statement_timeout bounds what a statement may take.
do $$
begin
  if current_setting('server_version_num')::int >= 170000 then
    execute format('alter role %I in database %I set transaction_timeout = ''30s''', current_user, current_database());
  end if;
end $$;

-- Mails that nothing has sent in time, for the hourly round.
create index mails_open on mails (send_after) where state in ('waiting', 'sending');

-- Searching people by a part of their name or address: the expression of users/queries.ts and members/queries.ts.
create index accounts_by_text on accounts using gin (lower(first_name || ' ' || last_name || ' ' || email) gin_trgm_ops);

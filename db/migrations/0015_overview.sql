-- How long decisions took, without reading the reviews themselves.
create index reviews_pace on reviews (decided_at) include (requested_at, decided_by) where decided_at is not null;

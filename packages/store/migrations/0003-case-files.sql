-- Photos and other files of a case, by digest. The entry of the case that names one is written in the same transaction; nothing is overwritten.
create table sonae.case_files (
  organisation_id uuid not null,
  case_id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null,
  type text not null,
  content bytea not null,
  primary key (case_id, sha256),
  check (encode(sha256(content), 'hex') = sha256),
  foreign key (organisation_id, case_id) references sonae.cases (organisation_id, id) on delete cascade
);
create trigger case_files_stay before update or truncate on sonae.case_files
  for each statement execute function sonae.refuse_change();
alter table sonae.case_files enable row level security;
alter table sonae.case_files force row level security;
create policy organisation on sonae.case_files using (sonae.may_see(organisation_id)) with check (sonae.may_see(organisation_id));

-- Cases (事案): what is written about an incident, the clocks that follow from it, and the alarms that rang. The entries are the truth;
-- clocks are worked out from them and kept so that one query finds what rings next.
create table sonae.cases (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references sonae.organisations on delete cascade,
  company_id uuid,
  name text not null,
  drill boolean not null default false,
  -- Number of entries: what a writer has seen.
  version integer not null default 0,
  opened_at timestamptz not null,
  closed_at timestamptz,
  updated_at timestamptz not null default now(),
  unique (organisation_id, id),
  foreign key (organisation_id, company_id) references sonae.companies (organisation_id, id) on delete set null (company_id)
);
create index cases_open on sonae.cases (organisation_id, opened_at) where closed_at is null;
create table sonae.case_entries (
  organisation_id uuid not null,
  case_id uuid not null,
  index integer not null,
  at timestamptz not null,
  written_by text not null,
  -- Given by a device that was offline: sent twice, it is written once.
  key text,
  event jsonb not null,
  primary key (case_id, index),
  unique (case_id, key),
  foreign key (organisation_id, case_id) references sonae.cases (organisation_id, id) on delete cascade
);
create trigger case_entries_are_append_only before update or truncate on sonae.case_entries
  for each statement execute function sonae.refuse_change();
create table sonae.clocks (
  organisation_id uuid not null,
  case_id uuid not null,
  duty text not null,
  state text not null,
  title jsonb not null,
  basis text[] not null,
  started_at timestamptz not null,
  due timestamptz not null,
  stopped_at timestamptz,
  -- When it rings next; null where it rings no more.
  next_at timestamptz,
  primary key (case_id, duty),
  foreign key (organisation_id, case_id) references sonae.cases (organisation_id, id) on delete cascade
);
create index clocks_next on sonae.clocks (next_at) where next_at is not null;
create index clocks_board on sonae.clocks (organisation_id, due) where stopped_at is null;
create table sonae.alarms (
  organisation_id uuid not null,
  case_id uuid not null,
  key text not null,
  duty text not null,
  stage text not null,
  at timestamptz not null,
  sent_at timestamptz not null,
  seen_at timestamptz,
  primary key (case_id, key),
  foreign key (organisation_id, case_id) references sonae.cases (organisation_id, id) on delete cascade
);
do $$
declare t text;
begin
  foreach t in array array['cases', 'case_entries', 'clocks', 'alarms']
  loop
    execute format('alter table sonae.%I enable row level security', t);
    execute format('alter table sonae.%I force row level security', t);
    execute format('create policy organisation on sonae.%I using (sonae.may_see(organisation_id)) with check (sonae.may_see(organisation_id))', t);
  end loop;
end $$;

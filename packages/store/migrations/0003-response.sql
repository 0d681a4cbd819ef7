-- The response beside the journal of a case: runs of playbooks (手順書の実行), drills (訓練) and the yearly round (年間の点検). Events of a run are the
-- truth; its other columns are worked out from them and kept so that one query finds what wakes next.
create table sonae.playbook_runs (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null,
  case_id uuid not null,
  -- Key of the playbook, and the playbook itself as it was when the run began: the run goes on with no other.
  playbook text not null,
  document text not null,
  status text not null,
  -- When a delay or a limit of time is over.
  wake_at timestamptz,
  -- The run that waits for this one, and what of it.
  parent_id uuid,
  parent_effect text,
  started_by text not null,
  started_at timestamptz not null,
  updated_at timestamptz not null default now(),
  foreign key (organisation_id, case_id) references sonae.cases (organisation_id, id) on delete cascade
);
create index playbook_runs_case on sonae.playbook_runs (case_id, started_at);
create index playbook_runs_wake on sonae.playbook_runs (wake_at) where wake_at is not null;
create table sonae.playbook_events (
  organisation_id uuid not null,
  run_id uuid not null references sonae.playbook_runs on delete cascade,
  index integer not null,
  -- Given by a device: sent twice, it is written once.
  key text,
  event jsonb not null,
  primary key (run_id, index),
  unique (run_id, key)
);
create trigger playbook_events_are_append_only before update or truncate on sonae.playbook_events
  for each statement execute function sonae.refuse_change();
create table sonae.drills (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references sonae.organisations on delete cascade,
  company_id uuid,
  scenario text not null,
  version text not null,
  -- Minutes of the drill that pass in one minute, and minutes that were jumped over.
  speed double precision not null,
  jumped double precision not null default 0,
  -- The register as it was: the news of a drill does not change while it runs. It goes with the company.
  register jsonb,
  answers jsonb not null default '[]',
  score jsonb,
  -- Ids of lessons that were worked off, and when.
  lessons_done jsonb not null default '{}',
  started_by text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  updated_at timestamptz not null default now(),
  foreign key (organisation_id, company_id) references sonae.companies (organisation_id, id) on delete cascade
);
create index drills_started on sonae.drills (organisation_id, started_at);
create table sonae.round_records (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null,
  company_id uuid not null,
  item text not null,
  done_on date not null,
  -- Who took part, what was done or taught, and where the evidence lies.
  people text[] not null,
  content text not null,
  evidence text,
  written_by text not null,
  written_at timestamptz not null default now(),
  foreign key (organisation_id, company_id) references sonae.companies (organisation_id, id) on delete cascade
);
create index round_records_done on sonae.round_records (company_id, done_on);
create trigger round_records_are_append_only before update or truncate on sonae.round_records
  for each statement execute function sonae.refuse_change();
-- Many clocks come due at one moment; taken in their whole order, nothing is sorted.
drop index sonae.clocks_next;
create index clocks_next on sonae.clocks (next_at, case_id, duty) where next_at is not null;
do $$
declare t text;
begin
  foreach t in array array['playbook_runs', 'playbook_events', 'drills', 'round_records']
  loop
    execute format('alter table sonae.%I enable row level security', t);
    execute format('alter table sonae.%I force row level security', t);
    execute format('create policy organisation on sonae.%I using (sonae.may_see(organisation_id)) with check (sonae.may_see(organisation_id))', t);
  end loop;
end $$;

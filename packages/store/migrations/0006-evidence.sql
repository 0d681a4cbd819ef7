-- Cases in the evidence journal (証拠台帳): which entries stand there, and where. An entry of a case is acknowledged here and written there by a worker,
-- each case in its order: `recorded` of them stand in the journal, the others wait.
alter table sonae.cases add column recorded integer not null default 0;
create index cases_to_record on sonae.cases (organisation_id) where recorded < version;
-- Chance that seals an entry: what the journal says about it can be checked with it, and not be guessed without.
alter table sonae.case_entries add column salt uuid not null default gen_random_uuid();
-- The evidence store of an organisation, as this database last saw it: another folder under its name, or an older one, is not written to.
create table sonae.evidence_stores (
  organisation_id uuid primary key references sonae.organisations on delete cascade,
  origin text not null,
  -- The key the log began with.
  vkey text not null,
  -- Entries of the journal this database knows, and the signed checkpoint that counts them.
  size bigint not null,
  checkpoint text not null,
  updated_at timestamptz not null default now()
);
create table sonae.case_leaves (
  organisation_id uuid not null,
  case_id uuid not null,
  index integer not null,
  -- Place in the journal, which is the leaf of its log.
  leaf bigint not null,
  -- Size of the first checkpoint that counts it.
  checkpoint bigint not null check (checkpoint > leaf),
  primary key (case_id, index),
  unique (organisation_id, leaf),
  foreign key (case_id, index) references sonae.case_entries (case_id, index) on delete cascade
);
create trigger case_leaves_stay before update or truncate on sonae.case_leaves
  for each statement execute function sonae.refuse_change();
-- What is gone from here and whose files in the vault are to be destroyed: a case, or (without one) a whole organisation. No reference: they are gone.
create table sonae.evidence_ends (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null,
  case_id uuid,
  at timestamptz not null default now(),
  destroyed_at timestamptz
);
create function sonae.case_ends() returns trigger language plpgsql as $$
begin
  insert into sonae.evidence_ends (organisation_id, case_id) values (old.organisation_id, old.id);
  return old;
end $$;
create trigger case_ends after delete on sonae.cases for each row execute function sonae.case_ends();
create function sonae.organisation_ends() returns trigger language plpgsql as $$
begin
  insert into sonae.evidence_ends (organisation_id)
    select organisation_id from sonae.evidence_stores where organisation_id = old.id;
  return old;
end $$;
create trigger organisation_ends before delete on sonae.organisations for each row execute function sonae.organisation_ends();
do $$
declare t text;
begin
  foreach t in array array['evidence_stores', 'case_leaves', 'evidence_ends']
  loop
    execute format('alter table sonae.%I enable row level security', t);
    execute format('alter table sonae.%I force row level security', t);
    execute format('create policy organisation on sonae.%I using (sonae.may_see(organisation_id)) with check (sonae.may_see(organisation_id))', t);
  end loop;
end $$;

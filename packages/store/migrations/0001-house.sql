-- The house: who works here (accounts), for whom (organisations), on what (companies, policies, variants), and what was done (audit).
-- Runs on PostgreSQL 15 and later. Everything lies in the schema `sonae`; jobs bring their own schema `pgboss`.

-- Accounts. Tables and columns are those better-auth works with. -----------------------------------------------------------
create table sonae.users (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table sonae.sessions (
  id text primary key,
  user_id text not null references sonae.users on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_user on sonae.sessions (user_id);
create table sonae.credentials (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references sonae.users on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index credentials_user on sonae.credentials (user_id);
create table sonae.verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_identifier on sonae.verifications (identifier);
create table sonae.two_factors (
  id text primary key,
  secret text not null,
  backup_codes text not null,
  user_id text not null references sonae.users on delete cascade,
  verified boolean default true,
  failed_verification_count integer default 0,
  locked_until timestamptz
);
create index two_factors_user on sonae.two_factors (user_id);
create table sonae.passkeys (
  id text primary key,
  name text,
  public_key text not null,
  user_id text not null references sonae.users on delete cascade,
  credential_id text not null unique,
  counter integer not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz default now()
);
create index passkeys_user on sonae.passkeys (user_id);
create table sonae.rate_limits (
  id text primary key,
  key text not null unique,
  count integer not null,
  last_request bigint not null
);

-- Facts about this installation: the secret of sessions, the digest of the set-up link. ------------------------------------
create table sonae.installation (
  name text primary key,
  value text not null,
  updated_at timestamptz not null default now()
);

-- Organisations and who may do what in them. -------------------------------------------------------------------------------
create table sonae.organisations (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  demo boolean not null default false,
  settings jsonb not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table sonae.members (
  organisation_id uuid not null references sonae.organisations on delete cascade,
  user_id text not null references sonae.users on delete cascade,
  role text not null check (role in ('owner', 'security', 'legal', 'broker', 'underwriter', 'auditor', 'expert')),
  created_at timestamptz not null default now(),
  primary key (organisation_id, user_id)
);
create index members_user on sonae.members (user_id);
create table sonae.invitations (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references sonae.organisations on delete cascade,
  email text not null,
  role text not null check (role in ('owner', 'security', 'legal', 'broker', 'underwriter', 'auditor', 'expert')),
  token_digest text not null unique,
  expires_at timestamptz not null,
  invited_by text,
  accepted_at timestamptz,
  cancelled_at timestamptz,
  created_at timestamptz not null default now()
);
create table sonae.expert_links (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references sonae.organisations on delete cascade,
  label text not null,
  token_digest text not null unique,
  companies uuid[] not null,
  permissions text[] not null,
  expires_at timestamptz not null,
  created_by text,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);

-- What the work is about. ---------------------------------------------------------------------------------------------------
create table sonae.companies (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references sonae.organisations on delete cascade,
  name text not null,
  document jsonb not null,
  digest text not null,
  version integer not null default 1,
  updated_by text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  unique (organisation_id, id)
);
create index companies_organisation on sonae.companies (organisation_id, name);
create table sonae.company_versions (
  organisation_id uuid not null references sonae.organisations on delete cascade,
  company_id uuid not null references sonae.companies on delete cascade,
  version integer not null,
  document jsonb not null,
  digest text not null,
  written_by text,
  written_at timestamptz not null default now(),
  primary key (company_id, version)
);
create index company_versions_organisation on sonae.company_versions (organisation_id);
create table sonae.policies (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references sonae.organisations on delete cascade,
  file text not null,
  name text not null,
  source text not null,
  digest text not null,
  version integer not null default 1,
  updated_by text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz
);
create unique index policies_file on sonae.policies (organisation_id, file) where deleted_at is null;
create table sonae.variants (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null,
  company_id uuid not null,
  name text not null,
  note text not null default '',
  changes jsonb not null,
  version integer not null default 1,
  updated_by text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  foreign key (organisation_id, company_id) references sonae.companies (organisation_id, id) on delete cascade
);
create index variants_company on sonae.variants (company_id);
create table sonae.assessments (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null,
  company_id uuid not null,
  company_version integer not null,
  input_digest text not null,
  years integer not null,
  seed bigint not null,
  language text not null,
  result jsonb not null,
  result_digest text not null,
  written_by text,
  created_at timestamptz not null default now(),
  foreign key (organisation_id, company_id) references sonae.companies (organisation_id, id) on delete cascade,
  unique (company_id, input_digest, years, seed, language)
);
create table sonae.job_effects (
  key text primary key,
  done_at timestamptz not null default now()
);

-- What was done. Append-only: no statement changes or removes a row, whoever sends it. --------------------------------------
create table sonae.audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  organisation_id uuid,
  actor_kind text not null check (actor_kind in ('user', 'expert_link', 'demo', 'system', 'visitor')),
  actor_id text,
  operation text not null,
  action text not null check (action in ('change', 'read', 'refused', 'session')),
  subject_kind text,
  subject_id text,
  detail jsonb not null default '{}',
  request_id text
);
create index audit_organisation on sonae.audit (organisation_id, id);

create function sonae.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of sonae.% are append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger audit_is_append_only before update or delete or truncate on sonae.audit
  for each statement execute function sonae.refuse_change();
create trigger versions_are_append_only before update or truncate on sonae.company_versions
  for each statement execute function sonae.refuse_change();

-- Nobody sees another organisation's rows, even through a query that forgot to ask. Each transaction says for whom it works:
-- an organisation, or `system` for work across all (log-in, export, jobs). Without a word it sees nothing.
create function sonae.may_see(organisation uuid) returns boolean language sql stable as $$
  select current_setting('sonae.scope', true) = 'system'
      or organisation::text = current_setting('sonae.scope', true)
$$;
do $$
declare t text;
begin
  foreach t in array array['members', 'invitations', 'expert_links', 'companies', 'company_versions', 'policies', 'variants',
                           'assessments', 'audit']
  loop
    execute format('alter table sonae.%I enable row level security', t);
    execute format('alter table sonae.%I force row level security', t);
    execute format('create policy organisation on sonae.%I using (sonae.may_see(organisation_id)) with check (sonae.may_see(organisation_id))', t);
  end loop;
  alter table sonae.organisations enable row level security;
  alter table sonae.organisations force row level security;
  create policy organisation on sonae.organisations using (sonae.may_see(id)) with check (sonae.may_see(id));
end $$;

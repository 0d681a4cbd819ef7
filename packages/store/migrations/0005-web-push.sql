-- Notices of alarms to browsers (ウェブプッシュ): where a browser of a member is reached, and what it was sent. The alarms are the truth; a delivery is
-- a mark that one browser has one of them, and goes with the browser.
create table sonae.push_subscriptions (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null,
  user_id text not null,
  -- Address at the service of the browser's maker, and the keys of the browser: what is sent is sealed for it.
  endpoint text not null check (endpoint like 'https://%'),
  p256dh text not null,
  auth text not null,
  language text not null check (language in ('ja', 'en')),
  created_at timestamptz not null default now(),
  unique (organisation_id, endpoint),
  foreign key (organisation_id, user_id) references sonae.members (organisation_id, user_id) on delete cascade
);
create table sonae.push_deliveries (
  organisation_id uuid not null,
  subscription_id uuid not null references sonae.push_subscriptions on delete cascade,
  -- Key of the alarm.
  key text not null,
  sent_at timestamptz not null,
  primary key (subscription_id, key)
);
create index alarms_sent on sonae.alarms (sent_at);
do $$
declare t text;
begin
  foreach t in array array['push_subscriptions', 'push_deliveries']
  loop
    execute format('alter table sonae.%I enable row level security', t);
    execute format('alter table sonae.%I force row level security', t);
    execute format('create policy organisation on sonae.%I using (sonae.may_see(organisation_id)) with check (sonae.may_see(organisation_id))', t);
  end loop;
end $$;

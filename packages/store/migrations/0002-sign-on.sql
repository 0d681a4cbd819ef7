-- Providers of single sign-on are chosen in the settings, by whoever runs the machine; their secrets never come here. The
-- library that signs people in wants a table of providers all the same, so there is one that takes no row.
create table sonae.sso_providers (
  id text primary key,
  issuer text not null,
  oidc_config text,
  saml_config text,
  user_id text,
  provider_id text not null unique,
  organization_id text,
  domain text not null,
  domain_verified boolean,
  constraint providers_are_chosen_in_the_settings check (false)
);

/**
 * What an export holds, in the order an import fills it, with the columns that put rows into one order.
 *
 * Left out: `sessions`, `rate_limits` and `verifications` are of the moment; `sso_providers` takes no row; `migrations` is the program's own; jobs are set
 * up again by whoever runs them.
 */
export const TRANSFERRED: readonly (readonly [table: string, order: string])[] = [
  ['installation', 'name'],
  ['users', 'id'],
  ['credentials', 'id'],
  ['two_factors', 'id'],
  ['passkeys', 'id'],
  ['organisations', 'id'],
  ['members', 'organisation_id, user_id'],
  ['invitations', 'id'],
  ['expert_links', 'id'],
  ['companies', 'id'],
  ['company_versions', 'company_id, version'],
  ['policies', 'id'],
  ['variants', 'id'],
  ['assessments', 'id'],
  ['cases', 'id'],
  ['case_entries', 'case_id, index'],
  ['case_files', 'case_id, sha256'],
  ['case_leaves', 'case_id, index'],
  ['evidence_stores', 'organisation_id'],
  ['evidence_ends', 'at, id'],
  ['clocks', 'case_id, duty'],
  ['alarms', 'case_id, key'],
  ['push_subscriptions', 'id'],
  ['push_deliveries', 'subscription_id, key'],
  ['playbook_runs', 'started_at, id'],
  ['playbook_events', 'run_id, index'],
  ['drills', 'id'],
  ['round_records', 'id'],
  ['job_effects', 'key'],
  ['audit', 'id'],
];

/** Tables of ours that an export passes over, each for the reason above. */
export const LEFT_OUT: readonly string[] = [
  'sessions',
  'rate_limits',
  'verifications',
  'sso_providers',
  'migrations',
];

export const FORMAT = 'sonae-export/1';

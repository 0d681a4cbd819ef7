import type { Policy } from '../schema/index.ts';

/** Other words policy files use for what an axis asks. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  confidential_information: ['corporate_confidential_information', 'corporate_secret', 'confidential'],
  personal_information: ['definition_of_personal_information'],
  countermeasure_cost: ['recurrence_prevention'],
  investigation_cost: ['forensic', 'investigation'],
  gift_cost: ['gift'],
  before_inception: ['retro'],
  card_misuse: ['card_recourse'],
  recourse: ['recourse_from_client'],
  discarded_media: ['disposal'],
};

/** Whether somebody looked for the matter in the wording and found nothing: it stands in the policy's `not_stated`. */
export function isListed(policy: Policy, ...names: readonly string[]): boolean {
  const listed = policy.not_stated ?? [];
  return names.some((name) => [name, ...(ALIASES[name] ?? [])].some((word) => listed.includes(word)));
}

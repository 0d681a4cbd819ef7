import { say } from '@sonae/core';
import { isEmail } from '../condition/values.ts';
import { objectOf, type Party, type Playbook, textOf } from '../read/playbook.ts';
import type { Report } from './report.ts';

/** Types of agents and targets the standard names; the list is open, others are left to whoever made them. */
const KNOWN = [
  'group',
  'individual',
  'location',
  'organization',
  'sector',
  'http-api',
  'linux',
  'net-address',
  'security-category',
  'ssh',
];

/** Agents, targets and authentication records: those named exist, ids say their type, contacts can be used (PB17–PB19). */
export function checkParties(playbook: Playbook, report: Report): void {
  const { agents, targets, authentication } = playbook;
  for (const [section, parties] of [
    ['agent_definitions', agents],
    ['target_definitions', targets],
  ] as const) {
    for (const [id, party] of parties) {
      checkType([section, id], id, party, report);
      checkContact([section, id], party, report);
      if (party.authentication !== undefined && !authentication.has(party.authentication))
        report({
          code: 'missing-authentication',
          path: [section, id, 'authentication_info'],
          message: say(
            `認証情報 ${party.authentication} がありません。`,
            `The authentication record ${party.authentication} is not there.`,
          ),
          hint: say(
            'authentication_info_definitions に加えてください（秘密そのものは書かない）。',
            'Add it to authentication_info_definitions, without the secret itself.',
          ),
        });
    }
  }
  for (const step of playbook.steps.values()) {
    if (step.agent !== undefined && !agents.has(step.agent))
      report(missing('agent', ['workflow', step.id, 'agent'], step.agent));
    // Who acts may also be who is acted upon.
    for (const [i, target] of step.targets.entries())
      if (!targets.has(target) && !agents.has(target))
        report(missing('target', ['workflow', step.id, 'targets', i], target));
  }
}

function missing(kind: 'agent' | 'target', path: (string | number)[], id: string) {
  return kind === 'agent'
    ? {
        code: 'missing-agent',
        path,
        message: say(`担当 ${id} がありません。`, `The agent ${id} is not there.`),
        hint: say('agent_definitions に加えてください。', 'Add it to agent_definitions.'),
      }
    : {
        code: 'missing-target',
        path,
        message: say(`対象 ${id} がありません。`, `The target ${id} is not there.`),
        hint: say('target_definitions に加えてください。', 'Add it to target_definitions.'),
      };
}

function checkType(path: string[], id: string, { type }: Party, report: Report): void {
  const [prefix] = id.split('--');
  if (!KNOWN.includes(prefix) || prefix === type) return;
  report({
    code: 'id-type',
    path: [...path, 'type'],
    message: say(
      `型「${type}」が id の「${prefix}」と合いません。`,
      `The type ${type} is not the one of its id, ${prefix}.`,
    ),
    hint: say('id と型を揃えてください。', 'Make id and type agree.'),
  });
}

function checkContact(path: string[], { json }: Party, report: Report): void {
  for (const [key, value] of Object.entries(objectOf(objectOf(json.contact).email))) {
    const address = textOf(value);
    if (address === undefined || isEmail(address) || /^__\w+__(:value)?$/.test(address)) continue;
    report({
      code: 'email',
      path: [...path, 'contact', 'email', key],
      message: say('メールアドレスではありません。', 'It is no e-mail address.'),
      hint: say('name@example.com の形で書いてください。', 'Write it as name@example.com.'),
    });
  }
}

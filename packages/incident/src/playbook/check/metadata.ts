import { say } from '@sonae/core';
import { listOf, objectOf, type Playbook, textOf, textsOf } from '../read/playbook.ts';
import type { Report } from './report.ts';

/** Dates, revocation, extensions, markings and signatures of the playbook as a whole (PB32–PB34). */
export function checkMetadata({ json, steps }: Playbook, report: Report): void {
  const instant = (key: string): number | undefined => {
    const text = textOf(json[key]);
    if (text === undefined) return undefined;
    const at = Date.parse(text);
    // Date.parse takes 30 February for 2 March.
    const exists = !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === text.slice(0, 10);
    if (exists) return at;
    report({
      code: 'no-such-time',
      path: [key],
      message: say(`存在しない日時です（${text}）。`, `There is no such time (${text}).`),
      hint: say('2026-11-21T13:10:00Z の形で書いてください。', 'Write it as 2026-11-21T13:10:00Z.'),
    });
    return undefined;
  };
  const [created, modified, from, until] = ['created', 'modified', 'valid_from', 'valid_until'].map(instant);
  if (created !== undefined && modified !== undefined && modified < created)
    report({
      code: 'modified-first',
      severity: 'warning',
      path: ['modified'],
      message: say('変更の日時が作成より前です。', 'It was modified before it was created.'),
      hint: say(
        'modified は版を表します。日時を直してください。',
        'modified tells the version: mend the time.',
      ),
    });
  if (from !== undefined && until !== undefined && until <= from)
    report({
      code: 'never-valid',
      path: ['valid_until'],
      message: say('有効な期間がありません。', 'It is valid at no time.'),
      hint: say('valid_until を valid_from より後にしてください。', 'Put valid_until after valid_from.'),
    });
  if (json.revoked === true)
    report({
      code: 'revoked',
      severity: 'warning',
      path: ['revoked'],
      message: say('取り消された手順書です。', 'The playbook is revoked.'),
      hint: say('新しい版を使ってください。', 'Use a newer one.'),
    });
  checkExtensions(json, steps, report);
  const markings = objectOf(json.data_marking_definitions);
  for (const [i, id] of textsOf(json.markings).entries())
    if (!Object.hasOwn(markings, id))
      report({
        code: 'missing-marking',
        severity: 'warning',
        path: ['markings', i],
        message: say(`取扱区分 ${id} がありません。`, `The marking ${id} is not there.`),
        hint: say('data_marking_definitions に加えてください。', 'Add it to data_marking_definitions.'),
      });
  if (listOf(json.signatures).length > 0)
    report({
      code: 'signature-unchecked',
      severity: 'info',
      path: ['signatures'],
      message: say('署名は確かめていません。', 'Signatures are not verified.'),
      hint: say(
        '受け取った手順書は、渡した人に確かめてから使ってください。',
        'Ask whoever handed the playbook over before you use it.',
      ),
    });
}

function checkExtensions(json: Playbook['json'], steps: Playbook['steps'], report: Report): void {
  const defined = objectOf(json.extension_definitions);
  const used = [
    ...Object.keys(objectOf(json.playbook_extensions)).map((id) => ({
      id,
      path: ['playbook_extensions', id],
    })),
    ...[...steps.values()].flatMap((step) =>
      Object.keys(step.extensions).map((id) => ({ id, path: ['workflow', step.id, 'step_extensions', id] })),
    ),
  ];
  const told = new Set<string>();
  for (const { id, path } of used) {
    if (Object.hasOwn(defined, id) || told.has(id)) continue;
    told.add(id);
    report({
      code: 'missing-extension',
      severity: 'warning',
      path,
      message: say(`拡張 ${id} の定義がありません。`, `The extension ${id} is not defined.`),
      hint: say('extension_definitions に加えてください。', 'Add it to extension_definitions.'),
    });
  }
}

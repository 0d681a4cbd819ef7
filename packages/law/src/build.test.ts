import { readFileSync } from 'node:fs';
import { duties } from '@sonae/knowledge/duties';
import { expect, test } from 'vitest';
import { buildLaw, type LawFiles } from './build.ts';
import { currentLaw } from './snapshot.ts';

const read = (file: string) => readFileSync(new URL(`../data/${file}`, import.meta.url), 'utf8');
const files: LawFiles = {
  'rules.yaml': read('rules.yaml'),
  'countings.yaml': read('countings.yaml'),
  'reports.yaml': read('reports.yaml'),
};
const broken = (file: keyof LawFiles, from: string, to: string) => {
  expect(files[file]).toContain(from);
  const { law, issues } = buildLaw({ ...files, [file]: files[file].replace(from, to) }, duties);
  expect(law).toBeUndefined();
  return issues.map(({ message }) => message.en).join('\n');
};

test('Y4 the snapshot is what the data files build', () => {
  const { law, issues } = buildLaw(files, duties);
  expect(issues).toEqual([]);
  expect(JSON.parse(JSON.stringify(law))).toEqual(currentLaw);
});

test('Y4 every duty of the knowledge base is a rule, but for future ones and those without a notice', () => {
  const split = ['jp-mynumber-final', 'jp-pmark-final'];
  const expected = duties
    .filter(({ deadline }) => deadline.kind !== 'future_rule' && deadline.kind !== 'none')
    .flatMap(({ id }) => (split.includes(id) ? [`${id}-30`, `${id}-60`] : [id]));
  const own = currentLaw.rules.map(({ id }) => id).filter((id) => !id.startsWith('jp-limitation-'));
  expect([...own].sort()).toEqual([...expected].sort());
});

test('Y4 numbers of the countings are those of the duties', () => {
  for (const { id, counting } of currentLaw.rules) {
    const duty = duties.find((one) => one.id === id);
    if (!duty) continue;
    const { amount, amountMax, unit, urgency } = duty.deadline;
    const used = currentLaw.countings[counting];
    const target = duty.deadline.kind !== 'exchange_rule' && unit === 'day' && amountMax !== undefined;
    if (used.kind === 'none') expect(amount, id).toBeUndefined();
    else if (id === 'jp-tse-402') expect([amount, used.amount, used.urgency]).toEqual([0, 1, 'immediately']);
    else expect(used.amount, id).toBe(target ? amountMax : amount);
    if (used.kind === 'days' && used.warn !== undefined) expect(used.warn, id).toBe(amount);
    if (used.kind === 'none' && id !== 'sg-pdpa-26d-individual') expect(used.urgency, id).toBe(urgency);
  }
});

test('Y4 mistakes in the data are found when it is built', () => {
  expect(broken('rules.yaml', 'counting: ppc-30', 'counting: ppc-31')).toContain('unknown counting ppc-31');
  expect(broken('rules.yaml', 'duty: jp-police', 'duty: jp-polic')).toContain('unknown duty jp-polic');
  expect(broken('rules.yaml', 'when: sensitive,', 'when: sensitiv,')).toContain('sensitiv');
  expect(broken('rules.yaml', 'code: CARD,', 'code: CRD,')).toContain('jp-card-acquirer has no trigger CRD');
  expect(broken('rules.yaml', 'lifts: [recovered]', 'lifts: [recoverd]')).toContain('unknown lift recoverd');
  expect(broken('rules.yaml', 'unlisted: [jp-appi-26-2-amend2026, ', 'unlisted: [')).toContain(
    'every duty is either a rule or unlisted',
  );
  expect(broken('rules.yaml', 'when: cards}', 'when: cards == sensitive}')).toContain('more than facts');
  expect(broken('reports.yaml', 'items: [notice]', 'items: [notices]')).toContain('unknown item notices');
  expect(broken('reports.yaml', 'rules: [us-ca-ag]', 'rules: [us-ca]')).toContain('unknown rule us-ca');
  expect(broken('countings.yaml', 'amount: 72', 'amount: 0')).toBeTruthy();
});

test('Y5 what was not read is unverified, in the rule as in the knowledge base', () => {
  const unverified = currentLaw.rules.filter(({ certainty }) => certainty !== 'verified').map(({ id }) => id);
  expect(unverified).toEqual([
    'jp-fsa-cyber-incident',
    'jp-mynumber-final-30',
    'jp-mynumber-final-60',
    'jp-telecom-quarterly',
    'jp-card-acquirer',
    'uk-gdpr-33',
    'jp-limitation-contract',
    'jp-limitation-insurance',
  ]);
});

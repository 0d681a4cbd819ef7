import { expect, test } from 'vitest';
import { ACTION_TYPES } from './index.ts';

const steps = ACTION_TYPES.flatMap((type) =>
  [type.dryRun, type.apply, type.verify, type.undo].flatMap((list) => list.map((step) => ({ type, step }))),
);

test('AC1 the catalogue names every action once, in both languages, with risk, reach and an end', () => {
  const ids = ACTION_TYPES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of [
    'host.isolate',
    'host.restore',
    'account.disable',
    'session.revoke',
    'ip.block',
    'service.stop',
    'share.unpublish',
    'snapshot.take',
    'log.hold',
    'takedown.request',
    'notify.call',
  ])
    expect(ids).toContain(id);
  for (const type of ACTION_TYPES) {
    expect(type.longestHours, type.id).toBeGreaterThan(0);
    expect(Object.keys(type.parameters), type.id).toContain(type.target);
    for (const text of [type.label, type.risk, type.blastRadius, ...(type.final ? [type.final] : [])])
      expect(text.ja !== '' && text.en !== '', type.id).toBe(true);
    // What cannot be taken back says so.
    if (type.by === 'person' && type.undo.length === 0) expect(type.final, type.id).toBeDefined();
  }
});

test('AC1 whatever cuts needs two people and says what would be lost', () => {
  for (const type of ACTION_TYPES.filter(({ nature }) => nature === 'cut')) {
    expect(type.approvals, type.id).toBe(2);
    expect(type.preserve.length, type.id).toBeGreaterThan(0);
    expect(type.forbidden, type.id).toContain('life_safety');
  }
});

test('AC2 commands are lists of arguments: no shell, no option that a value could become, no unknown placeholder', () => {
  for (const { type, step } of steps) {
    const known = [...Object.keys(type.parameters), 'case'];
    const texts = 'argv' in step ? step.argv : [step.person.ja, step.person.en];
    for (const text of texts)
      for (const [, name] of text.matchAll(/\{([a-z]+)\}/gi))
        expect(known, `${type.id} ${text}`).toContain(name);
    if (!('argv' in step)) continue;
    expect(['sh', 'bash', 'env', 'sudo', 'eval', 'powershell', 'cmd']).not.toContain(step.argv[0]);
    for (const [i, arg] of step.argv.entries()) {
      expect(arg, type.id).not.toMatch(/[;&|`$<>\n]/);
      // A value stands behind `--`, behind an option that takes it, or begins with a letter by its kind.
      if (/^\{/.test(arg))
        expect(
          step.argv.slice(0, i).includes('--') ||
            /^-[a-z]$/.test(step.argv[i - 1]) ||
            isPlain(type.parameters, arg),
          `${type.id} ${arg}`,
        ).toBe(true);
    }
  }
});

const isPlain = (parameters: Readonly<Record<string, string>>, arg: string): boolean =>
  ['account', 'resource', 'service', 'host'].includes(parameters[arg.slice(1, -1)]);

import { readdirSync, readFileSync } from 'node:fs';
import { duties } from '@sonae/knowledge/duties';
import { describe, expect, test } from 'vitest';
import { sources } from '../../../../scripts/playbooks.mjs';
import { composePlaybook, playbookIdOf } from './compose/compose.ts';
import type { Source } from './compose/source.ts';
import { rehearse } from './engine/rehearse.ts';
import { chartOf } from './flow/chart.ts';
import { hintsOf } from './hints.ts';
import { checkPlaybook } from './index.ts';

const FOLDER = 'examples/playbooks';
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const known = {
  duties: new Set(duties.map(({ id }) => id)),
  actions: new Set(
    'host.isolate host.restore account.disable session.revoke ip.block service.stop share.unpublish snapshot.take log.hold takedown.request notify.call'.split(
      ' ',
    ),
  ),
};
/** Actions after which something can no longer be seen. */
const CUTS = [
  'host.isolate',
  'account.disable',
  'session.revoke',
  'share.unpublish',
  'service.stop',
  'ip.block',
];

test('PB70 what is committed is what the sources make, nothing more', () => {
  const made = (sources() as Source[]).map((source) => [`${source.key}.json`, composePlaybook(source)]);
  expect(made).toHaveLength(files.length);
  for (const [name, playbook] of made)
    expect(JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(playbook)),
    );
});

describe.each(files)('%s', (file) => {
  const read = () => checkPlaybook(readFileSync(`${FOLDER}/${file}`, 'utf8'), { known });

  test('PB71 it has no issue, and every text is in both languages', async () => {
    const { issues, playbook } = await read();
    expect(issues).toEqual([]);
    for (const { text, who } of chartOf(playbook!).nodes)
      for (const words of [text, who]) if (words) expect(words.en).not.toMatch(/[ぁ-んァ-ン一-龥]/);
  });

  test('PB71 playbooks it runs are there', async () => {
    const { playbook } = await read();
    const there = files.map((name) => playbookIdOf(name.replace('.json', '')));
    for (const { playbookId } of playbook!.steps.values())
      if (playbookId !== undefined) expect(there).toContain(playbookId);
  });

  test('PB72 capture before cut: on every way to an action that cuts, something was captured first, or at its own step', async () => {
    const { playbook } = await read();
    const { nodes, edges } = chartOf(playbook!);
    const captures = (id: string): boolean => {
      // Where branches of a parallel join, all of them have been gone through.
      if (nodes.find((node) => node.id === id)?.kind === 'join')
        return edges.some(({ from, to }) => to === id && captures(from));
      const step = nodes.find((node) => node.id === id)?.step;
      const hints = step && hintsOf(step);
      return (
        hints !== undefined &&
        (hints.capture.length > 0 || ['snapshot.take', 'log.hold'].includes(hints.action?.id ?? ''))
      );
    };
    for (const { id, step } of nodes) {
      if (!step || !CUTS.includes(hintsOf(step).action?.id ?? '')) continue;
      // Backwards from the cut without passing a capture: the start must not be reached.
      const open = captures(id) ? [] : [id];
      const seen = new Set<string>();
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        if (seen.has(at) || (at !== id && captures(at))) continue;
        seen.add(at);
        open.push(...edges.filter(({ to, kind }) => to === at && kind !== 'back').map(({ from }) => from));
      }
      expect([step.name, seen.has(playbook!.start)]).toEqual([step.name, false]);
    }
  });

  test.each(['true', 'false'])(
    'PB71 it comes to its end when every question is answered by %s',
    async (value) => {
      const { playbook } = await read();
      const inputs = Object.fromEntries(
        [...playbook!.variables].map(([name, { type }]) => [name, type === 'bool' ? value : 'x']),
      );
      // A loop nothing ends is left by a person; its step has failed then, and the playbook goes on.
      const reply = async () => ({ ok: true, choice: 'no' });
      expect((await rehearse(playbook!, { inputs, start: 0, reply })).outcome).toBe('done');
    },
  );
});

test('PB73 the insurer is asked before money is spent, in every playbook that costs something', async () => {
  for (const file of files) {
    const { playbook } = await checkPlaybook(readFileSync(`${FOLDER}/${file}`, 'utf8'));
    const asks = [...playbook!.steps.values()].some((step) => hintsOf(step).consent === 'insurer');
    const runs = [...playbook!.steps.values()].some(({ playbookId }) => playbookId !== undefined);
    expect([file, asks || runs]).toEqual([file, true]);
  }
});

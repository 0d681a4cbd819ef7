import { describe, expect, test } from 'vitest';
import { compileModel } from '../model/compile.ts';
import { layer } from '../terms/assemble.ts';
import { KEY, TERM } from '../terms/programme.ts';
import { onePolicy, plainModel, T3 } from '../testing/models.ts';
import { type BlockResult, createBlockRunner, type Task } from './block.ts';
import { compileKernels } from './compile.ts';

/** Events below a million are struck out by the policy, large ones are severe; a yearly limit couples the others. */
function taskOf(source = T3): Task {
  const groups = source.groups.map((group) => ({
    ...group,
    facts: { small: 'x < 1000000' },
    severe: 'x > 100000000',
  }));
  const terms = onePolicy((set, a) => [
    { op: TERM.strike, set, flagNeed: 1, amount: 0 },
    ...layer(set, 500_000, 100_000_000),
    {
      op: TERM.limit,
      set,
      amount: 150_000_000,
      cell: a.cell({ life: 'period', key: KEY.event, name: 'year' }),
    },
  ]);
  return { model: compileModel({ ...source, facts: ['small'], groups }), terms, predicates: [], seed: 42 };
}

const yearsOf = ({ years }: BlockResult) => ({
  gross: [...years.gross],
  owed: [...years.owed],
  retained: [...years.retained],
});

describe.each(['typescript', 'wasm'] as const)('a block by %s', (engine) => {
  const runnerOf = (task: Task) =>
    createBlockRunner(task, engine === 'wasm' ? compileKernels(task) : undefined);

  test('E74 events that no policy can take are summed up by year, and the years come to the same', () => {
    const task = taskOf();
    const runner = runnerOf(task);
    const all = runner.run(3, 0, 0);
    const expected = yearsOf(all);
    const count = all.played.table.events;
    expect(all.played.small.every((yen) => yen === 0)).toBe(true);
    const found = runner.run(3, 0);
    expect(yearsOf(found)).toEqual(expected);
    expect(found.played.table.events).toBeLessThan(count);
    expect(found.played.small.some((yen) => yen > 0)).toBe(true);
  });

  test('E74 an event that is severe stands for itself', () => {
    const { played } = runnerOf(taskOf()).run(3, 0, -1);
    const severe = played.severe.subarray(0, played.table.events);
    expect(severe.length).toBeGreaterThan(0);
    const facts = [...played.table.flags.subarray(0, played.table.events)];
    expect(facts.every((fact, e) => fact === 0 || severe[e] === 1)).toBe(true);
  });
});

describe('a block too large for the memory of the kernel', () => {
  // 48,000 events of which every other one is struck out: with them 48,000 stand for themselves, without them 24,000.
  const crowded = plainModel([{ id: 'many', rate: 12, formula: 'if(bernoulli(0.5), 900000, 2000000)' }]);

  test('E75 is played by the reference, and a block that fits by the kernel again', () => {
    const task = taskOf(crowded);
    const reference = createBlockRunner(task);
    const kernel = createBlockRunner(task, compileKernels(task));
    for (const small of [0, 1, 0]) {
      const expected = reference.run(1, 0, small);
      const found = kernel.run(1, 0, small);
      expect(found.played.table.events).toBe(expected.played.table.events);
      expect(found.played.table.events > 32_768).toBe(small === 0);
      expect(yearsOf(found)).toEqual(yearsOf(expected));
    }
  });
});

import fc from 'fast-check';
import type { Item, Source } from '../compose/source.ts';

const say = (text: string) => ({ ja: text, en: text });
const VARIABLES = ['__a__', '__b__', '__n__'] as const;
const CONDITIONS = [
  '__a__:value = true',
  '__b__:value = true AND __n__:value > 3',
  'NOT __a__:value = true OR __n__:value <= 1',
];

const manual: fc.Arbitrary<Item> = fc
  .record({
    kind: fc.constantFrom('do', 'act', 'run'),
    sets: fc.subarray([...VARIABLES]),
    delay: fc.constantFrom(0, 0, 0, 1000),
    timeout: fc.constantFrom(0, 0, 0, 60_000),
    approvers: fc.constantFrom(undefined, undefined, 1, 3),
  })
  .map(({ kind, sets, delay, timeout, approvers }): Item => {
    const common = {
      who: 'all',
      sets: sets.length > 0 ? sets : undefined,
      delayMs: delay,
      timeoutMs: timeout,
    };
    if (kind === 'run') return { run: 'other', name: say('sub'), sets: common.sets };
    if (kind === 'act')
      return { act: 'host.isolate', name: say('act'), args: { host: '__n__:value' }, ...common };
    return { do: say('do'), approvers, ...common };
  });

const { items } = fc.letrec<{ items: Item[]; item: Item }>((tie) => ({
  items: fc.array(tie('item'), { minLength: 1, maxLength: 3, depthIdentifier: 'flow' }),
  item: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'flow', depthSize: 'small' },
    manual,
    fc.record({
      if: fc.constantFrom(...CONDITIONS),
      name: fc.constant(say('if')),
      yes: tie('items'),
      no: fc.option(tie('items'), { nil: undefined }),
    }),
    fc.record({
      while: fc.constantFrom(...CONDITIONS),
      name: fc.constant(say('while')),
      repeat: tie('items'),
      rounds: fc.constantFrom(1, 3),
    }),
    fc.record({
      together: fc.array(tie('items'), { minLength: 2, maxLength: 3 }),
      name: fc.constant(say('both')),
    }),
    fc.record({
      switch: fc.constant('__n__:value'),
      name: fc.constant(say('switch')),
      cases: fc.record({ 1: tie('items'), default: tie('items') }),
    }),
    fc
      .tuple(manual, tie('items'))
      .map(([item, failing]): Item => ('do' in item ? { ...item, failing } : item)),
  ) as fc.Arbitrary<Item>,
}));

/** Playbooks of every kind of step, nested, some variables unknown at the start. */
export const randomSource: fc.Arbitrary<Source> = items.map((flow) => ({
  key: 'random',
  name: say('random'),
  description: say('random'),
  types: ['mitigation'],
  created: '2026-11-21T00:00:00Z',
  modified: '2026-11-21T00:00:00Z',
  roles: { all: say('all') },
  variables: {
    __a__: { type: 'bool', ask: say('a?') },
    __b__: { type: 'bool', ask: say('b?'), value: 'true' },
    __n__: { type: 'integer', ask: say('n?') },
  },
  flow,
}));

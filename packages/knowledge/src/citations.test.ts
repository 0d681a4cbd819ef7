import { expect, test } from 'vitest';
import { citationOf } from './citations.ts';
import { lossModel } from './loss-model.ts';

test('K8 what stands behind a figure of the loss model carries source, date and certainty', () => {
  expect(citationOf('cal:cost.dm')).toMatchObject({
    certainty: 'computed',
    date: '2024',
    name: { ja: 'DM送付' },
  });
  expect(citationOf('case:benesse_2014')).toMatchObject({ certainty: 'verified', date: '2014-06' });
  expect(citationOf('x:kakaku2005')).toMatchObject({
    certainty: 'unverified',
    sources: [{ id: 'x:kakaku2005' }],
  });
  expect(citationOf('judgement: no share found')).toMatchObject({
    certainty: 'judgement',
    note: 'no share found',
  });
});

test('K6 what leads nowhere is undefined', () => {
  for (const ref of ['cal:cost.none', 'case:none', 'x:none', 'see above', ''])
    expect(citationOf(ref)).toBeUndefined();
});

test('K13 every source the loss model names can be opened', () => {
  const refs = [...JSON.stringify(lossModel).matchAll(/"((?:cal|case|x):[^"\s]+)"/g)].map(([, ref]) => ref);
  expect(refs.filter((ref) => citationOf(ref) === undefined)).toEqual([]);
});

import { expect, test } from 'vitest';
import { run, runJson } from '../testing/run.ts';

/** The published vectors: x, y, identifiability, responsibility, response, yen a person. */
const VECTORS = [
  [1, 1, 6, 1, 1, 6_000],
  [2, 1, 6, 1, 1, 33_000],
  [2, 1, 6, 2, 1, 66_000],
  [1, 3, 6, 1, 1, 78_000],
  [2, 3, 6, 1, 1, 105_000],
  [3, 1, 6, 2, 1, 606_000],
  [3, 3, 6, 2, 1, 750_000],
  [3, 3, 6, 2, 2, 1_500_000],
];

test.each(VECTORS)('U3 x %d, y %d, %d × %d × %d: %d yen a person', async (x, y, i, r, p, yen) => {
  const flags = `--x ${x} --y ${y} --identifiability ${i} --responsibility ${r} --response ${p}`;
  const { code, json, err } = await runJson(`jnsa ${flags} --persons 1000 --json`);
  expect([code, err]).toEqual([0, '']);
  expect(json).toMatchObject({ perPerson: yen, total: yen * 1000 });
});

test('U3 without persons there is no total; responsibility and response are ordinary unless given', async () => {
  const { json } = await runJson('jnsa --x 2 --y 1 --identifiability 6 --json');
  expect(json).toMatchObject({ perPerson: 33_000, total: null, factors: { responsibility: 1, response: 1 } });
  expect((await run('jnsa --x 2 --y 1 --identifiability 6')).out).toBe(
    '500 × (10^1 + 5^0) × 6 × 1 × 1\n一人あたり: 33,000 円\n',
  );
  expect((await run('jnsa --x 2 --y 1 --identifiability 6 --persons 0 --lang en')).out).toBe(
    '500 × (10^1 + 5^0) × 6 × 1 × 1\nPer person: 33,000 yen\nTotal: 0 yen\n',
  );
});

test('U3 items are looked up, and those in no table are named', async () => {
  const { json } = await runJson(['jnsa', '--items', '氏名,住所,病歴', '--json']);
  expect(json).toMatchObject({ perPerson: 33_000, unknown: [], factors: { x: 2, y: 1, identifiability: 6 } });
  const { code, json: some, err } = await runJson(['jnsa', '--items', '氏名、 月の裏側 ，病歴', '--json']);
  expect(code).toBe(0);
  expect(some.unknown).toEqual(['月の裏側']);
  expect(err).toContain('月の裏側');
  expect((await run(['jnsa', '--items', '氏名,月の裏側', '--lang', 'en'])).err).toContain('月の裏側');
});

test.each([
  ['--items 月の裏側', ['items']],
  ['--items ,', ['x', 'y', 'identifiability']],
  ['', ['x', 'y', 'identifiability']],
  [
    '--x 4 --y 0 --identifiability 2 --responsibility 3 --response 0',
    ['x', 'y', 'identifiability', 'responsibility', 'response'],
  ],
])(
  'U3 bad or missing factors are all named, with what is allowed, and yield no figure: %s',
  async (flags, paths) => {
    const { code, json } = await runJson(`jnsa ${flags} --json`);
    expect(code).toBe(2);
    expect(json.ok).toBe(false);
    expect(json).not.toHaveProperty('perPerson');
    expect(json.issues.map(({ path }: { path: string }) => path)).toEqual(paths);
    for (const issue of json.issues) expect(issue.hint).toMatch(/[ぁ-ん]/);
  },
);

test.each([
  '--x 1.5',
  '--x ２',
  '--persons -1',
  '--persons 1e3',
  '--persons many',
  '--persons 9007199254740993',
])('U7 %s is no whole number', async (flag) => {
  const { code, out, err } = await run(`jnsa ${flag} --y 1`);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain('整数');
});

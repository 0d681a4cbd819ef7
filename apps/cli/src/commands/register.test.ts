import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../../tests/support/temp-folder.ts';
import { run, runJson } from '../testing/run.ts';

const RETAILER = 'examples/companies/retailer.yaml';

test.each(['wholesaler.yaml', 'retailer.yaml', 'retailer.xlsx', 'it-vendor.yaml', 'clinic.yaml'])(
  'U4 the example %s is in order',
  async (name) => {
    const { code, json, err } = await runJson(`register read examples/companies/${name} --json`);
    expect([code, err]).toEqual([0, '']);
    expect(json).toEqual({ ok: true, issues: [] });
  },
);

test('U4 for people: that all is well, or each mistake on standard output', async () => {
  expect(await run(`register read ${RETAILER}`)).toEqual({
    code: 0,
    out: '台帳に誤りはありません。\n',
    err: '',
  });
  expect((await run(`register read ${RETAILER} --lang en`)).out).toBe('The register is in order.\n');
});

test('U4 warnings are shown and are no reason to refuse', async () => {
  const text = `${readFileSync(RETAILER, 'utf8')}people:\n`.replace(/^people:\n$/m, '');
  const file = path.join(
    tempFolder({ 'a.yaml': `\ufeff${text.replace(/^policies:\n(?: .*\n)+/m, '')}` }),
    'a.yaml',
  );
  const { code, json } = await runJson(`register read ${file} --json`);
  expect(code).toBe(0);
  expect(json).toMatchObject({ ok: true, issues: [{ code: 'register.bom', severity: 'warning' }] });
  expect((await run(`register read ${file}`)).out).toMatch(
    /注意: .*\n {4}→ .*\n注意 1件\n台帳に誤りはありません。\n$/,
  );
});

test('U4 the policies a register names are read with it, each mistake in its own file', async () => {
  const folder = tempFolder({
    'a.yaml':
      'sonae: company/1\ntaxBasis: excluded\norganisation: {name: 試験, staff: -1}\npolicies: [{file: p.yaml}, {file: a.yaml}, {file: .}]\n',
    'p.yaml': 'id: p\nparts: 3\n',
  });
  const { code, json } = await runJson(`register read ${path.join(folder, 'a.yaml')} --json`);
  expect(code).toBe(1);
  const found = json.issues.map(
    ({ file, line, column, code }: Record<string, string>) =>
      `${path.basename(file)}:${line}:${column} ${code}`,
  );
  expect(found.slice(0, 3)).toEqual([
    'a.yaml:3:33 register.negative',
    'a.yaml:4:35 file.names-itself',
    'a.yaml:4:51 file.named-unreadable',
  ]);
  expect(found.slice(3).length).toBeGreaterThan(0);
  expect(found.slice(3).every((line: string) => line.startsWith('p.yaml:'))).toBe(true);
});

test('U4 the template is the same bytes each time, and asks for what is missing', async () => {
  const folder = tempFolder();
  const [one, two] = ['a.xlsx', 'x/b.XLSX'].map((name) => path.join(folder, name));
  expect(await run(`register template --xlsx ${one}`)).toEqual({
    code: 0,
    out: '',
    err: `${one} を書きました。\n`,
  });
  await run(`register template --xlsx ${two}`);
  expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
  const { code, json } = await runJson(`register read ${one} --json`);
  expect(code).toBe(1);
  expect(json.issues.every((issue: { cell: string }) => issue.cell.startsWith('会社!'))).toBe(true);
});

test('U15 a register somebody has filled in is not written over, unless that is said', async () => {
  const file = path.join(tempFolder(), '台帳.xlsx');
  await run(`register template --xlsx ${file}`);
  expect((await run(`register template --xlsx ${file}`)).code).toBe(0);
  writeFileSync(file, 'filled in');
  const refused = await run(`register template --xlsx ${file}`);
  expect(refused.code).toBe(2);
  expect(refused.err).toContain('--force');
  expect(readFileSync(file, 'utf8')).toBe('filled in');
  expect((await run(`register convert ${RETAILER} ${file}`)).code).toBe(2);
  expect((await run(`register template --xlsx ${file} --force`)).code).toBe(0);
  expect(readFileSync(file, 'latin1').slice(0, 2)).toBe('PK');
  expect(readdirSync(path.dirname(file))).toEqual(['台帳.xlsx']);
});

test('U4 YAML to Excel and back loses no fact; a register that is wrong is not written', async () => {
  const folder = tempFolder();
  const [book, back, again] = ['a.xlsx', 'a.yaml', 'b.xlsx'].map((name) => path.join(folder, name));
  for (const line of [`${RETAILER} ${book}`, `${book} ${back}`, `${back} ${again}`]) {
    expect(await run(`register convert ${line}`)).toMatchObject({ code: 0, out: '' });
  }
  expect(readFileSync(again).equals(readFileSync(book))).toBe(true);
  const broken = await run(
    `register convert examples/broken/twelve-mistakes.yaml ${path.join(folder, 'c.yaml')}`,
  );
  expect(broken.code).toBe(1);
  expect(readdirSync(folder).sort()).toEqual(['a.xlsx', 'a.yaml', 'b.xlsx']);
});

test.each([
  ['register template', '--xlsx <file> が要ります'],
  ['register template --xlsx a.csv', '.xlsx'],
  [`register convert ${RETAILER} a.pdf`, '.xlsx / .yaml'],
  [`register convert ${RETAILER}`, '<to>'],
  ['register read', '<file>'],
  ['register raed x', 'read ではありませんか'],
])('U7 %s', async (line, words) => {
  const { code, out, err } = await run(line);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(words);
});

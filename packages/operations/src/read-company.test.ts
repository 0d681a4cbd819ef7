import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FileError, reasonText } from './ports.ts';
import { readCompany, readCompanyWithPolicies } from './read-company.ts';
import { convertRegister, readRegister, registerTemplate } from './register.ts';
import { memory } from './testing/memory.ts';

const LEAST = 'sonae: company/1\ntaxBasis: excluded\norganisation: {name: 試験}\n';
const POLICY = readFileSync('examples/policies/minato-cyber-std-2026.yaml', 'utf8');
const places = (issues: readonly { file?: string; line?: number; column?: number; code: string }[]) =>
  issues.map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`);

test('O1 a file that cannot be read is an issue, and the reading is unreadable', async () => {
  const reading = await readRegister(memory({}), 'a.yaml');
  expect(reading.unreadable).toBe(true);
  expect(reading.issues).toMatchObject([{ code: 'file.unreadable', severity: 'error', file: 'a.yaml' }]);
  expect(reading.issues[0].message.ja).toBe('ファイルを読めません（見つかりません、ENOENT）');
});

test('O1 what is no error of a file comes out: a mistake of the programme is not taken for bad input', async () => {
  const broken = { read: () => Promise.reject(new TypeError('bug')), resolve: () => '' };
  await expect(readRegister(broken, 'a.yaml')).rejects.toThrow('bug');
});

test('O1 the words of the system are explained where they are known', () => {
  expect(reasonText(new FileError('a', 'EACCES'))).toEqual({
    ja: '許可がありません、EACCES',
    en: 'no permission, EACCES',
  });
  expect(reasonText(new FileError('a', 'EXDEV'))).toEqual({ ja: 'EXDEV', en: 'EXDEV' });
});

describe('O2 what a file is', () => {
  const workbook = readFileSync('examples/companies/retailer.xlsx');
  test.each(['a.xlsx', 'a.yaml', 'a'])('O2 a workbook is told by its bytes: %s', async (name) => {
    expect((await readCompany(memory({ [name]: workbook }), name)).company?.organisation.staff).toBe(60);
  });

  test.each(['a.yaml', 'a.json', 'a', 'PK', 'a.xlsx.yaml'])('O2 anything else is YAML: %s', async (name) => {
    const { company } = await readCompany(memory({ [name]: LEAST }), name);
    expect(company?.organisation.name).toBe('試験');
  });

  test('O2 bytes that begin like a zip but are a text are YAML', async () => {
    const { issues } = await readCompany(memory({ 'a.yaml': `PK: 1\n${LEAST}` }), 'a.yaml');
    expect(places(issues)).toEqual(['a.yaml:1:1 register.unknown-key']);
  });

  test('O2 a name that promises a workbook and bytes that are none', async () => {
    const reading = await readCompany(memory({ 'a.XLSX': LEAST }), 'a.XLSX');
    expect(reading).toMatchObject({ unreadable: true, issues: [{ code: 'register.not-a-workbook' }] });
  });
});

describe('O3 a register with its policies', () => {
  const held = (...files: string[]) =>
    `${LEAST}policies:\n${files.map((file) => `  - {file: ${file}}\n`).join('')}`;

  test('O3 each policy is read as seen from the register, with the premium the register or the policy states', async () => {
    const files = memory({
      'c/a.yaml': `${held('../p/one.yaml')}  - {file: ../p/two.yaml, premiumYen: 5}\n`,
      'p/one.yaml': POLICY,
      'p/two.yaml': POLICY,
    });
    const { company, policies, issues } = await readCompanyWithPolicies(files, 'c/a.yaml');
    expect(issues).toEqual([]);
    expect(company?.policies).toHaveLength(2);
    expect(policies.map(({ premiumYen }) => premiumYen)).toEqual([195_000, 5]);
  });

  test('O3 mistakes of all files come together, the register first, whatever else is wrong', async () => {
    const files = memory({
      'z.yaml': `${held('a.yaml', 'b.yaml')}staff: -1\n`,
      'a.yaml': 'id: [\n',
      'b.yaml': POLICY,
    });
    const { company, policies, issues } = await readCompanyWithPolicies(files, 'z.yaml');
    expect([company, policies]).toEqual([undefined, []]);
    expect(places(issues)).toEqual(['z.yaml:7:1 register.misplaced-key', 'a.yaml:2:1 register.broken-yaml']);
  });

  test('O4 a policy nobody can read is told where it is named, and where it was looked for', async () => {
    const { issues, unreadable } = await readCompanyWithPolicies(
      memory({ 'c/a.yaml': `${held('../p.yaml')}people: 1\n` }),
      'c/a.yaml',
    );
    expect(unreadable).toBeUndefined();
    expect(places(issues)).toEqual([
      'c/a.yaml:5:12 file.named-unreadable',
      'c/a.yaml:6:9 register.wrong-type',
    ]);
    expect(issues[0].hint.ja).toContain('p.yaml を探しました');
  });

  test.each(['a.yaml', './a.yaml', '../c/a.yaml'])('O4 a register that names itself: %s', async (file) => {
    const files = memory({ 'c/a.yaml': held(file) });
    const { issues } = await readCompanyWithPolicies(files, 'c/a.yaml');
    expect(places(issues)).toEqual(['c/a.yaml:5:12 file.names-itself']);
    expect(files.asked).toEqual(['c/a.yaml']);
  });

  test('O4 in a workbook the cell names it, in the order of the sheets', async () => {
    const workbook = readFileSync('examples/companies/retailer.xlsx');
    const { issues } = await readCompanyWithPolicies(memory({ 'a.xlsx': workbook }), 'a.xlsx');
    expect(issues.map(({ cell, code }) => `${cell} ${code}`)).toEqual(['保険!A2 file.named-unreadable']);
  });

  test('O5 with one error, of whichever file, there is no company', async () => {
    const files = memory({ 'a.yaml': held('p.yaml'), 'p.yaml': `${POLICY}bad: 1\n` });
    expect(await readCompanyWithPolicies(files, 'a.yaml')).not.toHaveProperty('company');
  });

  test('O6 broken YAML is unreadable, a wrong value is not', async () => {
    expect((await readRegister(memory({ 'a.yaml': 'a: [' }), 'a.yaml')).unreadable).toBe(true);
    expect((await readRegister(memory({ 'a.yaml': '- 1' }), 'a.yaml')).unreadable).toBeUndefined();
  });
});

test('O10 the template is the same bytes each time', async () => {
  expect(Buffer.compare(await registerTemplate(), await registerTemplate())).toBe(0);
});

test('O10 YAML to workbook and back loses no fact; policies need not be there', async () => {
  const text = readFileSync('examples/companies/retailer.yaml');
  const { output: book, issues } = await convertRegister(memory({ 'a.yaml': text }), 'a.yaml', 'xlsx');
  expect(issues).toEqual([]);
  const { output: back } = await convertRegister(memory({ 'a.xlsx': book ?? '' }), 'a.xlsx', 'yaml');
  const [before, after] = await Promise.all([
    readCompany(memory({ 'a.yaml': text }), 'a.yaml'),
    readCompany(memory({ 'b.yaml': back ?? '' }), 'b.yaml'),
  ]);
  expect(after.company).toEqual(before.company);
  expect(await convertRegister(memory({ 'a.yaml': '- 1' }), 'a.yaml', 'xlsx')).not.toHaveProperty('output');
});

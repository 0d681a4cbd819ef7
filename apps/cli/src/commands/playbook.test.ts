import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { conformanceFolder } from '../../../../tests/support/conformance.ts';
import { tempFolder } from '../../../../tests/support/temp-folder.ts';
import { run, runJson } from '../testing/run.ts';

const SOARCA = path.join(conformanceFolder(), 'cacao/soarca');
const MAIL = 'examples/playbooks/mis-sent-mail.json';
const OURS = readdirSync('examples/playbooks').filter((name) => name.endsWith('.json'));

test.each([
  ['examples/manual-playbook.json', 0, true, true],
  ['test/playbooks/missing_step_playbook.json', 1, true, false],
  ['test/playbooks/invalid_playbook.json', 1, false, false],
])('PB80 check prints the contract of the command: %s', async (file, code, schemaValid, valid) => {
  const { json, ...ran } = await runJson(['playbook', 'check', path.join(SOARCA, file), '--json']);
  expect([ran.code, Object.keys(json)]).toEqual([code, ['schemaValid', 'valid', 'issues']]);
  expect(json).toMatchObject({ schemaValid, valid });
});

test('PB80 a playbook with a secret inside is refused, one that is no JSON is a matter of usage', async () => {
  const text = readFileSync(MAIL, 'utf8').replace('"manual",', '"bash", "version": "DB_PASSWORD=hunter2",');
  const folder = tempFolder({ 'secret.json': text, 'broken.json': '{', 'twice.json': '{"a":1,"a":2}' });
  const secret = await runJson(['playbook', 'check', path.join(folder, 'secret.json'), '--json']);
  expect([secret.code, secret.json.valid, secret.json.schemaValid]).toEqual([1, false, true]);
  expect(secret.json.issues.map(({ code }: { code: string }) => code)).toContain('playbook.secret');
  const broken = await runJson(['playbook', 'check', path.join(folder, 'broken.json'), '--json']);
  expect([broken.code, broken.json.issues[0]]).toMatchObject([
    2,
    { code: 'playbook.not-json', line: 1, column: 2 },
  ]);
  expect((await run(['playbook', 'check', path.join(folder, 'twice.json')])).code).toBe(1);
  expect((await run('playbook check missing.json')).code).toBe(2);
});

test('PB80 for people: place, message, hint', async () => {
  const { code, err } = await run([
    'playbook',
    'check',
    path.join(SOARCA, 'test/playbooks/infinite_playbook.json'),
  ]);
  expect(code).toBe(1);
  expect(err).toMatch(/infinite_playbook\.json:94:13 誤り: .*終わりのない繰り返し/);
});

test('PB81 the dialect decides how literals are read', async () => {
  const text = readFileSync(MAIL, 'utf8').replace(
    '__answered__:value = false',
    '__answered__:value = false ',
  );
  const bare = readFileSync('examples/playbooks/notices.json', 'utf8').replaceAll(
    '__cards__:value = true',
    '__role__:value = processor',
  );
  const folder = tempFolder({ 'spaced.json': text, 'bare.json': bare });
  const valid = async (file: string, dialect: string) =>
    (await runJson(['playbook', 'check', path.join(folder, file), '--dialect', dialect, '--json'])).json
      .valid;
  expect([await valid('spaced.json', 'strict'), await valid('spaced.json', 'soarca')]).toEqual([true, false]);
  expect([await valid('bare.json', 'strict'), await valid('bare.json', 'soarca')]).toEqual([false, true]);
});

test('PB81 conditions answers cases and names those that fail', async () => {
  const { code, json } = await runJson([
    'playbook',
    'conditions',
    path.join(conformanceFolder(), 'cacao/condition-cases.json'),
    '--dialect',
    'soarca',
    '--json',
  ]);
  expect([code, json]).toEqual([0, { cases: 57, passed: 57, failed: [] }]);
  const strict = await runJson([
    'playbook',
    'conditions',
    path.join(conformanceFolder(), 'cacao/condition-cases.json'),
    '--json',
  ]);
  expect(strict.code).toBe(1);
  expect((await run(`playbook conditions ${MAIL}`)).code).toBe(2);
});

test('PB82 a rehearsal waits where nobody knows, and goes through with answers', async () => {
  const waits = await runJson(`playbook run ${MAIL} --dry-run --json`);
  expect([waits.code, waits.json.outcome]).toEqual([0, 'waiting']);
  expect(waits.json.open).toMatchObject([{ kind: 'decide', unknown: ['__answered__'] }]);
  const answers = `
inputs: {__recovered_unseen__: false, __encrypted__: false, __answered__: false}
steps:
  返事のない相手にもう一度連絡する: {values: {__answered__: true}}
`;
  const file = path.join(tempFolder({ 'answers.yaml': answers }), 'answers.yaml');
  const { code, json } = await runJson(['playbook', 'run', MAIL, '--dry-run', '--answers', file, '--json']);
  expect([code, json.outcome, json.variables.__answered__]).toEqual([0, 'done', 'true']);
  const names = json.course
    .filter(({ what }: { what: string }) => what === 'entered')
    .map(({ name }: { name: string }) => name);
  expect(names).toContain('知らせる義務を果たす');
  expect(names.filter((name: string) => name === '返事のない相手にもう一度連絡する')).toHaveLength(1);
  const { out } = await run(['playbook', 'run', MAIL, '--dry-run', '--answers', file]);
  expect(out).toContain('最後まで進みました。');
});

test('PB82 without --dry-run, with answers of another form, or with a bad playbook nothing is walked', async () => {
  expect((await run(`playbook run ${MAIL}`)).code).toBe(2);
  const folder = tempFolder({ 'answers.yaml': 'steps: 3' });
  expect(
    (await run(['playbook', 'run', MAIL, '--dry-run', '--answers', path.join(folder, 'answers.yaml')])).code,
  ).toBe(2);
  const bad = path.join(SOARCA, 'test/playbooks/missing_step_playbook.json');
  expect((await run(['playbook', 'run', bad, '--dry-run'])).code).toBe(1);
});

test.each(OURS)('PB83 %s is drawn', async (name) => {
  const folder = tempFolder({});
  const svg = path.join(folder, 'flow.svg');
  expect((await run(['playbook', 'draw', `examples/playbooks/${name}`, '--out', svg])).code).toBe(0);
  expect(readFileSync(svg, 'utf8')).toMatch(/^<svg [^>]+>\n<title>/);
});

test('PB83 the printed manual is a PDF beside the playbook, or where it is asked for', async () => {
  const folder = tempFolder({ 'p.json': readFileSync(MAIL, 'utf8') });
  expect((await run(['playbook', 'print', path.join(folder, 'p.json')])).code).toBe(0);
  expect(readFileSync(path.join(folder, 'p.pdf'), 'latin1').slice(0, 5)).toBe('%PDF-');
});

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../run.ts';

const EXAMPLES = path.join(import.meta.dirname, '../../../../examples');
const policy = (id: string) => path.join(EXAMPLES, `policies/${id}.yaml`);
const MINATO = policy('minato-cyber-std-2026');
const AKEBONO = policy('akebono-leak-wide-2026');
const RETAILER = path.join(EXAMPLES, 'companies/retailer.yaml');
const folder = mkdtempSync(path.join(tmpdir(), 'sonae-'));

async function run(...argv: string[]) {
  let out = '';
  let err = '';
  const host = {
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
    env: {},
    once: () => {},
    removeListener: () => {},
  };
  const code = await runCli(argv, host);
  return { code, out, err, json: () => JSON.parse(out) };
}

describe('sonae policy compare', () => {
  test('P1 nineteen axes with state, text and source for every policy', async () => {
    const { code, json } = await run('policy', 'compare', MINATO, AKEBONO, '--json');
    expect(code).toBe(0);
    const { axes, gapMap } = json();
    expect(axes).toHaveLength(19);
    for (const { cells } of axes) {
      expect(cells.map((cell: { policy: string }) => cell.policy)).toEqual([
        'minato-cyber-std-2026',
        'akebono-leak-wide-2026',
      ]);
      for (const { state, text, source } of cells) {
        expect(['covered', 'limited', 'not_covered', 'not_stated']).toContain(state);
        if (state === 'not_stated') expect(text).toContain('記載なし');
        else expect(source.path).toBeTruthy();
      }
    }
    expect(gapMap).toBeUndefined();
  });

  test('P2 with a company: worst years, gap map, support; and a workbook', async () => {
    const xlsx = path.join(folder, 'out/compare.xlsx');
    const { code, json } = await run(
      'policy',
      'compare',
      MINATO,
      AKEBONO,
      '--company',
      RETAILER,
      '--years',
      '4000',
      '--xlsx',
      xlsx,
      '--json',
    );
    expect(code).toBe(0);
    const { worstYears, gapMap, support } = json();
    expect(worstYears).toHaveLength(20);
    expect(gapMap.cells.length).toBeGreaterThan(5);
    expect(support).toHaveLength(5);
    expect(support[0].own[0].firm).toContain('つきかげ');
    expect(readFileSync(xlsx).subarray(0, 2).toString()).toBe('PK');
  });

  test('P3 changes between editions; wrong usage is exit code 2, a bad file 1', async () => {
    const next = path.join(folder, 'next.yaml');
    writeFileSync(
      next,
      readFileSync(MINATO, 'utf8')
        .replace('id: minato-cyber-std-2026', 'id: minato-cyber-std-2027')
        .replace('h_restore:  {amount: 10000000', 'h_restore:  {amount: 5000000'),
    );
    const { json } = await run('policy', 'compare', '--expiring', MINATO, '--offered', next, '--json');
    expect(json().silentChanges).toMatchObject([
      { changes: [{ path: 'limits.h_restore.amount', direction: 'narrower' }] },
    ]);
    const text = await run('policy', 'compare', '--expiring', MINATO, '--offered', next);
    expect(text.out).toContain('狭くなる');
    expect((await run('policy', 'compare')).code).toBe(2);
    expect((await run('policy', 'compare', '--expiring', MINATO)).code).toBe(2);
    expect((await run('policy', 'compare', path.join(folder, 'nowhere.yaml'))).code).toBe(2);
    // A file named twice is compared once.
    expect((await run('policy', 'compare', MINATO, next, MINATO, '--json')).json().policies).toHaveLength(2);
    const broken = path.join(folder, 'broken.yaml');
    writeFileSync(broken, 'id: x\n');
    expect((await run('policy', 'compare', broken, '--json')).code).toBe(1);
  });
});

describe('sonae policy rate, search, draft', () => {
  test('P4 the premium step by step', async () => {
    const { code, json } = await run('policy', 'rate', MINATO, RETAILER, '--json');
    expect(code).toBe(0);
    expect(json()).toMatchObject({
      policy: 'minato-cyber-std-2026',
      premium: 195_000,
      eligibility: { accepted: 'yes' },
    });
    const { out } = await run('policy', 'rate', AKEBONO, RETAILER);
    expect(out).toContain('176,000円');
    expect(out).toContain('？ 冠婚葬祭互助会は引き受けない');
  });

  test('P5 mixes under a budget, with their certificate', async () => {
    const { code, json } = await run(
      'policy',
      'search',
      RETAILER,
      '--budget',
      '250000',
      '--years',
      '2000',
      '--json',
    );
    expect(code).toBe(0);
    const { frontier, certificate, current, leftOut } = json();
    expect(certificate).toMatchObject({ exact: true, gap: { tail: 0, total: 0 } });
    for (const mix of frontier) expect(mix.spendYen).toBeLessThanOrEqual(250_000);
    expect(current).toMatchObject({ premiumYen: 195_000 });
    expect(leftOut.map(({ id }: { id: string }) => id)).toContain('encryption');
    expect((await run('policy', 'search', RETAILER)).code).toBe(2);
    expect((await run('policy', 'search', RETAILER, '--budget', '1e6')).code).toBe(2);
  });

  test('P6 a draft passes the check of the product', async () => {
    const file = path.join(folder, 'draft.yaml');
    const answers = path.join(EXAMPLES, 'policy-drafts/midori.yaml');
    expect((await run('policy', 'draft', '--answers', answers, '--out', file)).code).toBe(0);
    expect((await run('policy', 'check', file, '--json')).json()).toMatchObject({ ok: true });
    const compared = await run('policy', 'compare', file, '--json');
    const card = compared.json().axes.find(({ id }: { id: string }) => id === 'card_misuse');
    expect(card.cells[0]).toMatchObject({ state: 'not_stated', text: '記載なし' });
    const bad = path.join(folder, 'answers.yaml');
    writeFileSync(bad, 'id: x\ninsurer: y\naxes: {gifts: 3}\n');
    expect((await run('policy', 'draft', '--answers', bad)).code).toBe(1);
  });
});

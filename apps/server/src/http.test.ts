// Longer than a file should be: one rule of the HTTP face after the other, most on the one server started at the top.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { startTelemetry } from './telemetry.ts';
import { type Served, serveTest } from './testing/serve.ts';

describe('the demonstration over HTTP', () => {
  let served: Served;
  let company: string;
  const web = mkdtempSync(path.join(os.tmpdir(), 'sonae-web-'));
  beforeAll(async () => {
    writeFileSync(path.join(web, 'index.html'), '<!doctype html><title>Sonae</title>');
    served = await serveTest({ env: { SONAE_DEMO: '1', SONAE_WEB: web } });
    company = (await served.client().companies.list()).companies[0].id;
  });
  afterAll(async () => {
    await served?.close();
    rmSync(web, { recursive: true });
  });

  const upload = async (bytes: Uint8Array | string, name: string) => {
    const form = new FormData();
    form.set('file', new File([bytes as Uint8Array<ArrayBuffer>], name));
    form.set('company', company);
    const response = await served.fetch('/api/companies/preview', { method: 'POST', body: form });
    return { status: response.status, body: await response.json() };
  };

  test('H6 needs no account, and has the four examples with their policies', async () => {
    const client = served.client();
    expect(served.mode).toBe('demo');
    expect((await client.session.me()).kind).toBe('demo');
    const { companies } = await client.companies.list();
    expect(companies.map(({ fictional }) => fictional)).toEqual([true, true, true, true]);
    for (const row of companies) {
      const { input, issues } = await client.companies.inputs({ company: row.id });
      expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(input.subject).toBeDefined();
    }
  });

  test('H6 cannot leave this machine: not by setting, not by name, not through a proxy', async () => {
    const { issues } = readConfig({ SONAE_DEMO: '1', SONAE_HOST: '0.0.0.0' });
    expect(issues.map(({ code }) => code)).toEqual(['config.demo-host']);
    const raw = (headers: Record<string, string>) =>
      new Promise<number>((resolve, reject) => {
        httpRequest(`${served.url}/api/me`, { headers }, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        })
          .on('error', reject)
          .end();
      });
    expect(await raw({})).toBe(200);
    expect(await raw({ host: 'sonae.example.jp' })).toBe(421);
    expect(await raw({ 'x-forwarded-for': '203.0.113.9' })).toBe(403);
    expect(await raw({ forwarded: 'for=203.0.113.9' })).toBe(403);
  });

  test('H7 every answer carries the headers that keep a page ours, and no answer may be framed or sniffed', async () => {
    for (const place of ['/', '/api/me', '/api', '/nowhere', '/healthz']) {
      const { headers } = await served.fetch(place);
      expect(headers.get('content-security-policy'), place).toMatch(
        /default-src 'none'.*frame-ancestors 'none'/,
      );
      expect(headers.get('content-security-policy')).not.toMatch(/script-src[^;]*'unsafe-/);
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
    expect((await served.fetch('/api/me')).headers.get('cache-control')).toBe('no-store');
  });

  test('H8 the description is OpenAPI 3.1 with every operation, and people can read it', async () => {
    const { operations } = await import('@sonae/operations/catalogue');
    const document = await (await served.fetch('/api/openapi.json')).json();
    expect(document.openapi).toMatch(/^3\.1/);
    const described = Object.entries(document.paths as Record<string, object>).flatMap(([place, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${place}`),
    );
    expect(described.sort()).toEqual(
      operations()
        .map(({ method, path: place }) => `${method} ${place}`)
        .sort(),
    );
    const text = JSON.stringify(document);
    for (const [, ref] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g))
      expect(document.components.schemas, ref).toHaveProperty(ref);
    expect(text).not.toContain('#/$defs/');
    expect(await (await served.fetch('/api')).text()).toContain('/api/companies');
  });

  test('H9 says how it is: alive, ready with what it stands on, figures for Prometheus', async () => {
    expect(await (await served.fetch('/healthz')).text()).toBe('ok\n');
    expect(await (await served.fetch('/readyz')).json()).toMatchObject({
      ready: true,
      parts: { database: expect.stringMatching(/^PostgreSQL/) },
    });
    const text = await (await served.fetch('/metrics')).text();
    expect(text).toMatch(/^sonae_requests_total\{method="GET",status="200"\} \d+$/m);
    expect(text).toMatch(/^sonae_memory_bytes \d+$/m);
    const counts = [...text.matchAll(/^sonae_request_seconds_bucket\{le="[^"]+"\} (\d+)$/gm)].map(([, n]) =>
      Number(n),
    );
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
  });

  test('H10 bombs and wrong files are refused with words, quickly', async () => {
    const started = performance.now();
    const bomb = await upload(zipOf('xl/worksheets/sheet1.xml', Buffer.alloc(120_000_000)), 'bomb.xlsx');
    expect(bomb.body.ok).toBe(false);
    expect(bomb.body.issues[0].hint.ja.length).toBeGreaterThan(5);
    const laughs = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghij'.split('').map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefghij'[i]}`)}]`),
    ].join('\n');
    const aliases = await upload(laughs, 'laughs.yaml');
    expect([aliases.status, aliases.body.ok]).toEqual([200, false]);
    for (const [bytes, name] of [
      [Buffer.from('%PDF-1.7\n'), 'a.pdf'],
      [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), 'a.png'],
      [Buffer.alloc(0), 'empty.xlsx'],
      [Buffer.from('PK\x03\x04 no zip'), 'a.xlsx'],
    ] as const) {
      const { status, body } = await upload(bytes, name);
      expect([name, status, body.ok]).toEqual([name, 200, false]);
      expect(body.issues.length).toBeGreaterThan(0);
    }
    expect(performance.now() - started).toBeLessThan(15_000);
  });

  test('H10 200 MB is refused at the door, before it is sent, with the limit in words', async () => {
    const answer = await new Promise<{ status: number; text: string }>((resolve, reject) => {
      const request = httpRequest(
        `${served.url}/api/companies/preview`,
        {
          method: 'POST',
          headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': 200_000_000 },
        },
        (response) => {
          let text = '';
          response.on('data', (chunk) => {
            text += chunk;
          });
          response.on('end', () => {
            request.destroy();
            resolve({ status: response.statusCode ?? 0, text });
          });
        },
      );
      request.on('error', reject);
      request.write('--x\r\n');
    });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('20 MB');
    expect((await served.fetch('/healthz')).status).toBe(200);
  });

  test('H10 200 MB without a length is cut off too', async () => {
    const chunk = Buffer.alloc(1_000_000);
    let sent = 0;
    const body = new ReadableStream({
      pull: (controller) => {
        if (sent >= 200) controller.close();
        else controller.enqueue(chunk);
        sent++;
      },
    });
    const status = await served
      .fetch('/api/register/check', {
        method: 'POST',
        body,
        duplex: 'half',
        headers: { 'content-type': 'application/json' },
      } as RequestInit)
      .then((response) => response.status)
      .catch(() => 413);
    expect(status).toBe(413);
    expect(sent).toBeLessThan(150);
  });

  test('H11 serves the built web application at every address a person opens, and no file outside it', async () => {
    const page = await served.fetch('/register/import', { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('<title>Sonae</title>');
    expect((await served.fetch('/register/x.json')).status).toBe(404);
    for (const place of ['/..%2f..%2fetc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/%00'])
      expect(await (await served.fetch(place)).text(), place).not.toContain('root:');
    expect((await served.fetch('/api/nowhere', { headers: { accept: 'text/html' } })).status).toBe(404);
  });

  test('H19 policies are compared on their axes, and in yen for a company, while the server goes on answering', async () => {
    const client = served.client();
    const { policies } = await client.policies.list();
    const chosen = policies.slice(0, 2).map(({ id }) => id);
    const { report } = await client.policies.compare({ policies: chosen, language: 'en' });
    expect(report.policies).toHaveLength(2);
    expect(report.axes).toHaveLength(19);
    expect(report.worstYears).toBeUndefined();
    let answered = 0;
    let over = false;
    const asking = (async () => {
      for (; !over; answered++) await served.fetch('/healthz');
    })();
    const [expiring, offered] = chosen;
    const pair = { expiring, offered };
    const priced = await client.policies.compare({ policies: chosen, ...pair, company, years: 5_000 });
    over = true;
    await asking;
    expect(answered).toBeGreaterThan(10);
    expect(priced.report.worstYears?.length).toBeGreaterThan(0);
    expect(priced.report.years).toBe(5_000);
    const half = await client.policies.compare({ policies: chosen, expiring }).catch((error) => error);
    expect(half.data.issues[0].code).toBe('comparison.pair');
  });

  test('H12 two servers on one database: a change on one is told to the readers of the other', async () => {
    const other = await serveTest({ database: served.database, env: { SONAE_DEMO: '1' } });
    try {
      const reader = new AbortController();
      const told: object[] = [];
      const changes = await other.client().live.changes(undefined, { signal: reader.signal });
      const reading = (async () => {
        for await (const change of changes) if (told.push(change) === 2) return;
      })();
      await expect.poll(() => told.length).toBe(1);
      const one = await served.client().companies.get({ company });
      const document = { ...one.document, organisation: { ...one.document.organisation, staff: 77 } };
      const { version } = await served.client().companies.put({ company, version: one.version, document });
      await reading;
      reader.abort();
      expect(told).toMatchObject([{ kind: 'hello' }, { kind: 'company', id: company, version }]);
      expect((await other.client().companies.get({ company })).document.organisation.staff).toBe(77);
    } finally {
      await other.close();
    }
  });
});

test('H9 OpenTelemetry is asked for by a flag, and its absence is told with the remedy', async () => {
  const ended: string[] = [];
  class NodeSDK {
    start() {}
    async shutdown() {
      ended.push('shutdown');
    }
  }
  await (await startTelemetry(async () => ({ NodeSDK })))();
  expect(ended).toEqual(['shutdown']);
  await expect(startTelemetry(() => Promise.reject(new Error('x')))).rejects.toThrow(
    /npm install --no-save @opentelemetry/,
  );
});

describe('settings', () => {
  test('H13 every mistake at once, each by the name it was made under; the environment stands above the file', () => {
    const { issues } = readConfig({ SONAE_PORT: '99999', SONAE_LOG: 'loud', DATABASE_URL: 'mysql://x' });
    expect(issues.map(({ path: place }) => place).sort()).toEqual([
      'DATABASE_URL',
      'SONAE_LOG',
      'SONAE_PORT',
    ]);
    const file = () => 'port: 8000\nlog: warn\nbackup: {keep: 3}\n';
    const { config } = readConfig(
      { SONAE_CONFIG: 'c.yaml', SONAE_PORT: '9000', SONAE_BACKUP_SCHEDULE: 'off' },
      file,
    );
    expect(config).toMatchObject({ port: 9000, log: 'warn', backup: { keep: 3, schedule: 'off' } });
    expect(readConfig({ SONAE_CONFIG: 'c.yaml' }, () => 'prot: 1').issues).toHaveLength(1);
    expect(
      readConfig({ SONAE_CONFIG: 'c.yaml' }, () => {
        throw new Error('ENOENT');
      }).issues,
    ).toHaveLength(1);
  });
});

/** A zip with one deflated member, written by hand. */
function zipOf(name: string, content: Buffer): Buffer {
  const data = deflateRawSync(content, { level: 1 });
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt32LE(content.length, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(data.length, 20);
  central.writeUInt32LE(content.length, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(30 + name.length + data.length, 16);
  return Buffer.concat([local, Buffer.from(name), data, central, Buffer.from(name), end]);
}

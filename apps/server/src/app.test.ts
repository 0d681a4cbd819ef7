import { expect, test } from 'vitest';
import { openServer, rawStatus } from './testing/server.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

test('W1 GET / is the page with the five questions and the finished example', async () => {
  const { get } = await openServer();
  const response = await get('/');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html; charset=UTF-8');
  const page = await response.text();
  expect(page).toContain('<html lang="ja">');
  for (const text of ['五つの質問', '例の会社の結果', '株式会社あさひ電商（架空）', '100年に1度の年']) {
    expect(page).toContain(text);
  }
  const english = await (await get('/?lang=en')).text();
  expect(english).toContain('<html lang="en">');
  expect(english).toContain('The 1-in-100-year loss');
});

test('W1 HEAD says the same without the page', async () => {
  const { get } = await openServer();
  const [head, whole] = [await get('/', { method: 'HEAD' }), await get('/')];
  expect(head.status).toBe(200);
  expect(head.headers.get('content-type')).toBe(whole.headers.get('content-type'));
  expect(await head.text()).toBe('');
  await whole.text();
});

test('W2 POST /check gives the result of the answers, first on the page', async () => {
  const { send, asked } = await openServer();
  const response = await send({
    industry: 'ec',
    revenue: '3億円',
    persons: '12000',
    dataKinds: ['contact', 'card'],
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  const page = await response.text();
  expect(page).toContain('五つの答えからの結果');
  expect(page).toContain('<dd>3億円</dd>');
  expect(page).toContain('<dd>1万2,000人、連絡先、カード情報</dd>');
  expect(page).toMatch(/id="revenue"[^>]* value="3億円"/);
  expect(page).toMatch(/<option value="ec" selected>/);
  expect(page).toMatch(/value="card" checked>/);
  expect(asked).toHaveLength(1);
  expect(asked[0].slice(0, 2)).toEqual([
    {
      industry: 'ec',
      revenueYen: 300_000_000,
      persons: 12_000,
      dataKinds: ['contact', 'card'],
      othersData: 'unknown',
      policy: 'unknown',
    },
    'ja',
  ]);
});

test('W3 what is not understood comes back as typed, each message beside its field, nothing calculated', async () => {
  const { send, asked } = await openServer();
  const response = await send({ industry: 'clinic', revenue: '"たくさん"', persons: '-5', policy: 'none' });
  expect(response.status).toBe(422);
  const page = await response.text();
  expect(page).toContain('<title>2か所を直してください – Sonae 備え</title>');
  expect(page).toMatch(
    /<input id="revenue"[^>]* value="&quot;たくさん&quot;" aria-describedby="unit-revenue hint-revenue problem-revenue" aria-invalid="true" autofocus>/,
  );
  expect(page).toMatch(/<input id="persons"[^>]* value="-5"[^>]* aria-invalid="true">/);
  for (const field of ['revenue', 'persons']) {
    expect(page).toMatch(new RegExp(`<p class="sv-problem" id="problem-${field}"><span>[^<]*書いてください`));
    expect(page).toContain(`<a href="#${field}">`);
  }
  expect(page).toContain('<option value="clinic" selected>');
  expect(page).toMatch(/value="none" checked>/);
  expect(page).not.toContain('sn-headlines');
  expect(asked).toEqual([]);
});

test('W3 what the operations refuse is said beside its field', async () => {
  const { send } = await openServer(async () => ({
    issues: [
      {
        code: 'register.unknown-word',
        severity: 'error',
        path: 'industry',
        message: { ja: '「業種」にない値です', en: 'No such industry' },
        hint: { ja: '一覧から選んでください', en: 'Choose one of the list' },
      },
    ],
  }));
  const response = await send({ industry: '<b>' });
  expect(response.status).toBe(422);
  const page = await response.text();
  expect(page).toContain('id="problem-industry"><span>「業種」にない値です。一覧から選んでください</span>');
  expect(page).toMatch(/<select id="industry"[^>]* aria-invalid="true"/);
  expect(page).not.toContain('<b>');
});

test('W6 fonts, style sheet and icon are kept by the browser', async () => {
  const { get } = await openServer();
  const page = await (await get('/')).text();
  const style = /<link rel="stylesheet" href="(\/style\.css\?[\w-]+)">/.exec(page)?.[1] ?? '';
  for (const [path, type] of [
    [style, 'text/css; charset=utf-8'],
    ['/fonts/biz-udpgothic.css', 'text/css; charset=utf-8'],
    ['/fonts/biz-udpgothic-0-400-normal.woff2', 'font/woff2'],
    ['/favicon.svg', 'image/svg+xml'],
  ]) {
    const response = await get(path);
    expect([path, response.status, response.headers.get('content-type')]).toEqual([path, 200, type]);
    expect(response.headers.get('cache-control')).toBe('public, max-age=86400');
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(100);
  }
  for (const name of ['nothing.woff2', '..%2f..%2fpackage.json', '%2e%2e%2fapp.ts', '__proto__']) {
    expect((await get(`/fonts/${name}`)).status).toBe(404);
  }
});

test('W7 /healthz, a page for what is not there, and the way back from a result', async () => {
  const { get } = await openServer();
  expect(await (await get('/healthz')).text()).toBe('ok\n');
  const missing = await get('/nothing?lang=en');
  expect(missing.status).toBe(404);
  expect(await missing.text()).toContain('Page not found');
  const back = await get('/check', { redirect: 'manual' });
  expect([back.status, back.headers.get('location')]).toEqual([303, '/']);
  expect((await get('/', { method: 'DELETE' })).status).toBe(404);
});

test('W9 every answer says what a page may do', async () => {
  const { get, send } = await openServer();
  for (const response of [
    await get('/'),
    await get('/nothing'),
    await get('/fonts/x'),
    await send({ persons: 'x' }),
  ]) {
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy.split('; ').toSorted()).toEqual([
      "base-uri 'none'",
      "default-src 'none'",
      "font-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "img-src 'self'",
      "style-src 'self'",
    ]);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(response.headers.get('referrer-policy')).toBe('same-origin');
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(response.headers.get('strict-transport-security')).toBeNull();
    expect(response.headers.get('x-powered-by')).toBeNull();
    await response.arrayBuffer();
  }
});

test('W10 under a name that is not its own the server says nothing', async () => {
  const { url } = await openServer();
  const { port } = new URL(url);
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, 'LOCALHOST']) {
    expect([host, await rawStatus(`${url}/`, { host })]).toEqual([host, 200]);
  }
  for (const host of [`evil.example:${port}`, '127.0.0.1.evil.example', 'localhost.evil', 'x']) {
    expect([host, await rawStatus(`${url}/`, { host })]).toEqual([host, 421]);
    expect(await rawStatus(`${url}/check`, { host, ...FORM }, { method: 'POST' })).toBe(421);
  }
});

test('W11 a form from a page of this server is taken, however the browser says so', async () => {
  const { url, asked } = await openServer();
  const own: Record<string, string>[] = [
    { origin: url },
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'same-origin', origin: 'null' },
    {},
  ];
  for (const headers of own) {
    const status = await rawStatus(
      `${url}/check`,
      { ...FORM, ...headers },
      { method: 'POST', body: 'persons=5' },
    );
    expect([headers, status]).toEqual([headers, 200]);
  }
  expect(asked).toHaveLength(own.length);
});

test('W11 a form from anywhere else is refused', async () => {
  const { url, asked } = await openServer();
  const { port } = new URL(url);
  const others: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `http://localhost:${port}` },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site', origin: url },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ];
  for (const headers of others) {
    const status = await rawStatus(
      `${url}/check`,
      { ...FORM, ...headers },
      { method: 'POST', body: 'persons=5' },
    );
    expect([headers, status]).toEqual([headers, 403]);
  }
  expect(asked).toEqual([]);
});

test('W12 more than a form can be is refused, announced or not', async () => {
  const { url, send, asked } = await openServer();
  expect((await send({ industry: 'x'.repeat(70_000) })).status).toBe(413);
  const chunked = { ...FORM, origin: url, 'transfer-encoding': 'chunked' };
  const body = `industry=${'x'.repeat(70_000)}`;
  expect(await rawStatus(`${url}/check`, chunked, { method: 'POST', body })).toBe(413);
  expect(asked).toEqual([]);
});

test('W12 what is no form is refused', async () => {
  const { url, asked } = await openServer();
  for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x']) {
    const headers = { origin: url, 'content-type': type };
    expect([type, await rawStatus(`${url}/check`, headers, { method: 'POST', body: '{}' })]).toEqual([
      type,
      400,
    ]);
  }
  expect(asked).toEqual([]);
});

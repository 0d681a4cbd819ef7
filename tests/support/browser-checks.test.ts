import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { accessProblems, layoutProblems } from './browser-checks.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
});

async function open(body: string, head = '<title>t</title>') {
  const page = await browser.newPage({ viewport: { width: 400, height: 600 } });
  await page.setContent(
    `<!doctype html><html lang="ja"><head>${head}</head><body style="margin:0">${body}</body></html>`,
  );
  return page;
}

test('a sound page has no problems', async () => {
  const page = await open(
    '<main><h1>a</h1><h2>b</h2><p>text</p><form><label>c <input style="height:24px"></label></form></main>',
  );
  expect(await layoutProblems(page)).toEqual([]);
  expect(await accessProblems(page)).toEqual([]);
  await page.close();
});

test('planted mistakes of layout are all found', async () => {
  const page = await open(`
    <p style="width:500px">wide</p>
    <p style="position:absolute;left:-9px;top:100px">left</p>
    <p style="position:absolute;left:20px;top:200px">under</p><p style="position:absolute;left:25px;top:205px">over</p>
    <div style="width:30px;overflow:hidden;white-space:nowrap">clipped text</div>
    <svg role="img" width="50" height="20" style="display:block;margin-top:40px"><text x="40" y="10">chart</text></svg>`);
  expect(await layoutProblems(page)).toEqual([
    'scrolls sideways: 500 px',
    'outside the page: left',
    'overlap: under / over',
    'cut off in a chart: chart',
    'cut off: DIV clipped text',
  ]);
  await page.close();
});

test('planted mistakes of access are all found', async () => {
  const page = await open(
    `<h1>a</h1><h3>b</h3><input id="x" style="height:24px"><p id="x">twice</p><a href="/"></a><svg></svg>
    <section><div class="sn-chart"></div></section><table><tr><th>head</th></tr></table>
    <p style="color:#999">pale</p><p aria-describedby="gone">d</p><fieldset></fieldset><button style="height:9px">b</button>`,
    '',
  );
  expect((await accessProblems(page)).toSorted()).toEqual(
    [
      'no title',
      '0 × main',
      'heading 2 skips a level: h3',
      'id twice: x',
      'P d: aria-describedby leads nowhere: gone',
      'no label: INPUT x',
      'fieldset without legend',
      'no name: A ',
      'picture without a text',
      'chart without a table',
      'table without caption',
      'table head without scope',
      'small target: BUTTON b',
      'contrast 2.85: P pale',
    ].toSorted(),
  );
  await page.close();
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composePlaybook } from '../compose/compose.ts';
import { playbookOf } from '../read/playbook.ts';
import { both, playbookFrom, todo } from '../testing/playbooks.ts';
import { randomSource } from '../testing/random-source.ts';
import { layoutPlaybook } from './layout.ts';
import { manualOf } from './manual.ts';
import { drawPages, drawPlaybook } from './svg.ts';
import { emsOf, wrapText } from './wrap.ts';

test('PB60 no two boxes overlap, everything lies on the sheet, edges begin and end at their boxes', () => {
  fc.assert(
    fc.property(randomSource, (source) => {
      const { nodes, edges, width, height } = layoutPlaybook(playbookOf(composePlaybook(source)), 'ja');
      for (const a of nodes) {
        expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= width && a.y + a.height <= height).toBe(true);
        for (const b of nodes)
          if (a !== b)
            expect(
              a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y,
            ).toBe(true);
      }
      const box = new Map(nodes.map((node) => [node.id, node]));
      for (const { from, to, points, kind } of edges) {
        const [a, b] = [box.get(from)!, box.get(to)!];
        const [[x, y], end] = [points[0], points[points.length - 1]];
        expect([x >= a.x && x <= a.x + a.width, y]).toEqual([true, a.y + a.height]);
        if (kind === 'back') expect(end[0]).toBeCloseTo(b.x + b.width, 0);
        else expect([end[0] >= b.x && end[0] <= b.x + b.width, end[1], b.y > a.y]).toEqual([true, b.y, true]);
      }
    }),
    { numRuns: 100 },
  );
});

test('PB60 every step is drawn once, and every box but the first is led to', () => {
  fc.assert(
    fc.property(randomSource, (source) => {
      const playbook = playbookOf(composePlaybook(source));
      const { nodes, edges } = layoutPlaybook(playbook, 'en');
      const ids = nodes.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const step of playbook.steps.values()) if (step.type !== 'end') expect(ids).toContain(step.id);
      for (const id of ids.slice(1)) expect(edges.some(({ to }) => to === id)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('PB61 equal playbooks, equal bytes; text of the file is never markup', async () => {
  const playbook = await playbookFrom([todo('<script>alert("1")</script> & \u202e漢字')]);
  const svg = drawPlaybook(playbook, 'ja');
  expect(drawPlaybook(playbook, 'ja')).toBe(svg);
  expect(svg).not.toMatch(/<script|\u202e/);
  expect(svg).toContain('&lt;script&gt;');
});

test('PB61 Japanese is wrapped: no line is too long, begins with a full stop or ends with an open bracket', () => {
  const text =
    '「漏えい」とは、外部に流出すること。個人情報（氏名、住所など）を含むCSVファイルを誤って送信した場合も当たる。';
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 20 }), (ems) => {
      const lines = wrapText(text, ems);
      expect(lines.join('')).toBe(text);
      for (const line of lines) expect(emsOf(line)).toBeLessThanOrEqual(ems + 1);
      for (const line of lines.slice(1)) expect(line).not.toMatch(/^[、。」）]/);
    }),
  );
});

test('PB62 pages are cut between rows and show all of the drawing', async () => {
  const playbook = await playbookFrom(Array.from({ length: 30 }, (_, i) => todo(`手順 ${i}`)));
  const layout = layoutPlaybook(playbook, 'ja');
  const pages = drawPages(playbook, 'ja', { most: 800, ratio: 1.3 });
  expect(pages.length).toBe(Math.ceil(layout.height / 800));
  const views = pages.map((svg) =>
    (/viewBox="0 ([\d.]+) [\d.]+ ([\d.]+)"/.exec(svg) ?? []).slice(1).map(Number),
  );
  let next = 0;
  for (const [top, height] of views) {
    expect(top).toBe(next);
    next = top + height;
    for (const { y, height: own } of layout.nodes) expect(y >= next || y + own <= next).toBe(true);
  }
  expect(next).toBe(layout.height);
});

test('PB63 the manual numbers steps as the flowchart does and says where each leads', async () => {
  const playbook = await playbookFrom(
    [
      todo('one', { duties: ['jp-police'], capture: [both('memory')], consent: 'insurer', how: both('how') }),
      { if: '__a__:value = true', name: both('if'), yes: [todo('two')], no: [todo('three')] },
      { together: [[todo('four')], [todo('five')]], name: both('fork') },
    ],
    { __a__: ['bool'] },
  );
  const manual = manualOf(playbook);
  const numbers = layoutPlaybook(playbook, 'en').nodes.flatMap(({ number, text }) =>
    number ? [[number, text.en]] : [],
  );
  expect(manual.steps.map(({ number, name }) => [number, name.en])).toEqual(numbers);
  expect(manual.steps[0]).toMatchObject({
    duties: ['jp-police'],
    insurerFirst: true,
    capture: [both('memory')],
    who: { ja: '全員' },
  });
  expect(manual.steps[1].next).toMatchObject([
    { label: { en: 'yes' }, to: { en: '3' } },
    { label: { en: 'no' }, to: { en: '4' } },
  ]);
  expect(manual.questions).toEqual([both('__a__?')]);
});

import { readFileSync } from 'node:fs';
import { checkPlaybook, manualOf } from '@sonae/incident/playbook';
import { expect, test } from 'vitest';
import { pdfText } from '../testing/pdf-text.ts';
import { playbookManualPdf } from './index.ts';

const PAGE = /\/Type\s*\/Page\b/g;

/** The text of every page, without spaces. The reader takes the first page it finds, so those before are hidden from it. */
function pagesOf(pdf: Uint8Array): string[] {
  const source = Buffer.from(pdf).toString('latin1');
  return [...source.matchAll(PAGE)].map(({ index }) => {
    const hidden = source.slice(0, index).replace(PAGE, (found) => ' '.repeat(found.length));
    return pdfText(Buffer.from(hidden + source.slice(index), 'latin1')).replace(/[\s\u200b]/g, '');
  });
}

const read = async (change: (text: string) => string = (text) => text) => {
  const text = change(readFileSync('examples/playbooks/mis-sent-mail.json', 'utf8'));
  const { playbook } = await checkPlaybook(text);
  return playbook!;
};

test.each(['ja', 'en'] as const)(
  'D60 every step, what to capture and what to find out is on paper: %s',
  async (language) => {
    const playbook = await read();
    const text = pagesOf(await playbookManualPdf(playbook, language)).join('');
    const { steps, questions, title } = manualOf(playbook);
    const said = [
      title,
      ...questions,
      ...steps.flatMap(({ name, how, capture, who }) => [name, how, who, ...capture]),
    ];
    for (const words of said) if (words) expect(text).toContain(words[language].replace(/\s/g, ''));
    expect(text).toContain('jp-pmark-prelim');
  },
);

test('D61 equal playbooks, equal bytes: PDF/A-2b without a clock', async () => {
  const playbook = await read();
  const [a, b] = [await playbookManualPdf(playbook, 'ja'), await playbookManualPdf(playbook, 'ja')];
  expect(Buffer.compare(a, b)).toBe(0);
  const source = Buffer.from(a).toString('latin1');
  expect(source).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>');
  expect(source).not.toMatch(/CreationDate|ModDate|CreateDate/);
});

test('D62 hostile text comes out as text; a character without a glyph is explained', async () => {
  const hostile = '#panic(1) $x$ <b>&amp; 😀';
  const playbook = await read((text) => text.replaceAll('送信を取り消す（システムでできるもの）', hostile));
  const text = pagesOf(await playbookManualPdf(playbook, 'ja')).join('');
  expect(text).toContain('#panic(1)$x$<b>&amp;〓');
  expect(text).toContain('書体にない');
});

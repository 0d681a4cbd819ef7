import type { Assessment } from '@sonae/assessment';
import { writeWhole } from './disk.ts';
import type { Terminal } from './terminal.ts';

/** Writes the one page. */
export async function writeReport(
  file: string,
  kind: 'pdf' | 'html',
  assessment: Assessment,
  terminal: Terminal,
): Promise<void> {
  const { onePageHtml, onePagePdf } = await import('@sonae/documents');
  const { language } = terminal;
  const content =
    kind === 'pdf'
      ? await onePagePdf(assessment, { language })
      : await onePageHtml(assessment, { language, fonts: 'embed' });
  await writeWhole(file, content);
  terminal.error(terminal.say({ ja: `${file} を書きました。`, en: `Wrote ${file}.` }));
}

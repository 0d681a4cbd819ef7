import type { Assessment } from '@sonae/assessment';
import { writeWhole } from './disk.ts';
import type { Terminal } from './terminal.ts';

export type ReportKind = 'pdf' | 'html';

/** What a report is written as, by the ending of its name. */
export function reportKind(file: string): ReportKind | undefined {
  return /\.pdf$/i.test(file) ? 'pdf' : /\.html?$/i.test(file) ? 'html' : undefined;
}

/** Writes the one page. @throws FileError; rejects with the reason of the signal when stopped */
export async function writeReport(
  file: string,
  kind: ReportKind,
  assessment: Assessment,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const { onePageHtml, onePagePdf } = await import('@sonae/documents');
  const { language } = terminal;
  const content =
    kind === 'pdf'
      ? await onePagePdf(assessment, { language })
      : await onePageHtml(assessment, { language, fonts: 'embed' });
  await letSignalsThrough();
  await writeWhole(file, content, signal);
}

/** Typesetting holds the process for a second; a Ctrl-C pressed meanwhile is heard only now. */
function letSignalsThrough(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { pageStyleSheet } from '@sonae/documents';

/** The style sheet of the documents with that of the form behind it, at an address that changes with it. */
export type Style = { readonly text: string; readonly address: string };

let style: Promise<Style> | undefined;

/** Read once: it does not change while the server runs. */
export function styleSheet(): Promise<Style> {
  style ??= load();
  return style;
}

async function load(): Promise<Style> {
  const own = await readFile(new URL('../assets/form.css', import.meta.url), 'utf8');
  const text = `${await pageStyleSheet()}\n${own}`;
  const digest = createHash('sha256').update(text).digest('base64url').slice(0, 12);
  return { text, address: `/style.css?${digest}` };
}

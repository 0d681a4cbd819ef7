import type { Language } from '@sonae/core';
import { html, type Markup } from '@sonae/documents';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type Message, messageBody } from './pages.ts';
import { SHELL_END, type Shell, shellStart } from './shell.ts';
import { styleSheet } from './style.ts';
import { inPieces, within } from './waiting.ts';
import { WORDS } from './words.ts';

/** What stands below the head of a page, and the status it is sent with (200). */
export type Page = { readonly body: Markup; readonly status?: ContentfulStatusCode };

export type Head = Pick<Shell, 'title' | 'other'>;

/** What takes longer is announced. */
const PATIENCE_MS = 300;

/** The language a page was asked for in. */
export function languageOf(c: Context): Language {
  return c.req.query('lang') === 'en' ? 'en' : 'ja';
}

/** Answers with a page. */
export async function reply(c: Context, head: Head, { body, status = 200 }: Page): Promise<Response> {
  return c.html(html`${await startOf(c, head)}${body}${SHELL_END}`.toString(), status);
}

/**
 * Answers with a page as soon as it is made. One that takes its time is announced on the page itself and follows in the same
 * answer, which then is a 200 whatever comes of it.
 *
 * @param failed the body where the work failed after it was announced
 */
export async function replyWhenReady(
  c: Context,
  head: Head,
  work: Promise<Page>,
  failed: (error: unknown) => Markup,
): Promise<Response> {
  const early = await within(work, PATIENCE_MS);
  if (early) return reply(c, head, early);
  const { waiting } = WORDS[languageOf(c)];
  const first = html`${await startOf(c, head)}<p class="sv-wait" role="status">${waiting}</p>\n`;
  const rest = work.then(({ body }) => body, failed).then((body) => html`${body}${SHELL_END}`.toString());
  c.header('content-type', 'text/html; charset=UTF-8');
  return c.body(inPieces([first.toString(), rest]));
}

/** Answers with a page that only says something. */
export function replyMessage(c: Context, message: Message, status: ContentfulStatusCode): Promise<Response> {
  const language = languageOf(c);
  const { title } = WORDS[language].messages[message];
  return reply(c, { title, other: 'link' }, { body: messageBody(language, message), status });
}

async function startOf(c: Context, head: Head): Promise<Markup> {
  return shellStart({ ...head, language: languageOf(c), style: (await styleSheet()).address });
}

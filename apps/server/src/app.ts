import type { Language } from '@sonae/core';
import { fontFile } from '@sonae/documents';
import type { Assessment, AssessmentOutcome } from '@sonae/operations';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { type Answers, problemsOf, readForm, valuesOf } from './answers.ts';
import { headers, knownHost, ownForms } from './guard.ts';
import { homeBody, mendingBody, messageBody, resultBody } from './pages.ts';
import { languageOf, type Page, reply, replyMessage, replyWhenReady } from './reply.ts';
import { FAVICON } from './shell.ts';
import { styleSheet } from './style.ts';
import { WORDS } from './words.ts';

/** What the server needs to know and to be able to do. */
export type ServerPorts = {
  /** The finished example in a language. */
  readonly example: (language: Language) => Promise<Assessment>;
  /** Assesses the answers of a form. The signal says that nobody waits for the result any more. */
  readonly assess: (answers: Answers, language: Language, signal: AbortSignal) => Promise<AssessmentOutcome>;
  /** Names under which the server may be called. */
  readonly hosts: readonly string[];
  /** Says that the server stops. */
  readonly stopping?: AbortSignal;
};

/** A form is small; anything larger is not ours. */
const MOST_BYTES = 64 * 1024;
const DAY = 'public, max-age=86400';

/** The HTTP face: the page with the five questions. Needs no script in the browser. */
export function createApp({ example, assess, hosts, stopping }: ServerPorts): Hono {
  const app = new Hono();
  app.use(headers, knownHost(hosts), ownForms);

  app.get('/', (c) => {
    const language = languageOf(c);
    c.header('cache-control', 'no-cache');
    const page = example(language).then(async (company): Promise<Page> => {
      return { body: await homeBody(language, company) };
    });
    return replyWhenReady(c, { other: 'link' }, page, (error) => {
      console.error(error);
      return messageBody(language, 'failure');
    });
  });

  const limit = bodyLimit({ maxSize: MOST_BYTES, onError: (c) => replyMessage(c, 'tooMuch', 413) });
  app.post('/check', limit, async (c) => {
    const language = languageOf(c);
    c.header('cache-control', 'no-store');
    const form = await c.req.formData().catch(() => undefined);
    if (!form) return replyMessage(c, 'unreadable', 400);
    return check(c, valuesOf(form), language);
  });
  // Where a reader comes back to after a result.
  app.get('/check', (c) => c.redirect('/', 303));

  async function check(c: Context, values: ReturnType<typeof valuesOf>, language: Language) {
    const { answers, problems } = readForm(values, language);
    const { mend, result, problems: words } = WORDS[language];
    if (problems.length > 0) {
      const head = { title: mend(problems.length), other: 'form' } as const;
      return reply(c, head, { body: mendingBody({ values, problems, language }), status: 422 });
    }
    const signal = AbortSignal.any([c.req.raw.signal, ...(stopping ? [stopping] : [])]);
    const page = assess(answers, language, signal).then(async ({ assessment, issues }): Promise<Page> => {
      const outcome = { assessment, problems: problemsOf(issues, language) };
      const body = await resultBody(language, { values, answers }, outcome);
      return { body, status: assessment ? 200 : 422 };
    });
    return replyWhenReady(c, { title: result, other: 'form' }, page, (error) => {
      if (!signal.aborted) console.error(error);
      const text = signal.aborted ? words.stopped : words.failed;
      return mendingBody({ values, problems: [{ text }], language });
    });
  }

  app.get('/fonts/:name', async (c) => {
    const file = await fontFile(c.req.param('name'));
    if (!file) return c.notFound();
    return c.body(file.bytes as Uint8Array<ArrayBuffer>, 200, {
      'content-type': file.contentType,
      'cache-control': DAY,
    });
  });
  app.get('/style.css', async (c) => {
    const { text } = await styleSheet();
    return c.body(text, 200, { 'content-type': 'text/css; charset=utf-8', 'cache-control': DAY });
  });
  app.get('/favicon.svg', (c) =>
    c.body(FAVICON, 200, { 'content-type': 'image/svg+xml', 'cache-control': DAY }),
  );

  app.get('/healthz', (c) => c.text('ok\n'));
  app.notFound((c) => replyMessage(c, 'notFound', 404));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    if (stopping?.aborted || c.req.raw.signal.aborted) return replyMessage(c, 'stopped', 503);
    console.error(error);
    return replyMessage(c, 'failure', 500);
  });
  return app;
}

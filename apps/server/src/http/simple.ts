import type { Language } from '@sonae/core';
import { fontFile } from '@sonae/documents';
import type { Assessment, AssessmentOutcome } from '@sonae/operations';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { answersOf, type FormValues } from '../form.ts';
import { page } from '../pages.ts';

/** What the page with the five questions needs to be able to do. */
export type SimplePorts = {
  /** The finished example in a language. */
  readonly example: (language: Language) => Promise<Assessment>;
  readonly assess: (
    answers: Readonly<Record<string, unknown>>,
    language: Language,
  ) => Promise<AssessmentOutcome>;
};

/** A form is small; anything larger is not ours. */
const MOST_BYTES = 64 * 1024;

/** The page with the five questions. Needs no script in the browser. */
export function simplePages({ example, assess }: SimplePorts): Hono {
  const app = new Hono();
  app.get('/', async (c) => {
    const language = languageOf(c.req.query('lang'));
    const assessment = await example(language);
    return c.html(await page({ language, values: {}, issues: [], assessment, isExample: true }));
  });

  app.post('/check', bodyLimit({ maxSize: MOST_BYTES }), async (c) => {
    const language = languageOf(c.req.query('lang'));
    const values = valuesOf(await c.req.formData());
    const { assessment, issues } = await assess(answersOf(values), language);
    const content = await page({ language, values, issues, assessment, isExample: false });
    return c.html(content, assessment ? 200 : 422);
  });

  app.get('/fonts/:name', async (c) => {
    const file = await fontFile(c.req.param('name'));
    if (!file) return c.notFound();
    return c.body(file.bytes as Uint8Array<ArrayBuffer>, 200, {
      'content-type': file.contentType,
      'cache-control': 'public, max-age=86400',
    });
  });
  return app;
}

function languageOf(query: string | undefined): Language {
  return query === 'en' ? 'en' : 'ja';
}

/** Form fields by name; those given several times as a list. Files are nobody's answer. */
function valuesOf(form: FormData): FormValues {
  const values: Record<string, string | string[]> = {};
  for (const name of new Set(form.keys())) {
    const all = form.getAll(name).filter((value): value is string => typeof value === 'string');
    values[name] = all.length === 1 ? all[0] : all;
  }
  return values;
}

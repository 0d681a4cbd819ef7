import type { Assessment } from '@sonae/assessment';
import type { Company } from '@sonae/register';
import { checkCompany } from '@sonae/register';
import { knowledgeVocabulary } from '@sonae/register/knowledge';
import { digestOf, schema } from '@sonae/store';
import { and, desc, eq } from 'drizzle-orm';
import { formInput } from '../answers-input.ts';
import type { OperationContext, Simulation } from '../house/context.ts';
import { Busy } from '../house/context.ts';
import { os } from '../house/implement.ts';
import { invalid, refusal } from '../house/refusals.ts';
import { companyFrom, inputOf, withoutPersonal } from '../house/stored.ts';
import { jnsa as jnsaFormula } from '../jnsa.ts';
import { registerTemplate } from '../register.ts';
import { present } from './companies.ts';
import { fileOf } from './files.ts';

const { assessments: table } = schema;

type Run = Omit<Simulation, 'command'>;
const command = (what: string, { years, seed, returnPeriod }: Run) =>
  `sonae ${what} --years ${years} --seed ${seed} --return-period ${returnPeriod}`;

async function simulate(
  context: OperationContext,
  input: Parameters<OperationContext['assessor']>[0],
  options: Simulation,
  signal?: AbortSignal,
): Promise<Assessment> {
  try {
    return await context.assessor(input, options, signal);
  } catch (error) {
    throw error instanceof Busy ? refusal('BUSY') : error;
  }
}

export const answers = os.assess.answers.handler(async ({ context, input, signal }) => {
  const { answers: given, ...run } = input;
  const { input: found, issues } = await formInput(given, run.language);
  if (!found) throw invalid(issues);
  const options = { ...run, command: command('check --answers answers.yaml', run) };
  return { assessment: await simulate(context, found, options, signal), issues };
});

export const document = os.assess.document.handler(async ({ context, input, signal }) => {
  const { document: given, ...run } = input;
  const { company, issues } = companyFrom(given);
  const found = await context.inside((tx) => inputOf(tx, company, run.language));
  const options = { ...run, command: command('assess company.yaml', run) };
  return {
    assessment: await simulate(context, found.input, options, signal),
    issues: [...issues, ...found.issues],
  };
});

/** Assesses a kept register. What depends on the same input and is there already is not computed again. */
export const assess = os.companies.assess.handler(async ({ context, input, signal }) => {
  const { company: id, ...run } = input;
  const { row, found } = await context.inside(async (tx, note) => {
    const row = await present(context, tx, id);
    note({ subject: { kind: 'company', id }, detail: { version: row.version, ...run } });
    return { row, found: await inputOf(tx, withoutPersonal(row.document as Company), run.language) };
  });
  const { organisation } = context.access;
  const inputDigest = digestOf({
    programme: context.programme,
    ...found.input,
    liabilities: [...found.input.liabilities],
    returnPeriod: run.returnPeriod,
  });
  const same = and(
    eq(table.companyId, id),
    eq(table.inputDigest, inputDigest),
    eq(table.years, run.years),
    eq(table.seed, run.seed),
    eq(table.language, run.language),
  );
  const look = () => context.store.run(organisation, (tx) => tx.select().from(table).where(same));
  const shown = (kept: typeof table.$inferSelect, again: boolean) => ({
    id: kept.id,
    assessment: kept.result as Assessment,
    digest: kept.resultDigest,
    kept: again,
    issues: found.issues,
  });
  const [there] = await look();
  if (there) return shown(there, true);
  const options = { ...run, command: command('assess company.yaml', run) };
  const result = await simulate(context, found.input, options, signal);
  const [made] = await context.store.run(organisation, (tx) =>
    tx
      .insert(table)
      .values({
        organisationId: organisation,
        companyId: id,
        companyVersion: row.version,
        inputDigest,
        years: run.years,
        seed: run.seed,
        language: run.language,
        result,
        resultDigest: digestOf(result),
        writtenBy: context.principal.kind === 'user' ? context.principal.id : context.principal.kind,
      })
      .onConflictDoNothing()
      .returning(),
  );
  return shown(made ?? (await look())[0], made === undefined);
});

export const assessments = os.companies.assessments.handler(({ context, input }) =>
  context.inside(async (tx) => {
    const { id } = await present(context, tx, input.company);
    const rows = await tx
      .select()
      .from(table)
      .where(eq(table.companyId, id))
      .orderBy(desc(table.createdAt), desc(table.id))
      .limit(MOST_RESULTS);
    return {
      assessments: rows.map((row) => ({
        id: row.id,
        companyVersion: row.companyVersion,
        years: row.years,
        seed: row.seed,
        language: row.language,
        digest: row.resultDigest,
        headlines: (row.result as Assessment).headlines,
        createdAt: row.createdAt,
      })),
    };
  }),
);
const MOST_RESULTS = 50;

async function keptResult(context: OperationContext, input: { company: string; assessment: string }) {
  return context.inside(async (tx, note) => {
    await present(context, tx, input.company);
    const [row] = await tx
      .select()
      .from(table)
      .where(and(eq(table.id, input.assessment), eq(table.companyId, input.company)));
    if (!row) throw refusal('NOT_FOUND');
    note({ subject: { kind: 'assessment', id: row.id } });
    return row;
  });
}

export const assessment = os.companies.assessment.handler(async ({ context, input }) => {
  const row = await keptResult(context, input);
  return { assessment: row.result as Assessment, companyVersion: row.companyVersion };
});

export const page = os.companies.page.handler(async ({ context, input }) => {
  const row = await keptResult(context, input);
  const language = row.language === 'en' ? 'en' : 'ja';
  const { onePageHtml, onePagePdf } = await import('@sonae/documents');
  const content =
    input.format === 'pdf'
      ? await onePagePdf(row.result as Assessment, { language })
      : await onePageHtml(row.result as Assessment, { language, fonts: 'embed' });
  return fileOf(content, `sonae.${input.format}`);
});

export const jnsa = os.jnsa.handler(({ input }) => {
  const { answer, issues } = jnsaFormula(input);
  if (!answer) throw invalid(issues);
  return { answer, issues };
});

export const check = os.register.check.handler(({ input }) => {
  const { company, issues } = checkCompany(input.document, knowledgeVocabulary());
  return { ok: company !== undefined, company: company ?? null, issues };
});

export const template = os.register.template.handler(async () =>
  fileOf(await registerTemplate(), 'sonae-register.xlsx'),
);

import { hasErrors, type Issue } from '@sonae/core';
import type { Duty } from '@sonae/knowledge/duties';
import { loadDocument } from '@sonae/knowledge/loader';
import { compilePredicate } from '@sonae/predicate';
import type { Condition } from './condition.ts';
import { conditionOf } from './condition-tree.ts';
import { FACT_SCHEMA } from './fact-schema.ts';
import { countingsFile, reportsFile, rulesFile } from './schema.ts';
import type { LawSnapshot, Lift, Rule } from './snapshot.ts';

/** The texts of the data files by name. */
export type LawFiles = { readonly [file in 'rules.yaml' | 'countings.yaml' | 'reports.yaml']: string };

/**
 * Builds the snapshot from the data files and the duties of the knowledge base. Every id is resolved and every condition
 * compiled, so that what runs meets no mistake of ours.
 */
export function buildLaw(
  files: LawFiles,
  duties: readonly Duty[],
): { readonly law?: LawSnapshot; readonly issues: readonly Issue[] } {
  const rows = loadDocument(files['rules.yaml'], 'rules.yaml', rulesFile);
  const counts = loadDocument(files['countings.yaml'], 'countings.yaml', countingsFile);
  const reports = loadDocument(files['reports.yaml'], 'reports.yaml', reportsFile);
  const issues: Issue[] = [rows, counts, reports].flatMap((reading) => reading.issues);
  if (!rows.loaded || !counts.loaded || !reports.loaded) return { issues };

  const say = (file: string, path: string, what: string) =>
    issues.push({
      code: 'law.data',
      severity: 'error',
      file,
      path,
      message: { ja: what, en: what },
      hint: { ja: 'data/ のファイルを直してください。', en: 'Mend the file in data/.' },
    });
  const conditions: Record<string, Condition> = {};
  const compile = (path: string, source: string | undefined) => {
    if (source === undefined) return;
    issues.push(...compilePredicate(source, FACT_SCHEMA, { file: 'rules.yaml', path }).issues);
    const condition = conditionOf(source);
    if (condition) conditions[source] = condition;
    else say('rules.yaml', path, `${source} is more than facts, &&, ||, !, == and comparisons`);
  };

  const lifts = byId<Lift>(rows.loaded.data.lifts);
  for (const { id, claim, when } of rows.loaded.data.lifts) {
    compile(id, claim);
    compile(id, when);
  }
  const rules = rows.loaded.data.rules.map((row): Rule => {
    const duty = duties.find(({ id }) => id === row.duty);
    const id = row.id ?? row.duty ?? '';
    if (row.duty !== undefined && !duty) say('rules.yaml', id, `unknown duty ${row.duty}`);
    for (const lift of row.lifts ?? [])
      if (!Object.hasOwn(lifts, lift)) say('rules.yaml', id, `unknown lift ${lift}`);
    const about = row.own ?? duty;
    compile(id, row.given);
    for (const { code, when } of row.triggers) {
      compile(`${id}.${code}`, when);
      if (duty && !duty.triggers.some((trigger) => trigger.code === code))
        say('rules.yaml', id, `${row.duty} has no trigger ${code}`);
    }
    const { ja = '', en = '', jurisdiction = '', legalBasis = [], certainty = 'unverified' } = about ?? {};
    const title = row.suffix ? { ja: `${ja}・${row.suffix.ja}`, en: `${en}, ${row.suffix.en}` } : { ja, en };
    return {
      id,
      title,
      jurisdiction,
      basis: legalBasis,
      recipient: about?.recipient,
      certainty,
      who: row.who,
      sector: row.sector,
      optional: row.optional,
      counting: row.counting,
      given: row.given,
      triggers: row.triggers.map((trigger) => {
        const told = duty?.triggers.find(({ code }) => code === trigger.code);
        return { ...trigger, ...(told && { text: { ja: told.ja, en: told.en } }) };
      }),
      lifts: [...(row.lifts ?? []), ...(row.who === 'controller' ? ['processor'] : [])],
      start: row.start ?? 'learnedAt',
      doneBy: row.doneBy,
      from: row.from ?? duty?.effectiveFrom,
      to: row.to ?? duty?.effectiveTo,
      note: row.ja !== undefined && row.en !== undefined ? { ja: row.ja, en: row.en } : undefined,
    };
  });

  const countings = byId(counts.loaded.data.countings);
  for (const { id, counting } of rules)
    if (!Object.hasOwn(countings, counting)) say('rules.yaml', id, `unknown counting ${counting}`);
  for (const { id } of duties) {
    const listed = rows.loaded.data.rules.some(({ duty }) => duty === id);
    if (listed === rows.loaded.data.unlisted.includes(id))
      say('rules.yaml', id, 'every duty is either a rule or unlisted');
  }
  for (const id of twice(rules.map((rule) => rule.id))) say('rules.yaml', id, 'two rules of one id');

  const items = byId(reports.loaded.data.items);
  const reportOf: Record<string, LawSnapshot['reports'][string]> = {};
  for (const { rules: ids, known = false, items: names } of reports.loaded.data.reports) {
    for (const name of names)
      if (!Object.hasOwn(items, name)) say('reports.yaml', name, `unknown item ${name}`);
    for (const id of ids) {
      if (!rules.some((rule) => rule.id === id)) say('reports.yaml', id, `unknown rule ${id}`);
      if (Object.hasOwn(reportOf, id)) say('reports.yaml', id, 'two reports of one rule');
      reportOf[id] = { known, items: names.map((name) => items[name]) };
    }
  }
  if (hasErrors(issues)) return { issues };
  const asOf =
    duties
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? '';
  return { law: { asOf, rules, conditions, countings, lifts, reports: reportOf }, issues };
}

function byId<T extends { readonly id: string }>(rows: readonly T[]): { [id: string]: T } {
  return Object.fromEntries(rows.map((row) => [row.id, row]));
}

function twice(ids: readonly string[]): string[] {
  return ids.filter((id, i) => ids.indexOf(id) < i);
}

import { hasErrors, type Instant, type Issue, isCivilDate, sortIssues, startOfDay } from '@sonae/core';
import type { Source } from '@sonae/register';
import { readYamlTree } from '@sonae/register/yaml';
import { TRUTHS } from '../fact-schema.ts';
import { type Facts, type NoticeTerm, TIMES } from '../facts.ts';
import { checkFacts, isCountable } from './check.ts';
import { explain, type Report, reporter } from './explain.ts';
import { type FactsFile, factsFile } from './schema.ts';

export { type FactsFile, factsFile, factsJsonSchema } from './schema.ts';

/** Facts as read, or why there are none; warnings stand beside facts. */
export type FactsReading = { readonly facts?: Facts; readonly issues: readonly Issue[] };

/** For values that come from no file. */
const NO_SOURCE: Source = { place: () => ({}) };

/** Reads a file of facts, YAML or JSON (事実を読む). All mistakes at once, each at its line and column. */
export function readFacts(input: string | Uint8Array, file: string): FactsReading {
  const { tree, source, issues } = readYamlTree(input, file);
  if (tree === undefined) return { issues: sortIssues(issues) };
  const read = parseFacts(tree, source);
  const all = sortIssues([...issues, ...read.issues]);
  return hasErrors(all) ? { issues: all } : { facts: read.facts, issues: all };
}

/** The same for plain values that come from no file, such as the body of a request. */
export function parseFacts(tree: unknown, source: Source = NO_SOURCE): FactsReading {
  const issues: Issue[] = [];
  const report = reporter(source, issues);
  const parsed = factsFile.safeParse(tree, { reportInput: true });
  if (!parsed.success) explain(parsed.error, factsFile, report);
  // What is well written is checked all the same, so that one reading tells everything.
  const facts = factsOf(parsed.success ? parsed.data : withoutMistakes(tree, parsed.error.issues), report);
  if (facts) checkFacts(facts, report);
  const sorted = sortIssues(issues);
  return hasErrors(sorted) || !facts ? { issues: sorted } : { facts, issues: sorted };
}

/** The top-level fields nothing is wrong with. */
function withoutMistakes(
  tree: unknown,
  mistakes: readonly { readonly path: readonly PropertyKey[]; readonly keys?: unknown }[],
): FactsFile | undefined {
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) return undefined;
  const bad = mistakes.flatMap(({ path, keys }) =>
    path.length > 0 ? [path[0]] : ((keys as string[]) ?? []),
  );
  const rest = Object.fromEntries(Object.entries(tree).filter(([key]) => !bad.includes(key)));
  return factsFile.safeParse(rest).data;
}

function factsOf(file: FactsFile | undefined, report: Report): Facts | undefined {
  if (!file) return undefined;
  const time = (path: readonly string[], text: string | null | undefined): Instant | undefined => {
    if (text === undefined || text === null || text === 'unknown') return undefined;
    const instant = instantOf(text);
    if (!Number.isNaN(instant) && isCountable(instant)) return instant;
    report({
      code: 'time',
      path,
      message: {
        ja: `「${text}」は数えられる日時ではありません。`,
        en: `${text} is no time that can be counted.`,
      },
      hint: {
        ja: '暦にある、1970年から2049年までの日時を書きます。',
        en: 'Write a time the calendar has, from 1970 to 2049.',
      },
    });
    return undefined;
  };
  const { triggers, done, report: texts } = file;
  return compact({
    ...Object.fromEntries(TIMES.map((name) => [name, time([name], file[name])])),
    ...Object.fromEntries(TRUTHS.map((name) => [name, truthOf(file[name])])),
    role: known(file.role),
    persons: personsOf(file.persons),
    triggersMetAt:
      triggers &&
      Object.fromEntries(
        Object.entries(triggers).map(([name, met]) => [name, time(['triggers', name, 'metAt'], met?.metAt)]),
      ),
    sectors: file.sectors ?? undefined,
    jurisdictions: file.jurisdictions ?? undefined,
    contracts: file.contracts?.map(termOf),
    policies: file.policies?.map(termOf),
    done:
      done &&
      compact(Object.fromEntries(Object.entries(done).map(([id, at]) => [id, time(['done', id], at)]))),
    report: texts && compact(texts),
  }) as Facts;
}

/** A time with its zone, or a date, which begins at midnight in Japan: the earliest it can have been. */
export function instantOf(text: string): Instant {
  const date = text.slice(0, 10);
  if (!isCivilDate(date)) return Number.NaN;
  return text.length === 10 ? startOfDay(text) : Date.parse(text);
}

type Written = boolean | 'yes' | 'no' | 'unknown' | null | undefined;

function truthOf(written: Written): boolean | undefined {
  if (written === null || written === undefined || written === 'unknown') return undefined;
  return written === true || written === 'yes';
}

function known<T extends string>(value: T | 'unknown' | null | undefined): Exclude<T, 'unknown'> | undefined {
  return value === null || value === 'unknown' ? undefined : (value as Exclude<T, 'unknown'>);
}

function personsOf(written: FactsFile['persons']): Facts['persons'] {
  if (written === null || written === undefined || written === 'unknown') return undefined;
  if (typeof written === 'number') return { least: written, most: written };
  const number = (bound: number | 'unknown' | null | undefined) =>
    typeof bound === 'number' ? bound : undefined;
  return compact({ least: number(written.atLeast) ?? 0, most: number(written.atMost) });
}

function termOf({ immediately, ...term }: NonNullable<FactsFile['contracts']>[number]): NoticeTerm {
  return compact({ ...term, immediately: truthOf(immediately) });
}

/** Without fields that hold nothing: absent is unknown. */
function compact<T extends object>(row: T): T {
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== undefined && value !== null),
  ) as T;
}

import { hasErrors, type Issue, sortIssues } from '@sonae/core';
import { type Answers, answersSchema, settleAnswers } from './answers.ts';
import { explainRefusal } from './check/schema.ts';
import { dropUnknown, resolveWords } from './check/words.ts';
import { isRecord, type Path } from './path.ts';
import { type Finding, issueOf } from './problem.ts';
import { duplicateKey } from './problems/document.ts';
import { groupOf } from './shape.ts';
import { NO_SOURCE, type Source } from './source.ts';
import { type Lexicon, lexiconOf, type Vocabulary } from './vocabulary.ts';

/** What a reading of answers yields: the answers where nothing is wrong with them, and everything worth saying. */
export type AnswersReading = { readonly answers?: Answers; readonly issues: readonly Issue[] };

/** Checks a tree of plain values as answers to the five questions; same discipline as {@link checkCompany}. */
export function checkAnswers(
  tree: unknown,
  vocabulary: Vocabulary,
  source: Source = NO_SOURCE,
): AnswersReading {
  const lexicon = lexiconOf(vocabulary);
  const schema = answersSchema(vocabulary);
  const shape = groupOf(schema, { ja: '回答', en: 'Answers' });
  const known = new Set(Object.keys(schema.shape.more.unwrap().shape));
  const { value: named, written, findings: twice } = controlsById(tree, known, lexicon, source);
  const words = resolveWords(shape, dropUnknown(shape, named), lexicon);
  const parsed = schema.safeParse(words.value);
  const back = asWritten(source, written);
  const findings = [
    ...(parsed.success ? [] : explainRefusal(parsed.error, shape, words.value, back)),
    ...words.findings,
    ...twice,
  ];
  const issues = sortIssues(findings.map((finding) => issueOf(finding, back)));
  if (!parsed.success || hasErrors(issues)) return { issues };
  return { answers: settleAnswers(parsed.data, vocabulary), issues };
}

/** Keys under `more` that name a control by its Japanese name or an alias, replaced by its id. */
function controlsById(tree: unknown, known: ReadonlySet<string>, lexicon: Lexicon, source: Source) {
  const written = new Map<string, string>();
  const findings: Finding[] = [];
  if (!isRecord(tree) || !isRecord(tree.more)) return { value: tree, written, findings };
  const more: Record<string, unknown> = Object.create(null);
  for (const [key, value] of Object.entries(tree.more)) {
    const id = known.has(key) ? key : (lexicon.idOf('controls', key) ?? key);
    if (Object.hasOwn(more, id)) {
      const first = source.place(['more', written.get(id) ?? id], 'key').line ?? 0;
      findings.push({ path: ['more', key], problem: duplicateKey(key, first) });
      continue;
    }
    more[id] = value;
    if (id !== key) written.set(id, key);
  }
  return { value: { ...tree, more }, written, findings };
}

/** The source with places found under the key that stands in the file. */
function asWritten(source: Source, written: ReadonlyMap<string, string>): Source {
  const back = (path: Path): Path => {
    const key = path[0] === 'more' ? written.get(String(path[1])) : undefined;
    return key === undefined ? path : ['more', key, ...path.slice(2)];
  };
  return {
    place: (path, part) => source.place(back(path), part),
    written: (path) => source.written?.(back(path)),
  };
}

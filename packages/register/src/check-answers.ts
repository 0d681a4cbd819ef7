import { hasErrors, type Issue, sortIssues } from '@sonae/core';
import { type Answers, answersSchema, settleAnswers } from './answers.ts';
import { checkKeys } from './check/keys.ts';
import { explainRefusal } from './check/schema.ts';
import { dropUnknown, resolveWords } from './check/words.ts';
import type { NamedFile } from './check-company.ts';
import { policyAnswer } from './fields.ts';
import { isRecord, type Path } from './path.ts';
import { type Finding, issueOf } from './problem.ts';
import { duplicateKey } from './problems/document.ts';
import { groupOf } from './shape.ts';
import { NO_SOURCE, type Source } from './source.ts';
import { type Lexicon, lexiconOf, type Vocabulary } from './vocabulary.ts';

/** What a reading of answers yields: the answers where nothing is wrong with them, and everything worth saying. */
export type AnswersReading = {
  readonly answers?: Answers;
  /** Set where the input could not be read as answers at all; the issues say why. */
  readonly unreadable?: true;
  /** The policy file named, also where something else is wrong, so that it can be looked at in the same go. */
  readonly policyFile?: NamedFile;
  readonly issues: readonly Issue[];
};

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
  const { value: byId, written, findings: twice } = controlsById(tree, known, lexicon, source);
  const keys = checkKeys(shape, byId, asWritten(source, written));
  const words = resolveWords(shape, dropUnknown(shape, keys.value), lexicon);
  const parsed = schema.safeParse(words.value);
  const findings = [
    ...(parsed.success ? [] : explainRefusal(parsed.error, shape, words.value, keys.source)),
    ...words.findings,
    ...twice,
    ...keys.findings,
  ];
  const issues = sortIssues(findings.map((finding) => issueOf(finding, keys.source)));
  const policyFile = policyFileOf(words.value, keys.source);
  const named = policyFile ? { policyFile } : {};
  if (!parsed.success || hasErrors(issues)) return { ...named, issues };
  return { answers: settleAnswers(parsed.data, vocabulary), ...named, issues };
}

function policyFileOf(tree: unknown, source: Source): NamedFile | undefined {
  const file = isRecord(tree) ? policyAnswer.safeParse(tree.policy) : undefined;
  return file?.success && !/^none$/i.test(file.data)
    ? { file: file.data, path: 'policy', place: source.place(['policy'], 'value') }
    : undefined;
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

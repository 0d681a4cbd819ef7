import { UNKNOWN } from './answers.ts';
import type { Question, QuestionGroup } from './question.ts';
import { AXIS_QUESTIONS, DECLARATION } from './questions.ts';

/** Asks one question; an empty text, an empty list or `unknown` means that nobody knows. */
export type Ask = (question: Question) => Promise<string | readonly string[]>;

/** Walks through the declaration page and the nineteen axes; the answers are checked when the draft is written. */
export async function collectAnswers(ask: Ask, begin: (group: QuestionGroup) => void): Promise<object> {
  const answers: Tree = {};
  begin(DECLARATION);
  for (const question of DECLARATION.questions) {
    // The edition of a form nobody named, or the end of a period without a beginning, is not asked for.
    if (
      question.path.length > 1 &&
      question.path[1] !== first(question.path[0]) &&
      answers[question.path[0]] === undefined
    )
      continue;
    put(answers, question.path, valueOfAnswer(question, await ask(question)));
  }
  const axes: Tree = {};
  for (const group of AXIS_QUESTIONS) {
    begin(group);
    const answer = await askGroup(ask, group);
    if (answer) axes[group.axis as string] = answer;
  }
  return { ...answers, axes };
}

type Tree = { [key: string]: unknown };

/** The first key of a pair on the declaration page. */
function first(key: string): string {
  return key === 'form' ? 'id' : 'from';
}

/** What is known of one axis; nothing where none of its questions was answered. The clause is asked last. */
async function askGroup(ask: Ask, { questions }: QuestionGroup): Promise<Tree | undefined> {
  const answer: Tree = {};
  const refused = new Set<string>();
  for (const question of questions) {
    const [head] = question.path;
    const isClause = head === 'clause';
    if (isClause && Object.keys(answer).length === 0) break;
    if (!isClause && (refused.has(head) || refused.has('state'))) continue;
    // Terms are asked for where the answer said there are some.
    if (!isClause && answer.state !== undefined && answer.state !== 'limited' && head !== 'state') continue;
    const value = valueOfAnswer(question, await ask(question));
    if (value === undefined) refused.add(head);
    else put(answer, question.path, value);
  }
  return Object.keys(answer).length > 0 ? answer : undefined;
}

/** An answer as the value the draft keeps; undefined where it is unknown. */
function valueOfAnswer({ kind, path }: Question, answer: string | readonly string[]): unknown {
  if (typeof answer !== 'string') {
    if (answer.length === 0) return undefined;
    return path.at(-1) === 'services' ? answer.map((area) => ({ area })) : answer;
  }
  const text = answer.normalize('NFKC').trim();
  if (text === '' || text === UNKNOWN) return undefined;
  const number = Number(text.replaceAll(/[,円%時間\s]/g, ''));
  switch (kind) {
    case 'yen':
      return text === 'unlimited' || text === '無制限' ? 'unlimited' : number;
    case 'hours':
      return number;
    case 'percent': {
      const share = Number((number / 100).toFixed(6));
      return path.at(-1) === 'list' ? [{ id: 'security', rate: share }] : share;
    }
    default:
      return path.at(-1) === 'bought' ? text.split(/[,、]\s*/) : answer.trim();
  }
}

function put(tree: Tree, path: readonly string[], value: unknown): void {
  if (value === undefined) return;
  const [head, ...rest] = path;
  if (rest.length === 0) tree[head] = value;
  else {
    const inner = (tree[head] ?? {}) as Tree;
    put(inner, rest, value);
    tree[head] = inner;
  }
}

import { type Issue, say } from '@sonae/core';
import { compilePredicate } from '@sonae/predicate';
import { formatPath, type Path, type Source } from '@sonae/register';
import { factSchemaOf, wordsOf } from '../predicates.ts';
import type { Report } from '../read/report.ts';
import type { Policy } from '../schema/index.ts';

/** Predicates are checked as they are loaded: a typo is refused, not taken for unknown. A word nobody uses is noted. */
export function checkPredicates(policy: Policy, source: Source, found: Issue[], report: Report): void {
  const words = wordsOf(policy).map((word) => word.id);
  const used = new Set<string>();
  const check = (text: string | undefined, path: Path, known: readonly string[] = words) => {
    if (text === undefined) return;
    const origin = { path: formatPath(path), ...source.place(path, 'value') };
    const { predicate, issues } = compilePredicate(text, factSchemaOf(known), origin);
    found.push(...issues);
    for (const read of predicate?.reads ?? []) used.add(read);
  };
  wordsOf(policy).forEach(({ id, when }, i) => {
    const own = policy.definitions?.[id];
    check(when, ['definitions', id, ...(typeof own === 'string' ? [] : ['when'])], words.slice(0, i));
  });
  policy.exclusions?.forEach((exclusion, i) => {
    check(exclusion.when, ['exclusions', i, 'when']);
    const { unless } = exclusion;
    if (Array.isArray(unless))
      for (const [j, text] of unless.entries()) check(text, ['exclusions', i, 'unless', j]);
    else check(unless, ['exclusions', i, 'unless']);
  });
  for (const [i, condition] of (policy.conditions ?? []).entries())
    check(condition.when, ['conditions', i, 'when']);
  for (const [p, part] of policy.parts.entries())
    for (const [h, head] of part.heads.entries()) check(head.notIf, ['parts', p, 'heads', h, 'notIf']);
  for (const word of words) {
    if (used.has(word)) continue;
    report({
      code: 'unused-definition',
      severity: 'warning',
      path: ['definitions', word],
      at: 'key',
      message: say(`定義「${word}」はどの条項でも使われていません。`, `No term uses the word ${word}.`),
      hint: say(
        '免責や条件の式の中で名前を書くと使われます。',
        'Exclusions and conditions use it by its name.',
      ),
    });
  }
}

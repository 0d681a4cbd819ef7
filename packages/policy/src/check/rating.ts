import { say } from '@sonae/core';
import { controlOf, industryOf } from '@sonae/knowledge';
import { applyRiders } from '../read/apply-riders.ts';
import type { Report } from '../read/report.ts';
import { type Policy, policy as policySchema } from '../schema/index.ts';

/** A tariff names industries and controls that exist, and every choice can be made without breaking the wording. */
export function checkRating(policy: Policy, report: Report): void {
  const { rating } = policy;
  if (rating === undefined) return;
  rating.factors?.forEach((factor, f) => {
    for (const name of Object.keys(factor.industries ?? {})) {
      if (industryOf(name)?.id !== name)
        unknown(report, ['rating', 'factors', f, 'industries', name], say('業種', 'industry'), name);
    }
    bands(factor.bands, ['rating', 'factors', f, 'bands'], report);
  });
  if (typeof rating.base !== 'number') bands(rating.base, ['rating', 'base'], report);
  rating.discounts?.list.forEach(({ controls }, d) => {
    controls?.forEach((name, c) => {
      if (!controlOf(name))
        unknown(report, ['rating', 'discounts', 'list', d, 'controls', c], say('対策', 'control'), name);
    });
  });
  rating.options?.forEach((option, o) => {
    for (const [c, choice] of option.choices.entries())
      checkChoice(policy, choice, ['rating', 'options', o, 'choices', c], report);
  });
}

function checkChoice(
  policy: Policy,
  choice: NonNullable<NonNullable<Policy['rating']>['options']>[number]['choices'][number],
  path: readonly (string | number)[],
  report: Report,
): void {
  const { tree } = applyRiders(
    policy,
    { ...policy, riders: [{ id: choice.id, changes: choice.changes }] },
    (mistake) => report({ ...mistake, path: [...path, ...mistake.path.slice(2)] }),
  );
  if (policySchema.safeParse(tree).success) return;
  report({
    code: 'choice',
    path: [...path, 'changes'],
    message: say(
      `選択肢「${choice.id}」を選ぶと証券として読めません。`,
      `With choice ${choice.id} this is no policy.`,
    ),
    hint: say('path の先の値の種類を確かめてください。', 'Check the kind of the values that are replaced.'),
  });
}

/** Bands rise, and the last one has no end. */
function bands(
  list: readonly { readonly upTo: number | 'unlimited' }[] | undefined,
  path: readonly (string | number)[],
  report: Report,
): void {
  const ends = list?.map(({ upTo }) => (upTo === 'unlimited' ? Number.POSITIVE_INFINITY : upTo));
  if (ends === undefined || ends.every((end, i) => i === 0 || end > ends[i - 1])) return;
  report({
    code: 'bands',
    path,
    message: say('区分が小さい順に並んでいません。', 'The bands do not rise.'),
    hint: say('upTo の小さい順に書いてください。', 'Write them in the order of upTo.'),
  });
}

function unknown(
  report: Report,
  path: readonly (string | number)[],
  what: { ja: string; en: string },
  name: string,
) {
  report({
    code: 'unknown-name',
    path,
    message: say(`${what.ja}「${name}」がありません。`, `There is no ${what.en} ${name}.`),
    hint: say('語彙の id で書いてください。', 'Write its id of the vocabulary.'),
  });
}

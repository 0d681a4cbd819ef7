import { acceptanceOf } from '../rating/eligibility.ts';
import { boughtParts, isLifted } from '../riders.ts';
import type { Policy } from '../schema/index.ts';
import { definitionReading } from './axes-causes.ts';
import { at, notStated, type Reading, reading } from './cell.ts';
import { isListed } from './listed.ts';
import { EXCLUSION, joinTexts, percentText, wordOf, yenText } from './words.ts';

/** What counts as personal information (個人情報の定義). */
export function personalReading(policy: Policy): Reading {
  if (isListed(policy, 'personal_information')) return notStated();
  const word = Object.keys(policy.definitions ?? {}).find((id) => /personal|個人情報/i.test(id));
  return (word === undefined ? undefined : definitionReading(policy, word)) ?? notStated();
}

/** Whether what happened before the cover began is in (始期前の漏えい). */
export function inceptionReading(policy: Policy): Reading {
  if (isListed(policy, 'before_inception')) return notStated();
  const parts = boughtParts(policy).filter((part) => part.trigger.retro !== undefined);
  const [part] = parts;
  if (!part) return notStated();
  const { retro, retroDate, src } = part.trigger;
  const source = at(`parts.${part.id}.trigger.retro`, src ?? part.src);
  switch (retro) {
    case 'since_first_inception':
      return reading(
        'not_covered',
        '最初の始期より後に起きたものだけ',
        'Only what happened after first inception',
        source,
      );
    case 'since_date':
      return reading(
        'limited',
        `${retroDate ?? '遡及日'} より後に起きたもの`,
        `Only what happened after ${retroDate ?? 'the retroactive date'}`,
        source,
      );
    case 'any_unless_known':
      return reading(
        'limited',
        '始期前に知っていたものを除き対象',
        'Covered unless known before inception',
        source,
      );
    default:
      return reading('covered', '始期前かどうかを問わない', 'Whenever it happened', source);
  }
}

/** What joining costs beside the premium (導入費用). */
export function joiningReading(policy: Policy): Reading {
  const cost = policy.rating?.onboardingCost ?? policy.premium?.onboardingCost;
  if (isListed(policy, 'joining_cost') || cost === undefined) return notStated();
  const { ja, en } = yenText(cost);
  const source = at('premium.onboardingCost', policy.premium?.src ?? policy.rating?.src);
  return cost === 0
    ? reading('covered', '導入費用なし', 'No cost of joining', source)
    : reading('limited', `導入費用 ${ja}`, `Joining costs ${en}`, source);
}

/** What good security takes off the premium (セキュリティ状況による割引). */
export function discountReading(policy: Policy): Reading {
  if (isListed(policy, 'security_discount')) return notStated();
  const { rating, premium } = policy;
  const discounts = rating?.discounts ?? premium?.discounts;
  if (!discounts || discounts.list.length === 0) return notStated();
  const texts = discounts.list.map(({ id, rate, ...rest }) => {
    const name = 'name' in rest && typeof rest.name === 'string' ? rest.name : id;
    return { ja: `${name} ${percentText(rate)}`, en: `${id} ${percentText(rate)}` };
  });
  const rule = { add: '合算', multiply: '連乗', best: '最大の一つ' }[discounts.combine];
  const cap = discounts.cap === undefined ? '' : `、上限${percentText(discounts.cap)}`;
  const { ja, en } = joinTexts(texts);
  const most = discounts.cap === undefined ? '' : `, cap ${percentText(discounts.cap)}`;
  return reading(
    'covered',
    `${ja}（${rule}${cap}）`,
    `${en} (${discounts.combine}${most})`,
    at(rating?.discounts ? 'rating.discounts' : 'premium.discounts', rating?.src ?? premium?.src),
  );
}

/** Who is not accepted (引受対象外の業種). */
export function acceptanceReading(policy: Policy): Reading {
  const { rules, edition } = acceptanceOf(policy, {});
  if (isListed(policy, 'not_accepted') || rules.length === 0) return notStated();
  const { ja, en } = joinTexts(rules.map((rule) => rule.text));
  return reading(
    'limited',
    edition ? `${ja}（${edition} 版）` : ja,
    edition ? `${en} (edition ${edition})` : en,
    at('eligibility', rules[0].source),
  );
}

/** Every exclusion with its clause (免責事由の一覧). */
export function exclusionsReading(policy: Policy): Reading {
  const exclusions = (policy.exclusions ?? []).filter((exclusion) => !isLifted(policy, exclusion));
  if (isListed(policy, 'exclusions') || exclusions.length === 0) return notStated();
  const texts = exclusions.map(({ id, unless, effect, parts, src }) => {
    const { ja, en } = wordOf(EXCLUSION, id);
    const marks = [
      effect === 'component' ? { ja: '部分', en: 'component' } : undefined,
      parts !== undefined && parts !== 'all' ? { ja: parts.join('・'), en: parts.join(', ') } : undefined,
      unless === undefined ? undefined : { ja: '例外あり', en: 'with a carve-back' },
      src?.clause === undefined ? undefined : { ja: src.clause, en: src.clause },
    ].filter((mark) => mark !== undefined);
    const inside = joinTexts(marks);
    return marks.length === 0 ? { ja, en } : { ja: `${ja}（${inside.ja}）`, en: `${en} (${inside.en})` };
  });
  const { ja, en } = joinTexts(texts);
  return reading('limited', ja, en, at('exclusions', exclusions.find(({ src }) => src)?.src));
}

import { headOf, supportAreaOf } from '@sonae/knowledge';
import { idsOf, slotsOfHead } from '../heads.ts';
import { isBought } from '../riders.ts';
import type { Part, PartHead, Policy } from '../schema/index.ts';
import { amountOfNode } from '../tree.ts';
import { at, notStated, type Reading, reading } from './cell.ts';
import { isListed } from './listed.ts';
import { exclusionsThatBite } from './probe.ts';
import { CONSENT, joinTexts, percentText, wordOf, yenText } from './words.ts';

/** A head of a part that pays a head of the vocabulary. */
type Paying = { readonly part: Part; readonly head: PartHead; readonly path: string };

/** How a wording pays a cost: in full, with terms of its own, not at all, or without saying. */
export function costReading(policy: Policy, id: string, axis: string): Reading {
  if (isListed(policy, axis, id)) return notStated();
  const [excluded] = exclusionsThatBite(policy, { cost: { head: id } });
  if (excluded) {
    return reading('not_covered', '免責', 'Excluded', at(`exclusions.${excluded.id}`, excluded.src));
  }
  const found = payingHeads(policy, id);
  const bought = found.find(({ part, head }) => isBought(policy, part) && isBought(policy, head));
  if (!bought) {
    const [offered] = found;
    if (offered) {
      const rider = offered.part.rider ?? offered.head.rider;
      return reading(
        'not_covered',
        `特約 ${rider} を付けていない`,
        `Rider ${rider} not bought`,
        at(offered.path, offered.head.src ?? offered.part.src),
      );
    }
    return notStated({ ja: '支払う費目の一覧に見当たらない', en: 'not among the heads that are paid' });
  }
  const { part, head, path } = bought;
  const terms = termsOf(policy, part, head);
  const source = at(path, head.src ?? part.src);
  if (terms.length === 0) return reading('covered', '対象', 'Paid', source);
  const { ja, en } = joinTexts(terms);
  return reading('limited', ja, en, source);
}

/** Heads of the parts that pay a head of the vocabulary, bought or not. */
function payingHeads(policy: Policy, id: string): Paying[] {
  const wanted = new Set(slotsOfHead(id));
  return policy.parts.flatMap((part) =>
    part.heads.flatMap((head): Paying[] => {
      const name = idsOf(head).find((one) =>
        (slotsOfHead(one, head.claimants) ?? []).some((slot) => wanted.has(slot)),
      );
      return name === undefined ? [] : [{ part, head, path: `parts.${part.id}.heads.${name}` }];
    }),
  );
}

/** The terms of a head beyond the limits of its part: percentage, own limits, caps, consent. */
function termsOf(policy: Policy, part: Part, head: PartHead) {
  const share = head.pct ?? part.pct ?? 1;
  const node = head.node === undefined ? undefined : amountOfNode(policy, head.node);
  const { person, corporation } = head.unitCap ?? {};
  return [
    ...(share < 1 ? [{ ja: `支払割合${percentText(share)}`, en: `${percentText(share)} of the cost` }] : []),
    ...[head.limit, node].flatMap((amount) => {
      if (typeof amount !== 'number') return [];
      const { ja, en } = yenText(amount);
      return [{ ja: `限度${ja}`, en: `up to ${en}` }];
    }),
    ...(person === undefined
      ? []
      : [{ ja: `1名${yenText(person).ja}まで`, en: `${yenText(person).en} a person` }]),
    ...(corporation === undefined
      ? []
      : [{ ja: `1法人${yenText(corporation).ja}まで`, en: `${yenText(corporation).en} a corporation` }]),
    ...(head.consent ? [wordOf(CONSENT, head.consent)] : []),
    ...(head.outsourcedOnly ? [{ ja: '外部に払った費用だけ', en: 'outside cost only' }] : []),
    ...(head.notIf ? [{ ja: `除く場合あり（${head.notIf}）`, en: `not if ${head.notIf}` }] : []),
  ];
}

/** Consulting (事故時のコンサルティング): services that come with the policy, or consultants it pays for. */
export function consultingReading(policy: Policy): Reading {
  if (isListed(policy, 'consulting')) return notStated();
  const advising = (policy.services ?? []).filter((service) => supportAreaOf(service.area)?.five);
  if (advising.length > 0) {
    const free = advising.some((service) => service.bearer === 'insurer');
    const names = advising.map((service) => {
      const area = supportAreaOf(service.area);
      return { ja: area?.ja ?? service.area, en: area?.en ?? service.area };
    });
    const { ja, en } = joinTexts(names);
    const [service] = advising;
    const source = at('services', service.src);
    if (service.condition)
      return reading('limited', `${ja}（利用が支払いの条件）`, `${en} (its use is a condition)`, source);
    return free
      ? reading('covered', `付帯サービス：${ja}`, `Services: ${en}`, source)
      : reading(
          'limited',
          `付帯サービス：${ja}（費用は損害額に算入）`,
          `Services: ${en} (the cost counts as loss)`,
          source,
        );
  }
  const heads = ['pr_consult', 'legal_advice'].map((id) => ({
    id,
    reading: costReading(policy, id, 'consulting'),
  }));
  const paid = heads.filter(({ reading: one }) => one.state === 'covered' || one.state === 'limited');
  if (paid.length === 0) return notStated();
  const { ja, en } = joinTexts(paid.map(({ id }) => headOf(id)!));
  return reading('limited', `費用として支払う：${ja}`, `Paid as a cost: ${en}`, paid[0].reading.source);
}

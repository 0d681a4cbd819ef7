import type { Facts, NoticeTerm } from './facts.ts';
import type { Counting, Rule } from './snapshot.ts';

/** A rule together with the ways to count it. */
export type Counted = { readonly rule: Rule; readonly countings: readonly Counting[] };

/** Notice clauses of contracts and policies as rules like those of the law (通知条項). */
export function termRules({ contracts = [], policies = [] }: Facts): Counted[] {
  return [
    ...contracts.map((term) => termRule('contract', term)),
    ...policies.map((term) => termRule('policy', term)),
  ];
}

const KINDS = {
  contract: { ja: '契約の通知条項', en: 'notice clause of contract' },
  policy: { ja: '保険の事故通知', en: 'notice under policy' },
};

function termRule(kind: keyof typeof KINDS, term: NoticeTerm): Counted {
  const title = { ja: `${KINDS[kind].ja} ${term.id}`, en: `${KINDS[kind].en} ${term.id}` };
  const countings = countingsOf(term);
  const rule: Rule = {
    id: `${kind}:${term.id}`,
    title,
    jurisdiction: kind,
    basis: [`${KINDS[kind].ja} ${term.id}`, ...countings.flatMap(({ basis }) => basis)],
    certainty: 'verified',
    counting: countings.map(({ id }) => id).join('+'),
    triggers: [{ code: kind.toUpperCase(), text: title }],
    lifts: [],
    start: 'learnedAt',
  };
  return { rule, countings };
}

function countingsOf({ noticeHours, noticeDays, immediately }: NoticeTerm): Counting[] {
  const countings: Counting[] = [];
  if (noticeHours !== undefined)
    countings.push({
      id: `hours-${noticeHours}`,
      kind: 'hours',
      amount: noticeHours,
      ja: `${noticeHours}時間。直ちに進み、休まない`,
      en: `${noticeHours} hours; they run at once and over weekends`,
      basis: ['民法139条'],
    });
  if (noticeDays !== undefined)
    countings.push({
      id: `civil-days-${noticeDays}`,
      kind: 'days',
      amount: noticeDays,
      firstDay: 'civil',
      ja: `${noticeDays}日（民法140条・141条。休日でも延びない）`,
      en: `${noticeDays} days by Civil Code 140 and 141, without roll-over`,
      basis: ['民法140条', '民法141条'],
    });
  if (immediately)
    countings.push({
      id: 'immediately',
      kind: 'none',
      urgency: 'immediately',
      ja: '直ちに（日数の定めなし）',
      en: 'immediately; no number of hours or days',
      basis: [],
    });
  return countings;
}

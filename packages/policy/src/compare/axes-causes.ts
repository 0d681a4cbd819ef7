import type { Facts } from '@sonae/predicate';
import { idsOf } from '../heads.ts';
import { boughtHeads, boughtParts } from '../riders.ts';
import { CLAIMANTS, type Definition, type Part, type PartHead, type Policy } from '../schema/index.ts';
import { at, notStated, type Reading, reading } from './cell.ts';
import { isListed } from './listed.ts';
import { exclusionsThatBite, wordThatNames } from './probe.ts';
import { CLAIMANT, EXCLUSION, joinTexts, ROLE, wordOf } from './words.ts';

/**
 * How a wording stands to a matter that is no head: excluded by a clause, named by a word of the wording, or passed
 * over in silence. That no exclusion bites is no statement.
 */
export function matterReading(policy: Policy, axis: string, facts: Facts): Reading {
  if (isListed(policy, axis)) return notStated();
  const [excluded] = exclusionsThatBite(policy, facts);
  if (excluded) {
    const { ja, en } = wordOf(EXCLUSION, excluded.id);
    const limited = excluded.parts !== undefined && excluded.parts !== 'all';
    const parts = limited ? `（${(excluded.parts as string[]).join('、')}）` : '';
    return reading(
      limited || excluded.unless ? 'limited' : 'not_covered',
      `免責：${ja}${parts}`,
      `Excluded: ${en}${parts}`,
      at(`exclusions.${excluded.id}`, excluded.src),
    );
  }
  return definitionReading(policy, axis) ?? namedBy(policy, wordThatNames(policy, facts)) ?? notStated();
}

/** What the wording says under a word of its own; the word is the id of the axis, or given. */
export function definitionReading(policy: Policy, word: string): Reading | undefined {
  const own = policy.definitions?.[word];
  if (own === undefined) return undefined;
  const text = textOf(own);
  const source = at(`definitions.${word}`, typeof own === 'string' ? undefined : own.src);
  if (typeof own !== 'string' && own.src?.state === 'not_stated') return notStated(undefined, source);
  return reading('covered', text, text, source);
}

function namedBy(policy: Policy, word: string | undefined): Reading | undefined {
  return word === undefined ? undefined : definitionReading(policy, word);
}

function textOf(own: Definition): string {
  return typeof own === 'string' ? own : (own.text ?? own.when ?? '');
}

/** Whose intent shuts the cover out, and whether negligence does (故意・過失). */
export function intentReading(policy: Policy): Reading {
  if (isListed(policy, 'intent')) return notStated();
  const asks = (role: string, fact: 'intent' | 'grossNegligence') =>
    exclusionsThatBite(policy, {
      actors: [{ role, intent: fact === 'intent', grossNegligence: fact === 'grossNegligence' }],
    });
  const roles = Object.keys(ROLE);
  const out = roles.filter((role) => asks(role, 'intent').length > 0);
  if (out.length === 0)
    return notStated({ ja: '故意の免責が見当たらない', en: 'no exclusion of intent found' });
  const [clause] = asks(out[0], 'intent');
  const gross = roles.flatMap((role) => asks(role, 'grossNegligence'))[0];
  const who = joinTexts(
    out.map((role) => ROLE[role]),
    '・',
    ', ',
  );
  const negligence = gross
    ? {
        ja: `重大な過失も免責（${parts(gross.parts)}）`,
        en: `gross negligence out too (${parts(gross.parts)})`,
      }
    : { ja: '過失は免責に当たらない', en: 'negligence is not excluded' };
  const staff = out.includes('employee')
    ? { ja: '従業員の故意も免責', en: 'intent of employees out too' }
    : { ja: '従業員の故意は免責に挙げていない', en: 'intent of employees not excluded' };
  return reading(
    'limited',
    `故意は免責（${who.ja}）。${staff.ja}。${negligence.ja}`,
    `Intent excluded (${who.en}); ${staff.en}; ${negligence.en}`,
    at(`exclusions.${clause.id}`, clause.src),
  );
}

function parts(ids: 'all' | readonly string[] | undefined): string {
  return Array.isArray(ids) ? ids.join(', ') : 'all';
}

/** Recourse by card issuers for misuse (カード不正使用). */
export function cardReading(policy: Policy): Reading {
  return claimantReading(policy, 'card_misuse', ['card_issuer']);
}

/** Claims of others than the persons whose data leaked (本人以外からの求償). */
export function recourseReading(policy: Policy): Reading {
  return claimantReading(
    policy,
    'recourse',
    CLAIMANTS.filter((who) => who !== 'victim' && who !== 'shareholder' && who !== 'authority'),
  );
}

const LIABILITY = ['damages', 'leak_damages'];

/** Whether damages these claimants ask for are paid. A wording that does not say who may claim is silent. */
function claimantReading(policy: Policy, axis: string, wanted: readonly string[]): Reading {
  if (isListed(policy, axis)) return notStated();
  const heads = boughtParts(policy).flatMap((part) =>
    boughtHeads(policy, part).flatMap((head) => (isLiability(head) ? [{ part, head }] : [])),
  );
  if (heads.length === 0) return notStated();
  const stated = heads.filter(({ head }) => head.claimants !== undefined);
  if (stated.length === 0) {
    const [first] = heads;
    const clients = !wanted.includes('card_issuer') || wanted.length > 1;
    return clients && idsOf(first.head).some((id) => id.startsWith('client_'))
      ? reading('covered', '取引先の損害として支払う', 'Paid as loss of clients', place(first))
      : notStated({ ja: '誰の請求を対象とするか', en: 'whose claims are covered' }, place(first));
  }
  const named = new Set(stated.flatMap(({ head }) => head.claimants ?? []));
  const paid = wanted.filter((who) => named.has(who as never));
  const { ja, en } = joinTexts(
    [...named].map((who) => wordOf(CLAIMANT, who)),
    '・',
    ', ',
  );
  const state = paid.length === wanted.length ? 'covered' : paid.length > 0 ? 'limited' : 'not_covered';
  return reading(
    state,
    state === 'not_covered' ? `対象は${ja}の請求だけ` : `対象：${ja}の請求`,
    state === 'not_covered' ? `Only claims of ${en}` : `Claims of ${en}`,
    place(stated[0]),
  );
}

function isLiability(head: PartHead): boolean {
  return idsOf(head).some((id) => LIABILITY.includes(id) || id.startsWith('client_'));
}

function place({ part, head }: { readonly part: Part; readonly head: PartHead }) {
  return at(`parts.${part.id}.heads.${idsOf(head)[0]}`, head.src ?? part.src);
}

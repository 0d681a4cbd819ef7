import type { Text } from '@sonae/core';
import { retentionsOf } from '../retentions.ts';
import { boughtParts, isBought } from '../riders.ts';
import type { Part, Policy, Retention, Rider } from '../schema/index.ts';
import { amountOfNode, limitsOfNode } from '../tree.ts';
import { at, notStated, type Reading, reading } from './cell.ts';
import { isListed } from './listed.ts';
import { amountText, joinTexts, PER, wordOf, yenText } from './words.ts';

const DEFENCE: Readonly<Record<string, Text>> = {
  inside: { ja: '争訟費用は内枠', en: 'defence inside' },
  outside: { ja: '争訟費用は別枠', en: 'defence outside' },
  proportional: { ja: '争訟費用は割合', en: 'defence in proportion' },
  inside_policy: { ja: '争訟費用は総額の内枠', en: 'defence inside the aggregate' },
};

/** The limits at the top and just below it (支払限度額). */
export function limitReading(policy: Policy): Reading {
  const ids = mainNodes(policy);
  const texts = ids.map((id): Text => {
    const node = policy.limits[id];
    const { defence } = node;
    const amounts = joinTexts(
      limitsOfNode(policy, id).map(({ per, amount }) => {
        const each = wordOf(PER, per);
        const yen = amountText(amount);
        return { ja: `${each.ja}${yen.ja}`, en: `${yen.en} ${each.en}` };
      }),
      '・',
      ' / ',
    );
    const rule = defence ? DEFENCE[defence] : undefined;
    return {
      ja: `${id} ${amounts.ja}${rule ? `（${rule.ja}）` : ''}`,
      en: `${id} ${amounts.en}${rule ? ` (${rule.en})` : ''}`,
    };
  });
  const amounts = ids.map((id) => amountOfNode(policy, id));
  const source = at(
    `limits.${ids[0]}`,
    ids.map((id) => policy.limits[id].src).find((src) => src !== undefined),
  );
  if (isListed(policy, 'limit') || ids.length === 0 || amounts.every((amount) => amount === 'not_stated')) {
    return notStated(undefined, ids.length === 0 ? null : source);
  }
  const { ja, en } = joinTexts(texts, '／', '; ');
  return reading(amounts.every((amount) => amount === 'unlimited') ? 'covered' : 'limited', ja, en, source);
}

/** Nodes without a parent, and the children of a lone root. */
function mainNodes(policy: Policy): string[] {
  const children = new Set(Object.values(policy.limits).flatMap((node) => node.children ?? []));
  const roots = Object.keys(policy.limits).filter((id) => !children.has(id));
  const [root] = roots;
  return roots.length === 1 ? [root, ...(policy.limits[root].children ?? [])] : roots;
}

/** What the insured bears first, part by part (免責金額・待機時間). */
export function retentionReading(policy: Policy): Reading {
  if (isListed(policy, 'deductible')) return notStated();
  const rows = boughtParts(policy).map((part) => ({ part, retentions: retentionsOf(part) }));
  const stated = rows.filter(
    ({ retentions }) => retentions.length > 0 && retentions.every((one) => one.amount !== 'not_stated'),
  );
  if (stated.length === 0) return notStated();
  const texts = rows.map(({ part, retentions }): Text => {
    const own =
      retentions.length === 0 ? [{ ja: '記載なし', en: 'not stated' }] : retentions.map(retentionText);
    const { ja, en } = joinTexts(own, '＋', ' + ');
    return { ja: `${nameOf(part)} ${ja}`, en: `${part.id} ${en}` };
  });
  const { ja, en } = joinTexts(texts, '／', '; ');
  const none = rows.every(
    ({ retentions }) => retentions.length > 0 && retentions.every((one) => one.kind === 'none'),
  );
  const [first] = stated;
  const src = stated
    .flatMap(({ retentions }) => retentions.map((one) => one.src))
    .find((one) => one !== undefined);
  return reading(
    none ? 'covered' : 'limited',
    ja,
    en,
    at(`parts.${first.part.id}.retention`, src ?? first.part.src),
  );
}

function nameOf(part: Part): string {
  return part.name ?? part.id;
}

function retentionText({ kind, amount, hours, per }: Retention): Text {
  if (kind === 'none') return { ja: 'なし', en: 'none' };
  const each = per ? wordOf(PER, per) : undefined;
  const yen =
    typeof amount === 'number' ? yenText(amount) : { ja: '金額の記載なし', en: 'amount not stated' };
  const per_ = { ja: each ? `${each.ja}につき` : '', en: each ? ` ${each.en}` : '' };
  const words: Readonly<Record<string, Text>> = {
    deductible: { ja: `${per_.ja}${yen.ja}`, en: `${yen.en}${per_.en}` },
    sir: { ja: `自家保有${per_.ja}${yen.ja}`, en: `self-insured ${yen.en}${per_.en}` },
    franchise: {
      ja: `${per_.ja}${yen.ja}以下は対象外（超えれば全額）`,
      en: `nothing up to ${yen.en}, all above`,
    },
    waiting_qualify: {
      ja: `${hours}時間を超える停止（超えれば最初から）`,
      en: `outages over ${hours} h, then from the start`,
    },
    waiting_from_zero: {
      ja: `${hours}時間以上の停止（最初から）`,
      en: `outages from ${hours} h, from the start`,
    },
    waiting_excess: { ja: `${hours}時間を超えた後の分だけ`, en: `only the loss after ${hours} h` },
  };
  return words[kind];
}

/** Limits inside riders (特約の中の限度額), and riders that could be had. */
export function riderReading(policy: Policy): Reading {
  if (isListed(policy, 'rider_limits')) return notStated();
  const rows = policy.parts.flatMap((part) => [
    ...(part.rider ? [{ id: part.rider, part, nodes: nodesOf(part), src: part.src }] : []),
    ...part.heads.flatMap((head) =>
      head.rider ? [{ id: head.rider, part, nodes: head.node ? [head.node] : [], src: head.src }] : [],
    ),
  ]);
  const others = (policy.riders ?? []).map(idOf).filter((id) => !rows.some((row) => row.id === id));
  const available = [
    ...rows.filter((row) => !isBought(policy, { rider: row.id })).map(({ id }) => id),
    ...(policy.riders_available ?? []).map(idOf),
  ];
  const bought = rows.filter((row) => isBought(policy, { rider: row.id }));
  const texts = [
    ...bought.map((row): Text => {
      const [node] = row.nodes;
      const amount = node === undefined ? undefined : amountText(amountOfNode(policy, node));
      const limit = amount ?? { ja: '内枠の限度なし', en: 'no limit of its own' };
      return { ja: `${row.id} ${limit.ja}`, en: `${row.id} ${limit.en}` };
    }),
    ...others.map((id): Text => ({ ja: `${id} 付帯`, en: `${id} bought` })),
    ...(available.length > 0
      ? [{ ja: `付けていない特約：${available.join('、')}`, en: `not bought: ${available.join(', ')}` }]
      : []),
  ];
  if (texts.length === 0) return notStated();
  const { ja, en } = joinTexts(texts, '／', '; ');
  const source = at(bought[0] ? `parts.${bought[0].part.id}` : 'riders', bought[0]?.src);
  return reading(bought.length + others.length > 0 ? 'limited' : 'not_covered', ja, en, source);
}

/** The nodes a part of a rider comes to, the one only it uses first. */
function nodesOf(part: Part): string[] {
  return part.order.flatMap((step) =>
    step.startsWith('limit.') && step !== 'limit.head' ? [step.slice('limit.'.length)] : [],
  );
}

export function idOf(rider: Rider): string {
  return typeof rider === 'string' ? rider : rider.id;
}

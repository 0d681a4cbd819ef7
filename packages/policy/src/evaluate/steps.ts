import { applyPpm, PPM } from '@sonae/core';
import type { Facts } from '@sonae/predicate';
import type { LossEvent } from '../event/event.ts';
import { outageHours } from '../event/lines.ts';
import { idsOf } from '../heads.ts';
import { isYearly, proRataOf } from '../pro-rata.ts';
import { headsOfRetention, isRetentionStep, retentionsOf, retentionsOfStep } from '../retentions.ts';
import type { LimitNode, Part, Policy, Retention, TermSource } from '../schema/index.ts';
import { isUnder, periodLimitOf } from '../tree.ts';
import { clauseOf, type Reason, type ReasonId } from './gate.ts';
import { keepHours } from './keep-hours.ts';
import { changeTogether, groupsOf, type Item, lower, shown, sumOf, type Work } from './work.ts';

/** Where a step works. */
export type Scene = Work & { readonly policy: Policy; readonly part: Part; readonly event: LossEvent };

const HOURS_A_DAY = 24;

/**
 * Meets the items of a turn with the terms of the part, in the order the wording gives. Exclusions, consent and window
 * have been asked before; a cap a unit that no step names comes first, a head's own limit that no step names before the
 * first limit.
 */
export function meetTerms(scene: Scene): void {
  const { part } = scene;
  const later = part.order.includes('add.defence');
  let active = later ? scene.items.filter((item) => !isDefence(item)) : scene.items;
  /** What limits that bear defence in proportion have left of the damages. */
  let given = 1;
  if (!part.order.includes('unitCap')) unitCaps(scene, active);
  let headLimitsDone = part.order.includes('limit.head');
  for (const step of part.order) {
    if (step.startsWith('limit.') && !headLimitsDone) {
      ownLimits(scene, active);
      headLimitsDone = true;
    }
    const before = sumOf(active);
    switch (step) {
      case 'exclusions':
      case 'window':
      case 'consent':
        break;
      case 'unitCap':
        unitCaps(scene, active);
        break;
      case 'pct':
        shares(scene, active);
        break;
      case 'waiting':
        for (const [r, one] of retentionsOf(part).entries()) wait(scene, active, one, r);
        break;
      case 'period':
        indemnityPeriod(scene, active);
        break;
      case 'limit.head':
        ownLimits(scene, active);
        for (const node of new Set(part.heads.flatMap((head) => head.node ?? []))) limit(scene, active, node);
        break;
      case 'add.defence':
        active = scene.items;
        if (given < 1) defenceShare(scene, given);
        break;
      default: {
        if (isRetentionStep(step)) {
          for (const { retention, place } of retentionsOfStep(part, step))
            takeRetention(scene, active, retention, place);
          break;
        }
        const node = step.slice('limit.'.length);
        limit(scene, active, node);
        if (scene.policy.limits[node].defence === 'proportional' && before > 0)
          given *= sumOf(active) / before;
      }
    }
  }
  if (!headLimitsDone) ownLimits(scene, active);
}

const isDefence = ({ account }: Item): boolean => account.line.head === 'defence';

/** Carries out one term on some items and writes down what it did. */
function term(
  scene: Scene,
  items: readonly Item[],
  step: string,
  id: ReasonId,
  path: string,
  source: TermSource | undefined,
  value: number | undefined,
  work: (reason: Reason) => void,
  per?: string,
): void {
  const before = sumOf(items);
  if (before === 0) return;
  const clause = clauseOf(path, source);
  work({ id, policy: scene.policy.id, part: scene.part.id, clause, source });
  scene.note?.({
    step,
    clause,
    source,
    value,
    per,
    before: shown(before),
    after: shown(sumOf(items)),
    left: shown(sumOf(scene.items)),
  });
}

function unitCaps(scene: Scene, items: readonly Item[]): void {
  for (const head of scene.part.heads) {
    if (!head.unitCap) continue;
    const capped = items.filter((item) => item.head === head);
    const path = `parts.${scene.part.id}.heads.${head.id ?? idsOf(head)[0]}.unitCap`;
    const cap = head.unitCap.person ?? head.unitCap.corporation;
    term(scene, capped, 'unitCap', 'unit_cap', path, head.src ?? scene.part.src, cap, (reason) => {
      for (const item of capped) {
        const { unit, units } = item.account.line;
        const most = head.unitCap?.[unit];
        if (most !== undefined && units !== undefined)
          lower(item, Math.min(item.amount, most * units), reason);
      }
    });
  }
}

function shares(scene: Scene, items: readonly Item[]): void {
  const { part } = scene;
  const byShare = groupsOf(items, ({ head }) => String(head.pct ?? part.pct ?? 1));
  for (const [text, group] of byShare) {
    const share = Number(text);
    if (share === 1) continue;
    term(scene, group, 'pct', 'percentage', `parts.${part.id}.pct`, part.src, share, (reason) => {
      for (const item of group) lower(item, applyPpm(item.amount, Math.round(share * PPM)), reason);
    });
  }
}

function takeRetention(scene: Scene, items: readonly Item[], retention: Retention, r: number): void {
  const { kind, amount, per = 'event' } = retention;
  if (kind === 'none' || kind.startsWith('waiting') || typeof amount !== 'number') return;
  const { part, policy } = scene;
  if (isYearly(retention) && proRataOf(policy, part)) return;
  const heads = new Set(headsOfRetention(part, retention));
  const borne = items.filter((item) => heads.has(item.head));
  const path = `parts.${part.id}.retention${r > 0 ? `.${r}` : ''}`;
  term(
    scene,
    borne,
    'retention',
    'retention',
    path,
    retention.src ?? part.src,
    amount,
    (reason) => {
      for (const [key, group] of groupsOf(borne, keyOf(scene, per === 'year' ? 'period' : per)))
        changeTogether(
          group,
          (x) => {
            if (kind === 'franchise') return x >= amount ? x : 0;
            return x - use(scene, `${policy.id}/${path}/${key}`, x, amount);
          },
          reason,
        );
    },
    per,
  );
}

/** Part of an amount that is not used up yet, up to x; it is used then. */
function use({ memory }: Work, key: string, x: number, amount: number): number {
  const used = memory.get(key) ?? 0;
  const now = Math.min(x, Math.max(0, amount - used));
  memory.set(key, used + now);
  return now;
}

/** What a retention or limit is counted per: one claim, one event, one series, the whole period. */
function keyOf({ event }: Scene, per: LimitNode['per']): (item: Item) => string {
  switch (per) {
    case 'claim':
      return ({ account }) => `claim/${event.id}/${account.line.claim}`;
    case 'event':
      return () => `event/${event.id}`;
    case 'series':
      return () => `series/${event.series}`;
    default:
      return () => 'period';
  }
}

/** Three readings: nothing unless it lasts longer (`qualify`, `from_zero`), or only the loss after the hours (`excess`). */
function wait(scene: Scene, items: readonly Item[], retention: Retention, r: number): void {
  const { kind, hours } = retention;
  if (!kind.startsWith('waiting') || hours === undefined) return;
  const { part, event } = scene;
  const heads = new Set(headsOfRetention(part, retention));
  const waiting = items.filter((item) => heads.has(item.head));
  const path = `parts.${part.id}.retention${r > 0 ? `.${r}` : ''}`;
  term(scene, waiting, `waiting.${kind}`, 'waiting', path, retention.src ?? part.src, hours, (reason) => {
    const lasted = outageHours(event.facts.outage as Facts | undefined) ?? 0;
    for (const item of waiting) {
      if (kind !== 'waiting_excess') lower(item, lasted > hours ? item.amount : 0, reason);
      else keepHours(item, { from: hours, to: Number.POSITIVE_INFINITY }, reason);
    }
  });
}

function indemnityPeriod(scene: Scene, items: readonly Item[]): void {
  const { indemnityPeriod: period, id, src } = scene.part;
  if (!period) return;
  const hours = period.maxDays * HOURS_A_DAY;
  term(
    scene,
    items,
    'period',
    'indemnity_period',
    `parts.${id}.indemnityPeriod`,
    period.src ?? src,
    period.maxDays,
    (reason) => {
      for (const item of items) keepHours(item, { from: 0, to: hours }, reason);
    },
  );
}

/** Limits that stand on a head itself, one event. */
function ownLimits(scene: Scene, items: readonly Item[]): void {
  const { part, policy, event } = scene;
  for (const head of part.heads) {
    const most = head.limit;
    if (typeof most !== 'number') continue;
    const limited = items.filter((item) => item.head === head);
    const path = `parts.${part.id}.heads.${head.id ?? idsOf(head)[0]}.limit`;
    term(scene, limited, 'limit.head', 'limit', path, head.src ?? part.src, most, (reason) =>
      changeTogether(limited, (x) => use(scene, `${policy.id}/${path}/${event.id}`, x, most), reason),
    );
  }
}

function limit(scene: Scene, active: readonly Item[], id: string): void {
  const { policy, part } = scene;
  const items = active.filter((item) => isUnder(policy, part, item.head, id));
  const { src } = policy.limits[id];
  for (const { per, amount } of periodLimitOf(policy, id)) {
    if (typeof amount !== 'number') continue;
    if (per === 'period' && proRataOf(policy, part)?.node === id) continue;
    term(
      scene,
      items,
      `limit.${id}`,
      'limit',
      `limits.${id}`,
      src,
      amount,
      (reason) => {
        if (per === 'unit') {
          for (const item of items)
            if (item.account.line.units !== undefined)
              lower(item, Math.min(item.amount, amount * item.account.line.units), reason);
          return;
        }
        for (const [key, group] of groupsOf(items, keyOf(scene, per)))
          changeTogether(
            group,
            (x) => use(scene, `${policy.id}/limits.${id}/${per}/${key}`, x, amount),
            reason,
          );
      },
      per,
    );
  }
}

/** Defence in proportion: what the limit has left of the damages. */
function defenceShare(scene: Scene, given: number): void {
  const items = scene.items.filter(isDefence);
  term(
    scene,
    items,
    'add.defence',
    'defence_share',
    `parts.${scene.part.id}.order`,
    scene.part.src,
    given,
    (reason) => {
      for (const item of items) lower(item, item.amount * given, reason);
    },
  );
}

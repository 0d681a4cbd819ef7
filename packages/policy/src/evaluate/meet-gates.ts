import { applyPpm } from '@sonae/core';
import type { Gate } from './gate.ts';
import { changeTogether, type Item, lower, shown, sumOf, type Work } from './work.ts';

/** Carries out the gates that bite, in their order: trigger, exclusions, conditions, then what heads ask. */
export function meetGates(
  items: readonly Item[],
  gates: readonly Gate[],
  bites: (gate: Gate) => boolean,
  note: Work['note'],
): void {
  for (const gate of gates) {
    const touched = gate.lines.map((i) => items[i]);
    const before = sumOf(touched);
    const bitten = bites(gate);
    if (before === 0 || (!bitten && gate.answer.truth !== 'unknown')) continue;
    if (bitten) take(touched, gate);
    const { id, clause, source } = gate.reason;
    const unknown = gate.answer.truth === 'unknown' ? [...new Set(gate.answer.deciding)] : undefined;
    note?.({
      step: id,
      clause,
      source,
      before: shown(before),
      after: shown(sumOf(touched)),
      left: shown(sumOf(items)),
      unknown,
    });
  }
}

function take(items: readonly Item[], { effect, reason, lines }: Gate): void {
  switch (effect.kind) {
    case 'cap':
      changeTogether(items, (sum) => Math.min(sum, effect.amount), reason);
      break;
    case 'scale':
      for (const item of items) lower(item, applyPpm(item.amount, effect.ppm), reason);
      break;
    case 'keep':
      items.forEach((item, i) => {
        lower(item, Math.min(item.amount, effect.amounts.get(lines[i]) ?? 0), reason);
      });
      break;
    default:
      for (const item of items) lower(item, 0, reason);
  }
}

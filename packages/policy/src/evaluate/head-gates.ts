import type { LossEvent } from '../event/event.ts';
import { DAY } from '../instants.ts';
import { headsOfRetention, retentionsOf } from '../retentions.ts';
import { NOT_STATED, type Part, type Policy, type TermSource } from '../schema/index.ts';
import { amountOfNode, isUnder } from '../tree.ts';
import { type Answer, negate, open, presuming, sure } from './answer.ts';
import type { Asker } from './ask.ts';
import type { Taken } from './clause-gates.ts';
import { clauseOf, type Gate, type ReasonId, STRIKE } from './gate.ts';

/**
 * What a head asks of a line before any amount is looked at: claimant, consent, window, who was paid. What nobody has
 * stated is presumed to be in order, and the range shows what it would cost if it were not.
 */
export function headGates(
  policy: Policy,
  part: Part,
  event: LossEvent,
  taken: readonly (Taken & { readonly claimant: Answer })[],
  asker: Asker,
): Gate[] {
  const gates: Gate[] = [];
  const add = (i: number, id: ReasonId, lacks: Answer, path: string, source?: TermSource) => {
    if (lacks.truth === 'no') return;
    const { line } = taken[i];
    gates.push({
      key: `${policy.id}/${part.id}/${id}/${line.id}`,
      answer: lacks,
      effect: STRIKE,
      lines: [i],
      reason: { id, policy: policy.id, part: part.id, clause: clauseOf(path, source), source },
    });
  };
  const notStated = notStatedLimits(policy, part);
  taken.forEach(({ line, head, claimant }, i) => {
    const path = `parts.${part.id}.heads.${head.id ?? line.word}`;
    const src = head.src ?? part.src;
    add(i, 'claimant', presuming(negate(claimant), false), `${path}.claimants`, src);
    if (line.kind === 'cost') {
      if (head.consent) add(i, 'consent', lacksConsent(head.consent, line.consent), `${path}.consent`, src);
      add(i, 'window', isLate(part, event, line.at), `parts.${part.id}.window`, part.window?.src ?? part.src);
      if (head.outsourcedOnly)
        add(
          i,
          'not_outsourced',
          line.outsourced === undefined ? open(false, 'costs[].outsourced') : sure(!line.outsourced),
          `${path}.outsourcedOnly`,
          src,
        );
      const cap = head.unitCap?.[line.unit];
      if (cap !== undefined && line.units === undefined)
        add(i, 'unit_cap', open(false, 'costs[].units'), `${path}.unitCap`, src);
    }
    if (head.notIf !== undefined)
      add(i, 'head_excluded', asker.ask(head.notIf, line, {}), `${path}.notIf`, src);
    if (head.limit === NOT_STATED)
      add(i, 'not_stated', open(true, `${policy.id}.${path}.limit`), `${path}.limit`, src);
    for (const node of notStated)
      if (isUnder(policy, part, head, node))
        add(
          i,
          'not_stated',
          open(true, `${policy.id}.limits.${node}`),
          `limits.${node}`,
          policy.limits[node].src,
        );
    retentionsOf(part).forEach((retention, r) => {
      if (retention.amount !== NOT_STATED || !headsOfRetention(part, retention).includes(head)) return;
      const at = `parts.${part.id}.retention${r > 0 ? `.${r}` : ''}`;
      add(i, 'not_stated', open(true, `${policy.id}.${at}`), at, retention.src);
    });
  });
  return gates;
}

/** Limits of a part whose amount the wording does not state. */
function notStatedLimits(policy: Policy, part: Part): string[] {
  const nodes = part.order.flatMap((step) =>
    step.startsWith('limit.') ? [step.slice('limit.'.length)] : [],
  );
  const named = part.order.includes('limit.head') ? part.heads.flatMap((head) => head.node ?? []) : [];
  return [...new Set([...nodes, ...named])].filter(
    (node) => policy.limits[node] && amountOfNode(policy, node) === NOT_STATED,
  );
}

function lacksConsent(needed: 'prior' | 'prior_written', given: string | undefined): Answer {
  if (given === undefined) return open(false, 'costs[].consent');
  return sure(given !== 'prior_written' && (needed === 'prior_written' || given !== 'prior'));
}

/** Whether a cost arose after the window for costs had closed. */
function isLate({ window }: Part, { facts }: LossEvent, at: number | undefined): Answer {
  if (window === undefined) return sure(false);
  const fact = { discovered: 'discoveredAt', notice: 'reportedAt', occurred: 'occurredAt' }[window.from];
  const from = facts[fact] as number | undefined;
  if (at === undefined) return open(false, 'costs[].at');
  if (from === undefined) return open(false, fact);
  return sure(at > from + window.days * DAY);
}

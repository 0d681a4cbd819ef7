import * as z from 'zod';
import { id, predicate, share, source, text, yen } from './values.ts';

const parts = z.union([z.literal('all'), z.array(id)]);

/** Who must prove: what nobody knows counts against them in the presumed figure. */
export const burden = z.enum(['insurer', 'insured']);

/** What is not paid (免責事由), unless a carve-back (除外の例外) holds. */
export const exclusion = z.strictObject({
  id,
  parts: parts.optional(),
  when: predicate,
  unless: z.union([predicate, z.array(predicate).min(1)]).optional(),
  effect: z.enum(['all', 'component', 'cap']).optional(),
  cap: yen.optional().meta({ title: 'effect が cap のときの上限（円）' }),
  burden: burden.optional(),
  liftedByRider: id.optional(),
  keepUpTo: z.literal('actual_loss').optional(),
  src: source.optional(),
});
export type Exclusion = z.infer<typeof exclusion>;

/** What must be so for the cover to hold (条件・義務). `when` says how it is fulfilled. */
export const condition = z.strictObject({
  id,
  parts: parts.optional(),
  when: predicate,
  effect: z.enum(['deny', 'deny_if_prejudice', 'reduce', 'gate_head']),
  heads: z.array(id).min(1).optional(),
  to: share.optional(),
  burden: burden.optional(),
  src: source.optional(),
});
export type Condition = z.infer<typeof condition>;

/** A word of the wording (用語の定義): a predicate other terms may use by its name, or its text. */
export const definition = z.union([
  predicate,
  z.strictObject({ when: predicate.optional(), text: text.optional(), src: source.optional() }),
]);
export type Definition = z.infer<typeof definition>;

/** Help that comes with the policy (付帯サービス). */
export const service = z.strictObject({
  area: text,
  bearer: z.enum(['counted_as_loss', 'insurer', 'insured', 'not_stated']).optional(),
  hours: z.union([text, z.number().transform(String)]).optional(),
  panel: z.boolean().optional(),
  firms: z.array(text).optional(),
  condition: id.optional(),
  src: source.optional(),
});
export type Service = z.infer<typeof service>;

/** One change a rider (特約) makes. The path names elements of lists by their id: `parts.expense.heads.gift.unitCap.person`. */
export const patch = z.strictObject({
  op: z.enum(['add', 'replace', 'remove']),
  path: text,
  value: z.unknown().optional(),
});
export type Patch = z.infer<typeof patch>;

/** A rider: its name alone where other terms refer to it, or its changes. */
export const rider = z.union([
  id,
  z.strictObject({
    id,
    name: text.optional(),
    changes: z.array(patch).optional(),
    premium: yen.optional(),
    src: source.optional(),
  }),
]);
export type Rider = z.infer<typeof rider>;

import * as z from 'zod';
import { amount, id, instant, NOT_STATED, predicate, share, source, text, yen } from './values.ts';

/** Who claims. */
export const CLAIMANTS = [
  'victim',
  'card_issuer',
  'client',
  'other_company',
  'shareholder',
  'authority',
] as const;

/** The insurer's consent a head needs. */
export const CONSENTS = ['prior', 'prior_written'] as const;

/** One head (費目), or several alike, that a part pays. */
export const partHead = z
  .strictObject({
    id: id.optional(),
    ids: z.array(id).min(1).optional(),
    group: id.optional(),
    pct: share.optional().meta({ title: '縮小支払割合' }),
    node: id.optional().meta({ title: '属する限度' }),
    limit: amount.optional().meta({ title: 'この費目の限度（円、1事故）' }),
    unitCap: z
      .strictObject({ person: yen.optional(), corporation: yen.optional() })
      .optional()
      .meta({ title: '一人・一法人あたりの上限' }),
    consent: z.enum(CONSENTS).optional().meta({ title: '保険会社の同意' }),
    claimants: z.array(z.enum(CLAIMANTS)).optional().meta({ title: '請求者' }),
    notIf: predicate.optional().meta({ title: '払わない場合（条件式）' }),
    outsourcedOnly: z.boolean().optional().meta({ title: '外部に払ったものだけ' }),
    rider: id.optional(),
    retentionApplies: z.boolean().optional(),
    src: source.optional(),
  })
  .refine((head) => (head.id === undefined) !== (head.ids === undefined), { error: 'id-or-ids' });
export type PartHead = z.infer<typeof partHead>;

export const RETENTION_KINDS = [
  'none',
  'deductible',
  'franchise',
  'sir',
  'waiting_excess',
  'waiting_qualify',
  'waiting_from_zero',
] as const;

/** What the insured bears first (免責金額・免責時間). */
export const retention = z.strictObject({
  id: id.optional().meta({ title: '名前。order に retention.名前 と書くと、そこで当てはめる' }),
  kind: z.enum(RETENTION_KINDS),
  amount: z.union([yen, z.literal(NOT_STATED)]).optional(),
  hours: z.number().positive().optional(),
  per: z.enum(['claim', 'series', 'event', 'year', 'period']).optional(),
  heads: z.union([z.array(id).min(1), text]).optional(),
  src: source.optional(),
});
export type Retention = z.infer<typeof retention>;

/** What brings a part into play, and when (保険事故). */
export const trigger = z.strictObject({
  basis: z.enum(['claim_made', 'discovered', 'outage_started', 'cost_incurred']),
  retro: z.enum(['none', 'since_first_inception', 'since_date', 'any_unless_known']).optional(),
  retroDate: instant.optional(),
  series: z.record(z.string(), z.literal('first_claim_date')).optional(),
  suspicionCounts: z.boolean().optional(),
  suspicionNeeds: z.literal('outside_tip_off').optional(),
  claimIn: z.enum(['japan', 'world']).optional(),
  reportWithinDays: z.int().positive().optional(),
  src: source.optional(),
});
export type Trigger = z.infer<typeof trigger>;

/** Steps a part's order may name, beside `limit.<node>`. */
export const ORDER_STEPS = [
  'exclusions',
  'window',
  'consent',
  'unitCap',
  'pct',
  'retention',
  'waiting',
  'period',
  'limit.head',
  'add.defence',
] as const;

/** One part of the cover (担保条項). `order` is the order in which its terms meet a loss: wording data, not code. */
export const part = z.strictObject({
  id,
  name: text.optional(),
  rider: id.optional(),
  trigger,
  window: z
    .strictObject({
      from: z.enum(['discovered', 'notice', 'occurred']),
      days: z.int().positive(),
      src: source.optional(),
    })
    .optional()
    .meta({ title: '費用の対象期間' }),
  retention: z.union([retention, z.array(retention)]).optional(),
  pct: share.optional().meta({ title: '縮小支払割合' }),
  indemnityPeriod: z.strictObject({ maxDays: z.int().positive(), src: source.optional() }).optional(),
  heads: z.array(partHead).min(1),
  order: z.array(text).min(1),
  src: source.optional(),
});
export type Part = z.infer<typeof part>;

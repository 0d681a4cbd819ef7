import * as z from 'zod';

const text = z.string().trim().min(1).max(2_000);
/** Above this a line is a mistake of typing; the evaluator keeps every sum of such lines exact. */
const MOST_YEN = 999_999_999_999;
const yen = z.int().min(0).max(MOST_YEN);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A day or an instant, as the paper says it. */
const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/);

export const lineId = z.string().min(1).max(100);
const consent = z.object({
  kind: z.enum(['none', 'prior', 'prior_written']),
  by: text.optional(),
  at: moment.optional(),
  evidence: sha256.optional(),
});
const common = {
  id: lineId,
  description: text.optional(),
  party: text.optional(),
  state: z.enum(['considered', 'promised', 'incurred', 'paid']),
  amount: yen,
  taxBasis: z.enum(['excluded', 'included', 'exempt']),
  taxPpm: z.int().min(0).max(1_000_000).optional(),
  quote: text.optional(),
  invoice: text.optional(),
  paidOn: moment.optional(),
  proof: sha256.optional(),
  allocation: text.optional(),
  adjusted: yen.optional(),
  received: yen.optional(),
  dispute: text.optional(),
};
const head = z.string().min(1).max(100);

/** A line of the ledger as `@sonae/incident/ledger` has it; whether its words exist is asked when it is written. */
export const ledgerLine = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('cost'),
    head,
    at: moment,
    consent,
    outsourced: z.boolean().optional(),
    units: z.int().min(0).max(MOST_YEN).optional(),
    unit: z.enum(['person', 'corporation']).optional(),
    minutes: z.int().min(0).max(MOST_YEN).optional(),
    hourlyYen: yen.optional(),
    claim: lineId.optional(),
  }),
  z.object({
    ...common,
    kind: z.literal('claim'),
    claim: lineId,
    claimant: z.enum(['victim', 'card_issuer', 'client', 'other_company', 'shareholder', 'authority']),
    forum: text.optional(),
    madeAt: moment,
    head,
    basis: text.optional(),
    contractualOnly: z.boolean().optional(),
    liableWithoutContract: z.boolean().optional(),
    componentKind: text.optional(),
    assessed: yen.optional(),
    settled: z.object({ amount: yen, at: moment, consent, release: text.optional() }).optional(),
  }),
  z.object({ ...common, kind: z.literal('recourse'), heads: z.array(head).max(100).readonly().optional() }),
]);

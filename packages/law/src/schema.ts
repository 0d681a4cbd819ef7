import * as z from 'zod';

// The shapes of the data files, for the build. What runs imports only the snapshot they are built into.

const text = z.string().min(1);
const bilingual = { ja: text, en: text };
const id = z.string().regex(/^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/);
const amount = z.int().min(1);
const urgency = z.enum(['promptly', 'immediately']);

const countingBase = { id, ...bilingual, basis: z.array(text), urgency: urgency.optional() };

/** A way from the start of a clock to its end (数え方). */
export const counting = z.discriminatedUnion('kind', [
  z.strictObject({ ...countingBase, kind: z.literal('hours'), amount }),
  z.strictObject({
    ...countingBase,
    kind: z.literal('days'),
    amount: z.int().min(0),
    /** `counts` the day of the start is day 1, `after` the next day is, `civil` as Civil Code 140 says. */
    firstDay: z.enum(['counts', 'after', 'civil']),
    /** The day to warn at, counted alike. */
    warn: amount.optional(),
    /** A last day on which government offices are closed moves to the next open one. */
    roll: z.literal('government').optional(),
  }),
  z.strictObject({ ...countingBase, kind: z.literal('statute-days'), amount }),
  z.strictObject({ ...countingBase, kind: z.literal('months'), amount }),
  z.strictObject({ ...countingBase, kind: z.literal('quarter-months'), amount }),
  z.strictObject({ ...countingBase, kind: z.literal('none') }),
]);

export const countingsFile = z.strictObject({ countings: z.array(counting) });

/** A circumstance that takes a duty away (義務を外す事情): asked only once its claim is known to hold. */
const lift = z.strictObject({
  id,
  ...bilingual,
  claim: text,
  when: text.optional(),
  /** Not worth asking for: nobody is told that it might take the duty away. */
  silent: z.literal(true).optional(),
});

const trigger = z.strictObject({
  code: text,
  /** CEL; without it the trigger holds wherever the rule applies. */
  when: text.optional(),
  metAt: z.enum(['sensitive', 'property', 'purpose', 'count']).optional(),
  /** What an unknown answer counts as, where it does not stay open. */
  unknown: z.enum(['met', 'unmet']).optional(),
});

const own = z.strictObject({
  ...bilingual,
  jurisdiction: text,
  legalBasis: z.array(text).min(1),
  recipient: text,
  certainty: z.enum(['verified', 'unverified']),
});

const rule = z
  .strictObject({
    id: id.optional(),
    /** The row of `duties.yaml` it makes run, or what it is where it has none. */
    duty: id.optional(),
    own: own.optional(),
    suffix: z.strictObject(bilingual).optional(),
    who: z.enum(['controller', 'processor']).optional(),
    sector: z.enum(['telecom', 'finance', 'medical', 'critical', 'listed', 'pmark']).optional(),
    optional: z.literal(true).optional(),
    counting: id,
    /** CEL that has to hold beside any trigger. */
    given: text.optional(),
    triggers: z.array(trigger).min(1),
    lifts: z.array(id).optional(),
    start: z.enum(['learnedAt', 'occurredAt', 'assessedAt', 'individualsNotifiedAt']).optional(),
    doneBy: z.enum(['principalNotifiedAt', 'individualsNotifiedAt', 'assessedAt']).optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    /** A remark for the reader. */
    ja: text.optional(),
    en: text.optional(),
  })
  .refine((row) => (row.duty === undefined) === (row.own !== undefined), { error: 'duty or own' });

export const rulesFile = z.strictObject({
  lifts: z.array(lift),
  rules: z.array(rule),
  unlisted: z.array(id),
});

const item = z.strictObject({ id, ...bilingual, text: text.optional(), facts: z.array(text) });

export const reportsFile = z.strictObject({
  items: z.array(item),
  reports: z.array(
    z.strictObject({
      rules: z.array(id).min(1),
      known: z.literal(true).optional(),
      items: z.array(id).min(1),
    }),
  ),
});

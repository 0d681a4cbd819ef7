import * as z from 'zod';
import { bilingual, date, provenance, text } from './provenance.ts';

/** What sets a duty off. `minPersons` is the smallest number that does: 1,001 for "more than 1,000". */
const trigger = z.strictObject({ code: text, ja: text, en: text, minPersons: z.int().min(1).optional() });

/** The time a duty leaves. Without an amount only its urgency is given. */
const deadline = z.strictObject({
  kind: z.enum([
    'statutory',
    'guideline_target',
    'contractual',
    'exchange_rule',
    'notice',
    'no_fixed_period',
    'voluntary',
    'none',
    'future_rule',
  ]),
  amount: z.int().min(0).optional(),
  /** The end of a target given as a range, or the longer period where one row holds two. */
  amountMax: z.int().min(0).optional(),
  unit: z.enum(['hour', 'day', 'month']).optional(),
  dayType: z.enum(['calendar', 'continuous']).optional(),
  urgency: z.enum(['promptly', 'immediately']).optional(),
  /** Whether the day of learning is day 1. */
  firstDayCounts: z.boolean().optional(),
  rolloverRule: z.enum(['next_government_day', 'not_stated']).optional(),
  rollover: text.optional(),
  note: text,
});

/** A duty to report, notify or publish (義務). */
const duty = z.strictObject({
  id: z.string().regex(/^[a-z]{2}(-[a-z0-9]+)+$/, { error: 'duty-id' }),
  ja: text,
  en: text,
  jurisdiction: text,
  legalBasis: z.array(text).min(1),
  triggers: z.array(trigger).min(1),
  actor: text,
  recipient: text,
  clockStart: text.optional(),
  deadline,
  contents: z.array(bilingual).min(1).optional(),
  exemptions: z.array(bilingual).min(1).optional(),
  sanctions: z.array(bilingual).min(1).optional(),
  effectiveFrom: date.optional(),
  effectiveNote: text.optional(),
  effectiveTo: date.optional(),
  ...provenance,
});

export const dutiesFile = z.strictObject({ duties: z.array(duty) });

import * as z from 'zod';
import { bilingual, certainty, factId, provenance, source, text } from './provenance.ts';

export const FACT_KINDS = [
  'annual_stat',
  'case',
  'constant',
  'control_effect',
  'decision',
  'distribution',
  'duration',
  'finding',
  'formula',
  'frequency',
  'gap',
  'method',
  'population',
  'ranking',
  'rate',
  'regression',
  'share',
  'sla',
  'table',
  'taxonomy',
  'test_vector',
  'total_loss',
  'unit_cost',
] as const;

/** A fitted or proposed distribution. It has a certainty of its own: the figure may be read, the shape ours. */
export const distribution = z.strictObject({
  type: z.enum([
    'beta',
    'gamma',
    'lognormal',
    'loguniform',
    'negative_binomial',
    'pareto',
    'poisson_lognormal',
    'triangular',
    'truncated_pareto',
  ]),
  params: z.record(z.string(), z.number()),
  /** How the parameters were found. */
  derived: text.optional(),
  original: text.optional(),
  se: z.number().optional(),
  for: text.optional(),
  note: text.optional(),
  certainty,
});

/** One row of calibration: a figure with its unit, source, date and certainty. */
export const fact = z.strictObject({
  id: factId,
  ja: text,
  en: text,
  kind: z.enum(FACT_KINDS),
  value: z.json().optional(),
  distribution: distribution.optional(),
  unit: text,
  appliesTo: bilingual,
  taxBasis: z
    .enum(['excluded', 'included', 'exempt', 'not_stated'])
    .describe('税抜・税込・不課税・出典に記載なし')
    .optional(),
  heads: z.array(text).optional(),
  tier: text.optional(),
  extra: z.json().optional(),
  /** The rows a computed or judged figure was made from. */
  from: z.array(factId).optional(),
  evidence: z
    .enum(['page', 'transcription', 'calculation', 'recollection', 'none'])
    .describe(
      'page 頁を読んだ・transcription 第三者の書き写し・calculation 計算・recollection 記憶・none 見つからない',
    ),
  conflicting: z.array(source).optional(),
  ...provenance,
});

/** `unit-costs.yaml` and the other files that hold nothing but rows of calibration. */
export const factsFile = z.strictObject({ facts: z.array(fact) });

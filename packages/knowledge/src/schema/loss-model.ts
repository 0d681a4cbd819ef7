import * as z from 'zod';
import { bilingual, certainty, text } from './provenance.ts';

/** What stands behind a figure of the model: rows of calibration, cases, further sources, or our own judgement. */
const src = z
  .array(z.string().regex(/^(cal|case|x):\S+$|^judgement: \S/, { error: 'citation' }))
  .min(1)
  .describe('出典。cal:・case:・x: の id か、judgement: と理由');

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, { error: 'quantity' });
const groups = z.array(text).min(1).describe('この行を持つシナリオ群 / the groups of scenarios that have it');

/** A formula (式) of the language of `packages/engine/src/formula`. */
const formula = text.describe('式 / a formula');

/** One formula for all groups, or one for some and `otherwise` for the rest. */
const formulaByGroup = z.union([formula, z.record(z.string(), formula)]);

/** A table by industry (業種別の表). */
const table = z.strictObject({
  ja: text.optional(),
  index: z.literal('industry'),
  values: z.record(z.string(), z.number()),
  otherwise: z.number(),
  src,
});

/** What a company can say of itself (会社の事実); the prior stands in while it does not. */
const fact = z.strictObject({
  ja: text,
  en: text.optional(),
  question: bilingual.optional(),
  answers: z.enum(['amount', 'count', 'share', 'days', 'yesno', 'choice']).optional(),
  answeredBy: text.describe('答える台帳の項目。名前が同じなら書かない').optional(),
  control: text.optional(),
  hidden: z.literal(true).describe('人に尋ねない').optional(),
  prior: formula,
  src,
});

/** A parameter nobody knows for sure (世界ごとに引く未知の数). */
const parameter = z.strictObject({ name, formula, ja: text, src });

/** Scenarios of one kind (シナリオ群). */
const group = z.strictObject({
  ja: text,
  en: text.optional(),
  scope: z
    .enum(['company', 'asset', 'provider', 'service', 'site'])
    .describe(
      'company 会社に1行・asset 資産×原因・provider 外部に置いた資産・service サービス・site 自社サイト',
    ),
  tier: z.enum(['any_incident', 'reportable', 'severe']),
  yearFactor: z.boolean().describe('年ごとの共通の増減を受ける / shares the factor of the year'),
  causes: z.record(z.string(), z.number().min(0).max(1)).describe('原因と割合。合計1'),
  prefer: z
    .strictObject({ internetFacing: z.boolean().optional(), systemKinds: z.array(text).optional() })
    .optional(),
  src,
});

/** A named quantity of a row, an event or a claim (式に名前を付けた量). */
const quantity = z.strictObject({
  name,
  ja: text.optional(),
  formula: formulaByGroup,
  groups: groups.optional(),
  src: src.optional(),
});

/** The amount of a head (費目の額), and what terms count it by. */
const line = z.strictObject({
  head: text,
  party: z.enum(['own', 'victim', 'card_issuer', 'client']),
  amount: formula,
  units: formula.describe('単位あたりの限度が数える単位 / the units that a cap per unit counts').optional(),
  fromHour: formula.optional(),
  toHour: formula
    .describe('停止からの時間。待機時間が見る / hours of the outage, for waiting periods')
    .optional(),
  claim: z.int().min(1).optional(),
  own: z.literal(true).describe('請求に伴う自社の費用 / our own cost of a claim').optional(),
  contractualOnly: z.literal(true).optional(),
  keepEmpty: z.literal(true).optional(),
  groups,
});

const eventFact = z.strictObject({ id: name, ja: text, formula, groups });

const notModelled = z.strictObject({ head: text, why: bilingual, src });

/** `loss-model.yaml`: what is drawn, from what, on which source. */
export const lossModelFile = z.strictObject({
  version: text,
  status: text,
  certainty,
  worlds: z.int().min(1).describe('世界の数 / number of worlds'),
  blockYears: z.int().min(1).describe('1ブロックの年数。変えると全部の数が変わる'),
  yearShape: z.number().positive(),
  tables: z.record(z.string(), table),
  facts: z.record(z.string(), fact),
  world: z.array(parameter),
  groups: z.record(z.string(), group),
  row: z.array(quantity),
  event: z.array(quantity),
  claim: z.array(quantity),
  lines: z.array(line),
  claimLines: z.array(line),
  eventFacts: z.array(eventFact),
  severe: z.record(z.string(), formula),
  outageHours: z.record(z.string(), formula),
  claimChoice: z.record(z.string(), z.strictObject({ choice: z.enum(['each', 'some']), of: name })),
  notModelled: z.array(notModelled),
});

import * as z from 'zod';
import { amount, id, source, text } from './values.ts';

/** What a limit is counted per. `unit` is a person, a card, a corporation. */
export const LIMIT_PER = ['claim', 'event', 'series', 'period', 'unit'] as const;

/** How defence costs (争訟費用) stand to a limit. */
export const DEFENCE = ['inside', 'outside', 'proportional', 'inside_policy'] as const;

/** Who goes first where an aggregate is not enough for all: the order of the trigger dates, or everybody in proportion. */
export const SHARING = ['first_come', 'pro_rata'] as const;

/** One node of the tree of limits (支払限度額). */
export const limitNode = z
  .strictObject({
    amount: amount.optional().meta({ title: '支払限度額（円）' }),
    per: z.enum(LIMIT_PER).meta({ title: '単位（請求・事故・一連の事故・期間・一人）' }),
    alsoPer: z
      .union([z.enum(LIMIT_PER), z.partialRecord(z.enum(LIMIT_PER), amount)])
      .optional()
      .meta({ title: 'あわせて適用する単位' }),
    defence: z.enum(DEFENCE).optional().meta({ title: '争訟費用は限度の内か外か' }),
    children: z.array(id).optional().meta({ title: '内枠' }),
    rule: text
      .optional()
      .meta({ title: 'ほかの限度による上限', examples: ['<= 0.5 * policy and <= 100000000'] }),
    sharing: z.enum(SHARING).optional(),
    reinstatements: z
      .strictObject({ times: z.int().min(0), costs: z.array(z.number().min(0)).optional() })
      .optional()
      .meta({ title: '復元' }),
    src: source.optional(),
  })
  .refine((node) => node.amount !== undefined || node.rule !== undefined, { error: 'amount-or-rule' });
export type LimitNode = z.infer<typeof limitNode>;

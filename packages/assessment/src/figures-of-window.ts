import { type Language, spreadYen } from '@sonae/core';
import type { OnProgress, Simulation, Task } from '@sonae/engine';
import type { LossModel, LossModelData } from '@sonae/loss';
import type { AssessmentInput } from './assess.ts';
import { headsOf, keptOf, scenariosOf, waterfallOf } from './figures.ts';
import type { Assessment } from './result.ts';
import { windowOf } from './window.ts';

type WindowInput = {
  readonly simulation: Simulation;
  readonly task: Task;
  readonly model: LossModel;
  readonly data: LossModelData;
  readonly policies: AssessmentInput['policies'];
  readonly returnPeriod: number;
  readonly language: Language;
  readonly onProgress: OnProgress | undefined;
};

type WindowFigures = Pick<Assessment, 'waterfall' | 'window' | 'heads' | 'scenarios' | 'kept' | 'payers'>;

/** Everything that is told of the years around the return period. */
export async function figuresOf(input: WindowInput): Promise<WindowFigures> {
  const { simulation, task, model, data, policies, language } = input;
  const window = windowOf(simulation, input.returnPeriod);
  const explanation = await simulation.explain(window.years, input.onProgress);
  const waterfall = waterfallOf(explanation, window.years.length);
  return {
    waterfall,
    window: { years: window.years.length, from: window.from, to: window.to },
    heads: headsOf(explanation, waterfall, data, language),
    scenarios: scenariosOf(explanation, waterfall, model.scenarios, data, language),
    kept: keptOf(explanation, waterfall, task.terms.reasons, policies.length > 0, language),
    payers: payersOf(waterfall, explanation.paid, policies, language),
  };
}

/** Who carries the gross loss of the window: contract partners, insurers, the company. */
function payersOf(
  bars: Assessment['waterfall'],
  paid: Float64Array,
  policies: WindowInput['policies'],
  language: Language,
): Assessment['payers'] {
  const contract = { ja: '契約で負わない額', en: 'Not owed under contracts' };
  const own = { ja: '自社', en: 'The company' };
  const insurers = spreadYen(bars.insurance, [...paid]);
  return [
    { id: 'contract', name: contract[language], yen: bars.contract },
    ...policies.map(({ policy }, i) => ({ id: policy.id, name: policy.insurer, yen: insurers[i] })),
    { id: 'own', name: own[language], yen: bars.retained },
  ].filter((payer) => payer.yen > 0 || payer.id === 'own');
}

import { compareIds, type Language, spreadYen } from '@sonae/core';
import type { Explanation, Reason } from '@sonae/engine';
import { causeOf, heads } from '@sonae/knowledge';
import { headOfSlot, type LossModelData, type Scenario } from '@sonae/loss';
import { REASON_NAMES } from './reasons.ts';
import type { HeadFigure, KeptFigure, ScenarioFigure, Waterfall } from './result.ts';

/**
 * The average year of a window in whole yen. Each bar is spread over its parts by largest remainder, so that heads,
 * scenarios and reasons add up to the bars, and the bars to each other, to the yen.
 */
export function waterfallOf(explanation: Explanation, years: number): Waterfall {
  const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / years;
  const gross = sum(explanation.slotGross);
  const owed = sum(explanation.slotOwed);
  const insurance = sum(explanation.paid);
  const total = Math.round(gross);
  const [contract, insured, retained] = spreadYen(total, [
    Math.max(0, gross - owed),
    insurance,
    Math.max(0, owed - insurance),
  ]);
  return { gross: total, contract, insurance: insured, retained };
}

/** Heads of loss, largest first. What leaves a head and what stays of it are whole yen each, so every row adds up. */
export function headsOf(
  explanation: Explanation,
  bars: Waterfall,
  data: LossModelData,
  language: Language,
): HeadFigure[] {
  const byHead = (value: (slot: number) => number) => {
    const sums = new Array<number>(heads.length).fill(0);
    explanation.slotGross.forEach((_, slot) => {
      sums[headOfSlot(slot)] += Math.max(0, value(slot));
    });
    return sums;
  };
  const { slotGross, slotOwed, slotKept } = explanation;
  const relieved = spreadYen(
    bars.contract,
    byHead((slot) => slotGross[slot] - slotOwed[slot]),
  );
  const paid = spreadYen(
    bars.insurance,
    byHead((slot) => slotOwed[slot] - slotKept[slot]),
  );
  const kept = spreadYen(
    bars.retained,
    byHead((slot) => slotKept[slot]),
  );
  return heads
    .map((head, i): HeadFigure => {
      const retained = kept[i];
      const afterContract = retained + paid[i];
      return {
        id: head.id,
        name: head[language],
        gross: afterContract + relieved[i],
        afterContract,
        retained,
        ...originOf(head.id, data),
      };
    })
    .filter((head) => head.gross > 0)
    .sort((a, b) => b.gross - a.gross || compareIds(a.id, b.id));
}

/** The formulas a head comes from in the loss model, and what they rest on. */
function originOf(head: string, data: LossModelData): Pick<HeadFigure, 'formulas' | 'sources'> {
  const amounts = [...data.lines, ...data.claimLines]
    .filter((line) => line.head === head)
    .map((line) => line.amount);
  const quantities = [...data.event, ...data.claim].filter((quantity) => amounts.includes(quantity.name));
  const formulas = quantities.flatMap(({ name, formula }) =>
    typeof formula === 'string'
      ? [`${name} = ${formula}`]
      : Object.entries(formula).map(([group, text]) => `${name}[${group}] = ${text}`),
  );
  return { formulas, sources: [...new Set(quantities.flatMap((quantity) => quantity.src ?? []))] };
}

export function scenariosOf(
  explanation: Explanation,
  bars: Waterfall,
  scenarios: readonly Scenario[],
  data: LossModelData,
  language: Language,
): ScenarioFigure[] {
  const { rowGross, rowKept } = explanation;
  const left = spreadYen(
    bars.gross - bars.retained,
    scenarios.map((_, i) => Math.max(0, rowGross[i] - rowKept[i])),
  );
  const kept = spreadYen(
    bars.retained,
    scenarios.map((_, i) => rowKept[i]),
  );
  return scenarios
    .map((scenario, i) => ({
      id: scenario.id,
      name: scenarioName(scenario, data, language),
      cause: scenario.cause,
      tier: data.groups[scenario.group].tier,
      gross: kept[i] + left[i],
      retained: kept[i],
    }))
    .sort((a, b) => b.gross - a.gross || compareIds(a.id, b.id));
}

/** The name of a scenario, for people. */
export function scenarioName(scenario: Scenario, data: LossModelData, language: Language): string {
  const group = data.groups[scenario.group];
  if (scenario.of === undefined) return language === 'ja' ? group.ja : (group.en ?? group.ja);
  const cause = causeOf(scenario.cause)?.[language] ?? scenario.cause;
  return language === 'ja' ? `${scenario.of}：${cause}` : `${scenario.of}: ${cause}`;
}

/** Why money stays, largest first. */
export function keptOf(
  explanation: Explanation,
  bars: Waterfall,
  reasons: readonly Reason[],
  hasPolicy: boolean,
  language: Language,
): KeptFigure[] {
  const yen = spreadYen(
    bars.retained,
    reasons.map((_, i) => explanation.reasonKept[i]),
  );
  return reasons
    .map((reason, i): KeptFigure => {
      const id = reason.id === 'not_insured' && !hasPolicy ? 'no_policy' : reason.id;
      const { policy, part, clause } = reason;
      return { reason: id, name: REASON_NAMES[id]?.[language] ?? id, policy, part, clause, yen: yen[i] };
    })
    .filter((figure) => figure.yen > 0)
    .sort((a, b) => b.yen - a.yen || compareIds(keyOf(a), keyOf(b)));
}

function keyOf({ reason, policy, part, clause }: KeptFigure): string {
  return [reason, policy, part, clause].join('/');
}

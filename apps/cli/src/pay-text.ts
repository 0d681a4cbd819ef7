import type { Text } from '@sonae/core';
import {
  type Kept,
  type PayResult,
  PER_TEXTS,
  type Policy,
  REASON_TEXTS,
  stepText,
  type TraceStep,
} from '@sonae/policy';
import { table } from './table.ts';
import type { Terminal } from './terminal.ts';

/** What policies pay for events, for people: the figure, its way clause by clause, and what stays and why. */
export function payText(result: PayResult, policies: readonly Policy[], { say, language }: Terminal): string {
  const yen = (amount: number) =>
    `${amount.toLocaleString('ja-JP', { maximumFractionDigits: 2 })}${language === 'ja' ? '円' : ' yen'}`;
  const t = (ja: string, en: string) => say({ ja, en });
  const [low, high] = result.range;
  const sections = [
    table(
      [t('入力からの計算', 'Calculated from your inputs'), t('金額', 'Yen')],
      [
        [t('損害', 'Loss'), yen(result.loss)],
        [t('支払われる額', 'Paid'), yen(result.total)],
        [t('手元に残る額', 'Kept'), yen(result.loss - result.total)],
      ],
    ),
  ];
  if (low !== high || result.unknown.length > 0)
    sections.push(
      t(
        `不明な事実がどう決まるかで、支払いは ${yen(low)} から ${yen(high)} の間です。上の額は、証明すべき側に不利に見た額です。\n決め手となる事実：${result.unknown.join('、')}`,
        `Depending on facts nobody has stated, ${yen(low)} to ${yen(high)} is paid. The figure above counts them against whoever must prove them.\nFacts that decide: ${result.unknown.join(', ')}`,
      ),
    );
  if (result.events.length > 1)
    sections.push(
      table(
        [t('事案', 'Event'), t('損害', 'Loss'), t('支払い', 'Paid')],
        result.events.map((event) => [event.name ?? event.id, yen(event.loss), yen(event.total)]),
      ),
    );
  for (const policy of policies) sections.push(...policySections(policy, result, { say, yen, t }));
  sections.push(keptTable(result.kept, { say, yen, t }));
  for (const { policy, limit, yen: premium } of result.reinstatementPremiums ?? [])
    sections.push(`${t('復元保険料', 'Reinstatement premium')} ${policy} limits.${limit}: ${yen(premium)}`);
  return `${sections.join('\n\n')}\n`;
}

type Words = {
  readonly say: (text: Text) => string;
  readonly yen: (amount: number) => string;
  readonly t: (ja: string, en: string) => string;
};

/** The way of each payment through the terms of one policy. */
function policySections(policy: Policy, result: PayResult, words: Words): string[] {
  const { t, yen } = words;
  const own = result.trace.filter((step) => step.policy === policy.id);
  const turns = turnsOf(own);
  const title = `■ ${policy.insurer} ${policy.product ?? ''}（${policy.id}）`;
  const shares = (result.coinsurers ?? [])
    .filter((one) => one.policy === policy.id)
    .map(({ insurer, yen: amount }) => `  ${insurer}: ${yen(amount)}`);
  return [
    title,
    ...turns.map((steps) => {
      const { part, event } = steps[0];
      const name = policy.parts.find((one) => one.id === part)?.name ?? part;
      const heading = `【${name}】${result.events.length > 1 ? ` ${t('事案', 'event')} ${event}` : ''}`;
      return `${heading}\n${table(
        [t('条項', 'Term'), t('箇所', 'Clause'), t('減る額(円)', 'Taken off'), t('残る額(円)', 'Leaves')],
        steps.map((step) => [termText(step, words), step.clause, change(step, plain), plain(step.left)]),
      )}`;
    }),
    ...(shares.length > 0
      ? [`${t('引受会社ごとの負担', 'Borne by the co-insurers')}\n${shares.join('\n')}`]
      : []),
  ];
}

/** Steps of one turn end with its payment. */
function turnsOf(steps: readonly TraceStep[]): TraceStep[][] {
  const turns: TraceStep[][] = [];
  let open: TraceStep[] = [];
  for (const step of steps) {
    open.push(step);
    if (step.step !== 'pay') continue;
    turns.push(open);
    open = [];
  }
  return turns;
}

function termText({ step, value, per, unknown }: TraceStep, { say, t, yen }: Words): string {
  const unit = per === undefined ? '' : ` ${say(PER_TEXTS[per])}`;
  const amount =
    value === undefined
      ? ''
      : ` ${step === 'pct' || step === 'add.defence' ? `${Math.round(value * 1e4) / 100}%` : step.startsWith('waiting') ? `${value}${t('時間', 'h')}` : step === 'period' ? `${value}${t('日', ' days')}` : yen(value)}`;
  const doubt = unknown ? t(`（不明：${unknown.join('、')}）`, ` (unknown: ${unknown.join(', ')})`) : '';
  return `${say(stepText(step))}${unit}${amount}${doubt}`;
}

/** Figures of the long table go without their unit, so that it fits a terminal. */
const plain = (amount: number): string => amount.toLocaleString('ja-JP', { maximumFractionDigits: 2 });

function change({ before, after }: TraceStep, yen: (amount: number) => string): string {
  return before === after ? '' : `−${yen(Math.round((before - after) * 100) / 100)}`;
}

/** Why each yen stays, largest first. */
function keptTable(kept: readonly Kept[], { say, yen, t }: Words): string {
  const rows = [...kept].sort((a, b) => b.yen - a.yen);
  return table(
    [t('手元に残る理由', 'Why it stays'), t('箇所', 'Clause'), t('金額', 'Yen')],
    rows.map(({ reason, clause, yen: amount }) => [say(REASON_TEXTS[reason]), clause, yen(amount)]),
  );
}

import { isCivilDate } from '@sonae/core';
import { COVERAGE_ALIASES, COVERAGES, type Coverage } from './coverages.ts';
import { dayAfter, isShare, type Rates } from './import.ts';

type Pair = readonly [ja: string, en: string];

/** One row of an account file, by column. */
export type OedRow = {
  text(column: string): string | undefined;
  number(column: string): number | undefined;
  /** A term of a coverage, whatever number its column carries. */
  coverage(kind: 'Limit' | 'Ded', code: string): number | undefined;
  readonly rates: Rates;
  report(column: string, code: string, message: Pair, hint: Pair): void;
};

const HOURS_A_DAY = 24;

/**
 * A row as a policy: coverages with their own deductible and limit, then the deductible of the policy, then the layer
 * (attachment, limit, participation) with its yearly terms. What the format does not say is `not_stated`.
 */
export function policyOfRow(row: OedRow): object | undefined {
  const number = row.text('PolNumber');
  if (number === undefined) {
    row.report(
      'PolNumber',
      'missing',
      ['証券番号（PolNumber）がありません。', 'The policy has no number.'],
      ['証券番号を書いてください。', 'Write the number of the policy.'],
    );
    return undefined;
  }
  const yen = converter(row);
  if (!yen) return undefined;
  const coverages = coveragesOf(row);
  const liability = row.text('CoverageTrigger') !== undefined || row.text('DefenceCost') !== undefined;
  const parts = liability ? [liabilityPart(row)] : cyberParts(row, coverages, yen);
  const limits = {
    layer: layerLimit(row, yen),
    ...(liability ? {} : coverageLimits(row, coverages, yen)),
  };
  const premium = row.number('PolGrossPremium');
  const layer = row.text('LayerNumber');
  return {
    id: [number, ...(layer ? [`L${layer}`] : [])].join('-').replace(/[^A-Za-z0-9_.-]/g, '_'),
    insurer: 'OED に記載なし',
    product:
      [row.text('LOB'), row.text('CoverageClassDescription')].filter((one) => one !== undefined).join(' ') ||
      'OED',
    forms: [{ id: 'OED', edition: row.text('OEDVersion') ?? 'latest' }],
    ...period(row),
    ...(row.text('InsuredName') && { insured: { named: row.text('InsuredName') } }),
    territory: { claim: 'not_stated' },
    otherInsurance: (row.number('LayerAttachment') ?? 0) > 0 ? 'excess' : 'independent',
    limits,
    parts: parts.map((part) => withLayer(row, part, yen)),
    not_stated: [
      'exclusions',
      'conditions',
      ...coverages.filter((one) => one.heads.length === 0).map((one) => one.code),
    ],
    ...(premium !== undefined && { premium: { amount: yen(premium) } }),
  };
}

type Part = {
  id: string;
  trigger: object;
  heads: object[];
  retention: { id?: string; kind: string; amount?: number; hours?: number; per?: string; heads?: string }[];
  order: string[];
  pct?: number;
  indemnityPeriod?: object;
};

/** Amounts in yen; undefined where the currency has no rate. */
function converter(row: OedRow): ((amount: number) => number) | undefined {
  const currency = row.text('LimitCurrency') ?? row.text('AccCurrency') ?? 'JPY';
  const rate = currency === 'JPY' ? 1 : row.rates[currency];
  if (rate !== undefined) return (amount) => Math.round(amount * rate);
  row.report(
    'AccCurrency',
    'currency',
    [`通貨「${currency}」を円にする率がありません。`, `There is no rate from ${currency} to yen.`],
    [`--rate ${currency}=150 のように渡してください。`, `Pass one like --rate ${currency}=150.`],
  );
  return undefined;
}

/** The coverages of the row: those `PolCoverage` lists, else those that have terms, else all. */
function coveragesOf(row: OedRow): Coverage[] {
  const listed = row
    .text('PolCoverage')
    ?.split(/[;,]/)
    .map((one) => one.trim());
  const codes = listed?.map((one) => COVERAGE_ALIASES[one] ?? one);
  for (const code of codes ?? [])
    if (!COVERAGES.some((one) => one.code === code) && code !== 'CYB')
      row.report(
        'PolCoverage',
        'coverage',
        [`補償「${code}」は分かりません。`, `Unknown coverage ${code}.`],
        [`${COVERAGES.map((one) => one.code).join('、')}、CYB から選びます。`, 'Use a coverage code of OED.'],
      );
  if (codes && !codes.includes('CYB')) return COVERAGES.filter((one) => codes.includes(one.code));
  const termed = COVERAGES.filter(
    ({ code }) => row.coverage('Limit', code) !== undefined || row.coverage('Ded', code) !== undefined,
  );
  return codes || termed.length === 0 ? [...COVERAGES] : termed;
}

/**
 * One part with all coverages, so that the deductible of the policy is taken once; a coverage with the heads of another
 * one (contingent interruption, errors and omissions) is a part of its own, for the events the other leaves out.
 */
function cyberParts(row: OedRow, coverages: readonly Coverage[], yen: (amount: number) => number): Part[] {
  const paid = coverages.filter((one) => one.heads.length > 0);
  const isFirst = (one: Coverage) => paid.find((other) => other.heads[0] === one.heads[0]) === one;
  const main = paid.filter(isFirst);
  const others = paid.filter((one) => !isFirst(one));
  return [
    cyberPart(row, 'cyber', main, others, yen),
    ...others.map((one) => cyberPart(row, one.code.toLowerCase(), [one], main, yen)),
  ];
}

function cyberPart(
  row: OedRow,
  id: string,
  paid: readonly Coverage[],
  others: readonly Coverage[],
  yen: (amount: number) => number,
): Part {
  const waiting = row.number('BIWaitingPeriod');
  const days = row.number('BIPOI');
  const bi = paid.filter((one) => one.interruption);
  return {
    id,
    trigger: { basis: 'discovered', src: { form: 'OED', state: 'inferred' } },
    heads: paid.map(({ code, heads, notIf }) => ({
      group: code,
      ids: [...heads],
      node: code,
      ...(notIf !== undefined && others.some((one) => one.heads[0] === heads[0]) && { notIf }),
    })),
    retention: [
      ...(waiting
        ? bi.map(({ code }) => ({ kind: 'waiting_excess', hours: waiting * HOURS_A_DAY, heads: code }))
        : []),
      ...paid.flatMap(({ code }) => {
        const amount = row.coverage('Ded', code);
        return amount ? [{ kind: 'deductible', amount: yen(amount), per: 'event', heads: code }] : [];
      }),
    ],
    ...(days && bi.length > 0 && { indemnityPeriod: { maxDays: Math.round(days) } }),
    order: [
      ...(waiting && bi.length > 0 ? ['waiting'] : []),
      ...(days && bi.length > 0 ? ['period'] : []),
      'retention',
      'limit.head',
    ],
  };
}

function coverageLimits(
  row: OedRow,
  coverages: readonly Coverage[],
  yen: (amount: number) => number,
): object {
  return Object.fromEntries(
    coverages
      .filter((one) => one.heads.length > 0)
      .map(({ code }) => {
        const amount = row.coverage('Limit', code);
        return [code, { amount: amount ? yen(amount) : 'unlimited', per: 'event' }];
      }),
  );
}

/** 0 claims made, 1 losses occurring, 2 occurrence reported. */
const TRIGGERS: Readonly<Record<string, object>> = {
  '0': { basis: 'claim_made', series: { sameCause: 'first_claim_date' } },
  '1': { basis: 'discovered', retro: 'none' },
  '2': { basis: 'discovered' },
};

function liabilityPart(row: OedRow): Part {
  const code = row.text('CoverageTrigger');
  const trigger = TRIGGERS[code ?? '0'];
  if (!trigger)
    row.report(
      'CoverageTrigger',
      'code',
      [`「${code}」は約定の起点の符号ではありません。`, `${code} is no code of a trigger.`],
      ['0 請求ベース、1 事故発生ベース、2 通知ベース のどれかです。', 'Use 0, 1 or 2.'],
    );
  const defence = row.text('DefenceCost') ?? '1';
  if (!['0', '1', '2'].includes(defence))
    row.report(
      'DefenceCost',
      'code',
      [`「${defence}」は争訟費用の符号ではありません。`, `${defence} is no code of defence cost.`],
      ['0 限度の外、1 限度の内、2 対象外 のどれかです。', 'Use 0, 1 or 2.'],
    );
  return {
    id: 'liability',
    trigger: { ...trigger, src: { form: 'OED', state: code === undefined ? 'inferred' : 'read' } },
    heads: [{ id: 'damages' }, ...(defence === '2' ? [] : [{ id: 'defence' }])],
    retention: [],
    order: [],
  };
}

/** The deductible of the policy, then the layer: attachment, limit, participation. */
function withLayer(row: OedRow, part: Part, yen: (amount: number) => number): object {
  const retention = [...part.retention];
  const order = part.order.filter(
    (step) => step !== 'retention' || retention.some((one) => one.amount !== undefined),
  );
  const outside = row.text('DefenceCost') === '0';
  const add = (id: string, kind: string, amount: number | undefined, per: string) => {
    if (!amount) return;
    retention.push({ id, kind, amount: yen(amount), per, ...(outside && { heads: 'all_but_defence' }) });
    order.push(`retention.${id}`);
  };
  add('policy', 'deductible', row.number('PolDed'), 'event');
  add('sir', 'sir', row.number('PolSIR'), 'event');
  add('attachment', 'deductible', row.number('LayerAttachment'), 'event');
  add('aggregate', 'deductible', row.number('LayerAggAttachment'), 'year');
  order.push('limit.layer');
  if (outside) order.push('add.defence');
  const share = row.number('LayerParticipation') ?? 1;
  if (!isShare(share))
    row.report(
      'LayerParticipation',
      'share',
      [
        `引受割合「${share}」は0から1の小数6桁までの数ではありません。`,
        `Participation ${share} is no share from 0 to 1.`,
      ],
      ['10 % は 0.1 と書きます。', '10 % is written 0.1.'],
    );
  if (share < 1) order.push('pct');
  return { ...part, retention, order, ...(share < 1 && { pct: share }) };
}

function layerLimit(row: OedRow, yen: (amount: number) => number): object {
  const limit = row.number('LayerLimit');
  const yearly = row.number('LayerAggLimit');
  const defence = row.text('DefenceCost');
  const inside: Readonly<Record<string, string>> = { 0: 'outside', 1: 'inside' };
  return {
    // An empty limit, and by the rules of the format also a limit of 0, is none.
    amount: limit ? yen(limit) : 'unlimited',
    per: 'event',
    ...(yearly && { alsoPer: { period: yen(yearly) } }),
    ...(defence !== undefined && inside[defence] && { defence: inside[defence] }),
  };
}

function period(row: OedRow): object {
  const [from, last] = [row.text('PolInceptionDate'), row.text('PolExpiryDate')];
  if (from === undefined || last === undefined) return {};
  const to = dayAfter(last);
  if (!isCivilDate(from.slice(0, 10)) || to === undefined) {
    row.report(
      isCivilDate(from.slice(0, 10)) ? 'PolExpiryDate' : 'PolInceptionDate',
      'date',
      ['保険期間の日付が読めません。', 'The period cannot be read.'],
      ['2026-04-01 のように書きます。', 'Write dates like 2026-04-01.'],
    );
    return {};
  }
  return { period: { from: from.slice(0, 10), to } };
}

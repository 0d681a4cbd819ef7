import { formatInstant, type Issue, type Text, type Yen } from '@sonae/core';
import type { LossEvent, Policy } from '@sonae/policy';
import type { Ledger, LedgerLine } from './line.ts';
import { type LedgerPosition, positionOf } from './position.ts';

/** What a line would do to the insurance position, before anybody says yes to it (支出・約束の前の確認). */
export type Foresight = {
  readonly line: string;
  /** What the insurers would pay more because of it, as it stands. */
  readonly insurer: Yen;
  /** The same with the insurer's written consent obtained first. */
  readonly withConsent: Yen;
  /** What stays with the company, as it stands. */
  readonly stays: Yen;
  readonly warnings: readonly Issue[];
};

/** Looks ahead: the ledger with and without the line, and with the consent it lacks. */
export function foresee(
  ledger: Ledger,
  line: LedgerLine,
  policies: readonly Policy[],
  earlier: readonly LossEvent[] = [],
): Foresight {
  const others = ledger.lines.filter(({ id }) => id !== line.id);
  const at = (lines: readonly LedgerLine[]) => positionOf({ ...ledger, lines }, policies, earlier);
  const [without, asIs, asked] = [at(others), at([...others, line]), at([...others, withConsent(line)])];
  const insurer = asIs.insurer - without.insurer;
  const gain = asked.insurer - without.insurer;
  return {
    line: line.id,
    insurer,
    withConsent: gain,
    stays: asIs.stays - without.stays,
    warnings: warningsOf(line, asIs, { insurer, gain }),
  };
}

/** Every line that is considered or promised and would better wait. What is spent already is told by the position. */
export function ledgerWarnings(
  ledger: Ledger,
  policies: readonly Policy[],
  earlier: readonly LossEvent[] = [],
): Foresight[] {
  return ledger.lines
    .filter(({ state, kind }) => kind !== 'recourse' && (state === 'considered' || state === 'promised'))
    .map((line) => foresee(ledger, line, policies, earlier))
    .filter(({ warnings }) => warnings.length > 0);
}

function withConsent(line: LedgerLine): LedgerLine {
  const consent = { kind: 'prior_written' } as const;
  if (line.kind === 'cost') return { ...line, consent };
  if (line.kind === 'claim' && line.settled) return { ...line, settled: { ...line.settled, consent } };
  return line;
}

function warningsOf(
  line: LedgerLine,
  position: LedgerPosition,
  { insurer, gain }: { readonly insurer: Yen; readonly gain: Yen },
): Issue[] {
  const own = position.lines.find(({ id }) => id === line.id)!;
  const { cover, counted } = own;
  const issues: Issue[] = [];
  const add = (code: string, message: Text, hint: Text) =>
    issues.push({ code: `ledger.${code}`, severity: 'warning', path: line.id, message, hint });
  const ask: Text = {
    ja: '保険会社に連絡し、書面の同意を得てから進めます。',
    en: 'Ask the insurer and have the consent in writing first.',
  };
  if (line.kind === 'claim' && line.settled?.consent.kind === 'none')
    add(
      'settled-without-consent',
      {
        ja: '保険会社の同意なしに示談・支払を約束しようとしています。',
        en: 'A settlement is about to be promised without the insurer’s consent.',
      },
      ask,
    );
  if (line.kind === 'cost' && cover?.consentNeeded && lacks(line.consent.kind, cover.consentNeeded))
    add(
      'consent',
      {
        ja: `事前の同意が要る費用です。同意がなければ ${yen(gain - insurer)} 円が出ません。`,
        en: `This needs prior consent; without it ${yen(gain - insurer)} yen are not paid.`,
      },
      ask,
    );
  if (!cover && position.result.parts.length > 0)
    add(
      'not-covered',
      {
        ja: 'どの保険にもない費目です。全額が自己負担です。',
        en: 'No policy lists this head; all of it stays with the company.',
      },
      { ja: '特約の有無を代理店に確かめます。', en: 'Ask the agent whether a rider covers it.' },
    );
  if (cover?.inWindow === 'no')
    add(
      'window',
      {
        ja: `費用の対象期間（${cover.windowEnds} まで）の外です。`,
        en: `It falls outside the response period (until ${cover.windowEnds}).`,
      },
      {
        ja: '対象期間のうちに発注・支払ができないか確かめます。',
        en: 'See whether it can be incurred within the period.',
      },
    );
  if (cover?.inWindow === 'unknown')
    add(
      'window-unknown',
      {
        ja: '費用の対象期間の内か外か、まだ決まりません。',
        en: 'Whether it falls within the response period is open.',
      },
      { ja: '発見・通知の日時を事実として記録します。', en: 'Record when it was discovered and notified.' },
    );
  if (cover && cover.inWindow !== 'no' && gain < Math.floor((counted * cover.sharePpm) / 1_000_000))
    add(
      'limit',
      {
        ja: `限度額や条件により、この費目で出るのは ${yen(gain)} 円までです。`,
        en: `Limits and terms leave ${yen(gain)} yen for this.`,
      },
      {
        ja: '金額を見直すか、自己負担として決裁します。',
        en: 'Lower the amount, or decide to bear the rest.',
      },
    );
  return issues;
}

/** Whether the consent there is falls short of the one the wording asks for. */
function lacks(has: 'none' | 'prior' | 'prior_written', needed: 'prior' | 'prior_written'): boolean {
  return has === 'none' || (needed === 'prior_written' && has === 'prior');
}

const yen = (amount: Yen): string => amount.toLocaleString('en-US');

/** Whether the insurer was told before the first money was spent or promised; undefined where either is not known. */
export function toldBeforeSpent(ledger: Ledger): boolean | undefined {
  const told = ledger.facts.reportedAt;
  const spent = ledger.lines
    .filter((line) => line.kind === 'cost' && line.state !== 'considered')
    .map((line) => Date.parse((line as { at: string }).at))
    .sort((a, b) => a - b)[0];
  if (typeof told !== 'string' || spent === undefined) return undefined;
  return formatInstant(Date.parse(told)) <= formatInstant(spent);
}

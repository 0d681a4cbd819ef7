import type { ClaimLine, Consent, CostLine, LedgerLine, LineState, TaxBasis } from '@sonae/incident/ledger';
import { taxRatesOn } from '@sonae/knowledge/tax-rates';

/** What the form holds: texts as typed. */
export type Draft = {
  readonly kind: LedgerLine['kind'];
  readonly head: string;
  readonly description: string;
  readonly party: string;
  readonly amount: string;
  readonly taxBasis: TaxBasis;
  readonly taxPpm: number;
  readonly state: LineState;
  /** A day, YYYY-MM-DD. */
  readonly at: string;
  readonly consent: Consent['kind'];
  readonly claimant: ClaimLine['claimant'];
};

/** The rate that is offered first on a day; no tax where the data know of none. */
const usualRate = (day: string): number => taxRatesOn(day)[0]?.ppm ?? 0;

export const emptyDraft = (today: string): Draft => ({
  kind: 'cost',
  head: 'forensic',
  description: '',
  party: '',
  amount: '',
  taxBasis: 'included',
  taxPpm: usualRate(today),
  state: 'considered',
  at: today,
  consent: 'none',
  claimant: 'victim',
});

/** A line that is there, for the form. */
export function draftOf(line: LedgerLine, today: string): Draft {
  const { kind, description = '', party = '', state, taxBasis, taxPpm = usualRate(today) } = line;
  const common = { ...emptyDraft(today), kind, description, party, state, taxBasis, taxPpm };
  switch (line.kind) {
    case 'cost':
      return {
        ...common,
        amount: String(line.amount),
        head: line.head,
        at: line.at.slice(0, 10),
        consent: line.consent.kind,
      };
    case 'claim':
      return {
        ...common,
        amount: String(line.settled?.amount ?? line.amount),
        head: line.head,
        at: line.madeAt.slice(0, 10),
        consent: line.settled?.consent.kind ?? 'none',
        claimant: line.claimant,
      };
    case 'recourse':
      return { ...common, amount: String(line.amount) };
  }
}

/** The line that a draft says, or undefined where the amount is none. What the form does not show stays as it was. */
export function lineOf(draft: Draft, id: string, before?: LedgerLine): LedgerLine | undefined {
  const digits = draft.amount.normalize('NFKC').replaceAll(/[,\s円]/g, '');
  if (!/^\d{1,12}$/.test(digits)) return undefined;
  const { kind, head, taxBasis, state, at, claimant } = draft;
  const same = before?.kind === kind ? before : undefined;
  const { taxPpm: _, description: __, party: ___, ...kept } = same ?? ({} as Partial<LedgerLine>);
  const amount = Number(digits);
  const party = draft.party.trim();
  const common = {
    ...kept,
    id,
    state,
    amount,
    taxBasis,
    ...(taxBasis === 'exempt' ? {} : { taxPpm: draft.taxPpm }),
    ...withText('description', draft.description),
    ...withText('party', party),
  };
  switch (kind) {
    case 'cost': {
      const consent = { ...(same as CostLine | undefined)?.consent, kind: draft.consent };
      return { ...common, kind, head, at, consent } as CostLine;
    }
    case 'claim': {
      const earlier = same as ClaimLine | undefined;
      // Promised or beyond is a settlement; what was claimed at first stays beside it.
      const settled = {
        ...earlier?.settled,
        amount,
        at,
        consent: { ...earlier?.settled?.consent, kind: draft.consent },
      };
      const { settled: _before, ...claim } = { ...common, settled: undefined };
      return {
        ...claim,
        kind,
        amount: state === 'considered' ? amount : (earlier?.amount ?? amount),
        claim: earlier?.claim ?? (party || id),
        claimant,
        head,
        madeAt: earlier?.madeAt ?? at,
        ...(state === 'considered' ? {} : { settled }),
      } as ClaimLine;
    }
    case 'recourse':
      return { ...common, kind } as LedgerLine;
  }
}

const withText = (name: string, text: string) => (text.trim() === '' ? {} : { [name]: text.trim() });

import type { ClaimLine, Consent, CostLine, LedgerLine, LineState, TaxBasis } from '@sonae/incident/ledger';

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

/** 消費税の標準税率と軽減税率（地方消費税を含む）, parts per million: 消費税法29条, 地方税法72条の83. */
export const TAX_RATES = [100_000, 80_000] as const;

export const emptyDraft = (today: string): Draft => ({
  kind: 'cost',
  head: 'forensic',
  description: '',
  party: '',
  amount: '',
  taxBasis: 'included',
  taxPpm: TAX_RATES[0],
  state: 'considered',
  at: today,
  consent: 'none',
  claimant: 'victim',
});

/** A line that is there, for the form. */
export function draftOf(line: LedgerLine, today: string): Draft {
  const { kind, description = '', party = '', state, taxBasis, taxPpm = TAX_RATES[0] } = line;
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

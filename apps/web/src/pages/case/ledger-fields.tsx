import type { ClaimLine, Consent, LedgerLine, LineState, TaxBasis } from '@sonae/incident/ledger';
import { heads } from '@sonae/knowledge';
import { taxRatesOn } from '@sonae/knowledge/tax-rates';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { Field } from '../../parts/field.tsx';
import type { Draft } from './ledger-draft.ts';

const KINDS: readonly LedgerLine['kind'][] = ['cost', 'claim', 'recourse'];
const STATES: readonly LineState[] = ['considered', 'promised', 'incurred', 'paid'];
const TAXES: readonly TaxBasis[] = ['included', 'excluded', 'exempt'];
const CONSENTS: readonly Consent['kind'][] = ['none', 'prior', 'prior_written'];
const CLAIMANTS: readonly ClaimLine['claimant'][] = [
  'victim',
  'card_issuer',
  'client',
  'other_company',
  'shareholder',
  'authority',
];
/** The head a claim begins with. */
const FIRST_HEAD = { cost: 'forensic', claim: 'solatium', recourse: '' } as const;

/** The rates of the day the line is of, and the one it has. */
const ratesFor = ({ at, taxPpm }: Draft): number[] => [
  ...new Set([...taxRatesOn(at).map(({ ppm }) => ppm), taxPpm]),
];

/** The fields of a line, in the order in which a quotation is read. */
export function LedgerFields({
  draft,
  onChange,
  isWrong,
}: {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly isWrong: boolean;
}) {
  const { t } = useTranslation('case-room');
  const language = useLanguage();
  const put = (part: Partial<Draft>) => onChange({ ...draft, ...part });
  const party = draft.kind === 'cost' ? 'first' : 'third';
  return (
    <div className="ledger-fields">
      <fieldset className="segments">
        <legend className="hidden">{t('ledger.kind')}</legend>
        {KINDS.map((kind) => (
          <label key={kind}>
            <input
              type="radio"
              name="ledger-kind"
              checked={draft.kind === kind}
              onChange={() => put({ kind, head: FIRST_HEAD[kind] })}
            />
            {t(`ledger.kinds.${kind}`)}
          </label>
        ))}
      </fieldset>
      {draft.kind !== 'recourse' && (
        <Choice
          label={t('ledger.head')}
          value={draft.head}
          choices={heads.filter((head) => head.party === party).map((head) => [head.id, head[language]])}
          onChange={(head) => put({ head })}
        />
      )}
      {draft.kind === 'claim' && (
        <Choice
          label={t('ledger.claimant')}
          value={draft.claimant}
          choices={CLAIMANTS.map((one) => [one, t(`ledger.claimants.${one}`)])}
          onChange={(claimant) => put({ claimant })}
        />
      )}
      <Field label={t('ledger.party')}>
        <input value={draft.party} onChange={(event) => put({ party: event.target.value })} />
      </Field>
      <Field label={t('ledger.description')}>
        <input value={draft.description} onChange={(event) => put({ description: event.target.value })} />
      </Field>
      <Field label={t('ledger.amount')}>
        <input
          inputMode="numeric"
          required
          aria-invalid={isWrong || undefined}
          value={draft.amount}
          onChange={(event) => put({ amount: event.target.value })}
        />
        {isWrong && <span className="field-wrong">{t('ledger.wrong')}</span>}
      </Field>
      <Choice
        label={t('ledger.tax')}
        value={draft.taxBasis}
        choices={TAXES.map((one) => [one, t(`ledger.taxes.${one}`)])}
        onChange={(taxBasis) => put({ taxBasis })}
      />
      {draft.taxBasis !== 'exempt' && (
        <Choice
          label={t('ledger.rate')}
          value={String(draft.taxPpm)}
          choices={ratesFor(draft).map((ppm) => [String(ppm), `${ppm / 10_000}%`])}
          onChange={(ppm) => put({ taxPpm: Number(ppm) })}
        />
      )}
      <Choice
        label={t('ledger.state')}
        value={draft.state}
        choices={STATES.map((one) => [one, t(`ledger.states.${one}`)])}
        onChange={(state) => put({ state })}
      />
      <Field label={t('ledger.at')}>
        <input type="date" required value={draft.at} onChange={(event) => put({ at: event.target.value })} />
      </Field>
      {draft.kind !== 'recourse' && (
        <Choice
          label={t('ledger.consent')}
          value={draft.consent}
          choices={CONSENTS.map((one) => [one, t(`ledger.consents.${one}`)])}
          onChange={(consent) => put({ consent })}
        />
      )}
    </div>
  );
}

function Choice<T extends string>({
  label,
  value,
  choices,
  onChange,
}: {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly (readonly [T, string])[];
  readonly onChange: (value: T) => void;
}) {
  return (
    <Field label={label}>
      <select value={value} onChange={(event) => onChange(event.target.value as T)}>
        {choices.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  );
}

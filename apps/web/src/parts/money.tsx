import { type Precision, yenParts, yenText } from '@sonae/documents/format';
import { useTranslation } from 'react-i18next';
import { exactAmounts } from '../api/choices.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { useObservable } from './observable.ts';

type MoneyProps = {
  readonly yen: number;
  /** Default: two significant digits, or to the yen where the reader asked for that. */
  readonly precision?: Precision;
};

/** An amount of money in 万 and 億, the units smaller than the digits; pointing at it shows it to the yen. */
export function Money({ yen, precision }: MoneyProps) {
  const language = useLanguage();
  const usual = usePrecision();
  const parts = yenParts(yen, language, precision ?? usual);
  return (
    <span className="money" title={yenText(yen, language, 'exact')}>
      {parts.map(({ text, unit }) => (unit ? <small key={text}>{text}</small> : text))}
    </span>
  );
}

/** From … to …, or the 90 % band where `band` is set. */
export function Range({
  low,
  high,
  band = false,
}: {
  readonly low: number;
  readonly high: number;
  readonly band?: boolean;
}) {
  const { t } = useTranslation('parts');
  const text = useMoneyText();
  const exact = (yen: number) => text(yen, 'exact');
  return (
    <span className="range" title={t('range', { low: exact(low), high: exact(high) })}>
      {t(band ? 'band' : 'range', { low: text(low), high: text(high) })}
    </span>
  );
}

/** Amounts as plain text, for sentences and charts. */
export function useMoneyText(): (yen: number, precision?: Precision) => string {
  const language = useLanguage();
  const usual = usePrecision();
  return (yen, precision = usual) => yenText(yen, language, precision);
}

function usePrecision(): Precision {
  return useObservable(exactAmounts) ? 'exact' : 'rounded';
}

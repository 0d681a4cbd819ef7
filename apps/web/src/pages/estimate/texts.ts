import type { Lever } from '@sonae/assessment';
import { countText } from '@sonae/documents/format';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { useMoneyText } from '../../parts/money.tsx';

/** The value of a lever in the reader's words. */
export function useLeverText(): (lever: Pick<Lever, 'unit'>, value: number | null | undefined) => string {
  const { t } = useTranslation('estimate');
  const money = useMoneyText();
  const language = useLanguage();
  return ({ unit }, value) => {
    if (value === undefined) return t('levers.open');
    if (value === null) return t('levers.none');
    switch (unit) {
      case 'yen':
        return money(value, 'grouped');
      case 'hours':
        return t('levers.hours', { hours: value });
      case 'persons':
        return t('levers.persons', { persons: countText(value, language) });
      case 'switch':
        return t(value === 1 ? 'levers.on' : 'levers.off');
    }
  };
}

/** A difference in money with its sign; more kept is more. */
export function useDifferenceText(): (yen: number) => string {
  const money = useMoneyText();
  return (yen) => (yen > 0 ? `＋${money(yen)}` : money(yen));
}

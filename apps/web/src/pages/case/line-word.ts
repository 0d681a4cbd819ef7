import type { LedgerLine } from '@sonae/incident/ledger';
import { headOf } from '@sonae/knowledge';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';

/** What a line of the ledger is for, by its head; what comes back has none. */
export function useLineWord(): (line: LedgerLine) => string {
  const { t } = useTranslation('case-room');
  const language = useLanguage();
  return (line) =>
    line.kind === 'recourse' ? t('ledger.kinds.recourse') : (headOf(line.head)?.[language] ?? line.head);
}

import { percentText } from '@sonae/documents/format';
import { useTranslation } from 'react-i18next';
import type { api } from '../../api/client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { dayText } from '../../parts/dates.ts';
import { IssueList } from '../../parts/issue-list.tsx';
import { Money } from '../../parts/money.tsx';

export type Checked = Awaited<ReturnType<typeof api.cases.ledgerCheck>>;

/** What a line would mean: what insurers pay of it, the room that is left, the period, and what to heed. */
export function LedgerCheck({ checked: { foresight, position } }: { readonly checked: Checked }) {
  const { t } = useTranslation('case-room');
  const language = useLanguage();
  const { insurer, withConsent, stays, warnings } = foresight;
  const { cover, coverName } = position;
  const room = cover?.subLimit?.room;
  return (
    <div className="ledger-check">
      <dl>
        <div>
          <dt>{t('ledger.insurer')}</dt>
          <dd>
            <Money yen={insurer} precision="exact" />
          </dd>
        </div>
        {withConsent !== insurer && (
          <div>
            <dt>{t('ledger.withConsent')}</dt>
            <dd>
              <Money yen={withConsent} precision="exact" />
            </dd>
          </div>
        )}
        <div>
          <dt>{t('ledger.stays')}</dt>
          <dd>
            <Money yen={stays} precision="exact" />
          </dd>
        </div>
        {cover && (
          <>
            <div>
              <dt>{t('ledger.cover')}</dt>
              <dd>{coverName ?? cover.part}</dd>
            </div>
            <div>
              <dt>{t('ledger.share')}</dt>
              <dd>{percentText(cover.sharePpm / 1_000_000, language)}</dd>
            </div>
          </>
        )}
        {room !== undefined && (
          <div>
            <dt>{t('ledger.room')}</dt>
            <dd>{room === null ? t('ledger.unlimited') : <Money yen={room} precision="exact" />}</dd>
          </div>
        )}
        {cover?.windowEnds !== undefined && (
          <div>
            <dt>{t('ledger.window')}</dt>
            <dd>{t('ledger.until', { day: dayText(Date.parse(cover.windowEnds), language) })}</dd>
          </div>
        )}
      </dl>
      {warnings.length > 0 ? (
        <IssueList issues={warnings.map((one) => ({ ...one, path: '' }))} />
      ) : (
        <p>{t('ledger.fine')}</p>
      )}
    </div>
  );
}

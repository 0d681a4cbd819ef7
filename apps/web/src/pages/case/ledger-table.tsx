import type { LedgerLine } from '@sonae/incident/ledger';
import { useTranslation } from 'react-i18next';
import type { api } from '../../api/client.ts';
import { writeEntry } from '../../api/outbox.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { Money, useMoneyText } from '../../parts/money.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { useLineWord } from './line-word.ts';

type Ledger = Awaited<ReturnType<typeof api.cases.ledger>>;

/** Lines as they stand; the totals are those of the evaluator. */
export function LedgerTable({
  id,
  ledger: { lines, position, warnings },
  writes,
  onEdit,
}: {
  readonly id: string;
  readonly ledger: Ledger;
  readonly writes: boolean;
  readonly onEdit: (line: LedgerLine) => void;
}) {
  const { t } = useTranslation('case-room');
  const language = useLanguage();
  const { dotted } = usePunctuation();
  const money = useMoneyText();
  const word = useLineWord();
  const [low, high] = position.range;
  return (
    <Scroll label={t('ledger.title')}>
      <table className="small-table ledger">
        <caption className="hidden">{t('ledger.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('ledger.line')}</th>
            <th scope="col" className="words">
              {t('ledger.state')}
            </th>
            <th scope="col">{t('ledger.counted')}</th>
            <th scope="col">{t('ledger.insurer')}</th>
            <th scope="col">{t('ledger.stays')}</th>
            <th scope="col">{t('ledger.room')}</th>
            {writes && (
              <th scope="col" className="no-print">
                <span className="hidden">{t('ledger.edit')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, i) => {
            const { counted, insurer, stays, cover, coverName } = position.lines[i];
            const heeded = warnings.find((one) => one.line === line.id);
            const room = cover?.subLimit?.room;
            return (
              <tr key={line.id} data-line={line.id}>
                <th scope="row">
                  {line.description ?? word(line)}
                  <span className="sub ledger-detail">
                    {dotted([line.description && word(line), line.party, coverName])}
                  </span>
                  {heeded && (
                    <details className="ledger-warned">
                      <summary>{t('ledger.warned', { count: heeded.warnings.length })}</summary>
                      <ul>
                        {heeded.warnings.map(({ code, message }) => (
                          <li key={code}>{message[language]}</li>
                        ))}
                      </ul>
                    </details>
                  )}
                </th>
                <td className="words">
                  {line.kind === 'recourse' && line.state === 'paid'
                    ? t('ledger.received')
                    : t(`ledger.states.${line.state}`)}
                </td>
                <td>
                  <Money yen={counted} precision="exact" />
                </td>
                <td>
                  <Money yen={insurer} precision="exact" />
                </td>
                <td>
                  <Money yen={stays} precision="exact" />
                </td>
                <td>
                  {room === undefined ? '–' : room === null ? t('ledger.unlimited') : <Money yen={room} />}
                </td>
                {writes && (
                  <td className="no-print ledger-actions">
                    <button type="button" className="link" onClick={() => onEdit(line)}>
                      {t('ledger.edit')}
                    </button>
                    <ConfirmButton
                      size="compact-sm"
                      variant="subtle"
                      fw={400}
                      question={t('ledger.withdrawQuestion')}
                      onConfirm={() =>
                        writeEntry(id, {
                          kind: 'ledger.withdrawn',
                          line: line.id,
                          reason: t('ledger.withdrawn'),
                        })
                      }
                    >
                      {t('ledger.withdraw')}
                    </ConfirmButton>
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              {t('ledger.total')}
              <span className="sub ledger-detail">
                {dotted([
                  position.recovered > 0 &&
                    t('ledger.recovered', { yen: money(position.recovered, 'exact') }),
                  low < high && t('ledger.range', { low: money(low), high: money(high) }),
                ])}
              </span>
            </th>
            <td />
            <td>
              <Money yen={position.counted} precision="exact" />
            </td>
            <td>
              <Money yen={position.insurer} precision="exact" />
            </td>
            <td>
              <Money yen={position.stays} precision="exact" />
            </td>
            <td />
            {writes && <td className="no-print" />}
          </tr>
        </tfoot>
      </table>
    </Scroll>
  );
}

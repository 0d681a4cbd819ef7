import type { PartnerExposure } from '@sonae/assessment';
import { type Company, labelOf } from '@sonae/register';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { May } from '../../parts/may.tsx';
import { Money } from '../../parts/money.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { type ContractRow, contractRows, headNames } from './model/contracts.ts';

type ContractListProps = {
  readonly company: string;
  readonly document: Company;
  readonly exposures?: readonly PartnerExposure[];
};

/** The contracts, each opened to its clause. */
export function ContractList({ company, document, exposures }: ContractListProps) {
  const { t } = useTranslation('contracts');
  const language = useLanguage();
  const { list } = usePunctuation();
  const [open, setOpen] = useState<string>();
  const rows = contractRows(document);
  return (
    <Scroll label={t('list.title')}>
      <table className="small-table contracts stacked">
        <caption className="hidden">{t('list.title')}</caption>
        <thead>
          <tr>
            {(['contract', 'side', 'cap', 'notice', 'excluded', 'exposure'] as const).map((head) => (
              <th
                key={head}
                scope="col"
                className={head === 'cap' || head === 'exposure' || head === 'notice' ? undefined : 'words'}
              >
                {t(`list.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        {rows.map((row) => {
          const { contract, partner } = row;
          const exposure = exposures?.find((one) => one.partner === contract.partner);
          const isOpen = open === contract.id;
          return (
            <tbody key={contract.id} data-open={isOpen || undefined}>
              <tr>
                <th scope="row">
                  <button
                    type="button"
                    className="link"
                    aria-expanded={isOpen}
                    onClick={() => setOpen(isOpen ? undefined : contract.id)}
                  >
                    {contract.title}
                  </button>
                  <span className="sub">{partner?.name ?? contract.partner}</span>
                </th>
                <td className="words" data-label={t('list.side')}>
                  {labelOf(contract.side)[language]}
                </td>
                <td data-label={t('list.cap')}>
                  <CapText row={row} />
                </td>
                <td data-label={t('list.notice')}>
                  {contract.noticeHours === undefined ? (
                    <span className="sub">{t('list.notStated')}</span>
                  ) : (
                    t('list.hours', { count: contract.noticeHours })
                  )}
                </td>
                <td className="words" data-label={t('list.excluded')}>
                  {contract.excludedHeads ? (
                    list(headNames(contract.excludedHeads, language))
                  ) : (
                    <span className="sub">{t('list.nothing')}</span>
                  )}
                </td>
                <td data-label={t('list.exposure')}>
                  {contract.side === 'we_supply' && exposure ? (
                    <Money yen={exposure.owed} />
                  ) : (
                    <span className="sub">―</span>
                  )}
                </td>
              </tr>
              {isOpen && (
                <tr className="contract-open">
                  <td colSpan={6}>
                    <Clause row={row} company={company} />
                  </td>
                </tr>
              )}
            </tbody>
          );
        })}
      </table>
    </Scroll>
  );
}

function CapText({ row: { cap } }: { readonly row: ContractRow }) {
  const { t } = useTranslation('contracts');
  const language = useLanguage();
  if (cap.kind !== 'amount') return <span className={`cap-${cap.kind}`}>{t(`cap.${cap.kind}`)}</span>;
  return (
    <>
      <Money yen={cap.yen} precision="grouped" />
      {cap.per && <small className="sub"> {labelOf(cap.per)[language]}</small>}
    </>
  );
}

/** What the contract says in full, with what a lawyer has to look at. */
function Clause({ row, company }: { readonly row: ContractRow; readonly company: string }) {
  const { t } = useTranslation('contracts');
  const language = useLanguage();
  const { list } = usePunctuation();
  const { contract, notes } = row;
  const { clause, cap, brokenBy, penalty, from, to, yearlyFeeYen, consumer } = contract;
  const word = (id: string) => labelOf(id)[language];
  return (
    <div className="clause">
      <dl>
        <dt>{t('clause.number')}</dt>
        <dd>{clause ?? <span className="sub">{t('list.notStated')}</span>}</dd>
        <dt>{t('clause.term')}</dt>
        <dd>
          {from || to ? `${from ?? ''}〜${to ?? ''}` : <span className="sub">{t('list.notStated')}</span>}
        </dd>
        <dt>{t('clause.fee')}</dt>
        <dd>
          {typeof yearlyFeeYen === 'number' ? (
            <Money yen={yearlyFeeYen} precision="grouped" />
          ) : (
            <span className="sub">{t('cap.unknown')}</span>
          )}
        </dd>
        <dt>{t('clause.cap')}</dt>
        <dd>
          {cap ? word(cap.kind) : t('cap.unknown')}
          {cap?.times !== undefined && ` ${t('clause.times', { count: cap.times })}`}
        </dd>
        <dt>{t('clause.broken')}</dt>
        <dd>{brokenBy ? list(brokenBy.map(word)) : <span className="sub">{t('list.notStated')}</span>}</dd>
        <dt>{t('clause.penalty')}</dt>
        <dd>
          {penalty ? (
            <>
              <Money yen={penalty.yen} precision="grouped" /> {word(penalty.mode ?? 'replaces')}
            </>
          ) : (
            <span className="sub">{t('list.nothing')}</span>
          )}
        </dd>
        <dt>{t('clause.consumer')}</dt>
        <dd>{word(consumer ?? 'unknown')}</dd>
      </dl>
      {notes.map((code) => (
        <p key={code} className="lawyer">
          {t(`notes.${code}`)}
        </p>
      ))}
      <p className="sub">{t('lawyer')}</p>
      <May needs="company.write">
        <Link
          to="/c/$company/register"
          params={{ company }}
          search={{ table: 'contracts', row: contract.id }}
        >
          {t('editOne')}
        </Link>
      </May>
    </div>
  );
}

import type { ComparisonReport } from '@sonae/assessment';
import type { Policy } from '@sonae/policy';
import { useTranslation } from 'react-i18next';
import { Section } from '../../parts/page.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { policyLabels, quoteOf, termText } from './model/wording.ts';

type RenewalProps = {
  readonly report: ComparisonReport;
  readonly policies: readonly Policy[];
  /** `expiring~offered`, or nothing. */
  readonly chosen: string;
  readonly onChoose: (chosen: string) => void;
};

/** Renewal: the policy that expires against the one that is offered, term by term; what changed without a word is marked. */
export function Renewal({ report, policies, chosen, onChoose }: RenewalProps) {
  const { t } = useTranslation('insurance');
  const labels = policyLabels(policies);
  const [expiring = '', offered = ''] = chosen.split('~');
  const choose = (a: string, b: string) => onChoose(a === '' && b === '' ? '' : `${a}~${b}`);
  const field = (label: string, value: string, other: string, set: (id: string) => void) => (
    <label>
      {label}
      <select value={value} onChange={(event) => set(event.target.value)}>
        <option value="">{t('renewal.choose')}</option>
        {policies
          .filter(({ id }) => id !== other)
          .map(({ id }) => (
            <option key={id} value={id}>
              {labels.get(id)?.long}
            </option>
          ))}
      </select>
    </label>
  );
  return (
    <Section title={t('renewal.title')} note={t('renewal.note')}>
      {policies.length > 1 && (
        <div className="renewal-pair no-print">
          {field(t('renewal.expiring'), expiring, offered, (id) => choose(id, offered))}
          {field(t('renewal.offered'), offered, expiring, (id) => choose(expiring, id))}
        </div>
      )}
      {report.silentChanges.length === 0 && (
        <p className="sub">{t(policies.length > 1 ? 'renewal.empty' : 'renewal.two')}</p>
      )}
      {report.silentChanges.map(({ expiring: from, offered: to, changes }) => (
        <Scroll key={`${from} ${to}`} label={t('renewal.title')}>
          <table className="small-table changes stacked">
            <caption>{t('renewal.count', { from, to, count: changes.length })}</caption>
            <thead>
              <tr>
                {(['direction', 'term', 'before', 'after', 'clause'] as const).map((head) => (
                  <th key={head} scope="col" className="words">
                    {t(`renewal.${head}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {changes.map(({ path, before, after, direction, sameClause, source }) => (
                <tr key={path} data-direction={direction}>
                  <th scope="row">
                    <span className="direction">{t(`directions.${direction}`)}</span>
                    {sameClause && <small className="silent">{t('renewal.silent')}</small>}
                  </th>
                  <td className="words" data-label={t('renewal.term')}>
                    <code>{path}</code>
                  </td>
                  <td className="words sub" data-label={t('renewal.before')}>
                    {termText(before) || t('renewal.absent')}
                  </td>
                  <td className="words" data-label={t('renewal.after')}>
                    {termText(after) || t('renewal.absent')}
                  </td>
                  <td className="words sub" data-label={t('renewal.clause')}>
                    {source ? quoteOf({ path, ...source })?.text : ''}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      ))}
    </Section>
  );
}

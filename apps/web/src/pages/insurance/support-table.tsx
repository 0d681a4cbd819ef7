import type { ComparisonReport } from '@sonae/assessment';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { Section } from '../../parts/page.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { policyLabels, STATE_MARKS } from './model/wording.ts';

/** Help after an accident: five areas, who comes, who bears the cost; and whom the company can call by itself. */
export function SupportTable({ report }: { readonly report: ComparisonReport }) {
  const { t } = useTranslation('insurance');
  const { list } = usePunctuation();
  const { policies, support } = report;
  const labels = policyLabels(policies);
  const nameOf = (id: string) => labels.get(id)?.short ?? id;
  return (
    <Section title={t('support.title')} note={t('support.note')}>
      <Scroll label={t('support.title')}>
        <table className="axes stacked" style={{ '--columns': policies.length + 1 } as CSSProperties}>
          <caption className="hidden">{t('support.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('support.area')}</th>
              {policies.map(({ id }) => (
                <th key={id} scope="col" data-own-words>
                  {nameOf(id)}
                </th>
              ))}
              <th scope="col">{t('support.own')}</th>
            </tr>
          </thead>
          <tbody>
            {support.map(({ area, name, cells, own }) => (
              <tr key={area}>
                <th scope="row">{name}</th>
                {cells.map(({ policy, state, firms, hours, bearer, panelOnly, condition }) => (
                  <td key={policy} data-state={state} data-label={nameOf(policy)}>
                    <span className="state">
                      <span aria-hidden="true">{STATE_MARKS[state]}</span> {t(`bearer.${bearer}`)}
                    </span>
                    {firms.length > 0 && <p>{list(firms)}</p>}
                    {hours && <small className="hours">{hours}</small>}
                    {panelOnly && <small className="quote">{t('support.panelOnly')}</small>}
                    {condition && (
                      <small className="quote">{t('support.condition', { id: condition })}</small>
                    )}
                  </td>
                ))}
                <td data-label={t('support.own')}>
                  {own.length === 0 ? (
                    <span className="sub">{t('support.nobody')}</span>
                  ) : (
                    own.map(({ firm, hours }) => (
                      <p key={firm}>
                        {firm} {hours && <small className="hours">{hours}</small>}
                      </p>
                    ))
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Section>
  );
}

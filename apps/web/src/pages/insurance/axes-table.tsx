import { SegmentedControl } from '@mantine/core';
import type { ComparisonReport } from '@sonae/assessment';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../api/address.ts';
import { Section } from '../../parts/page.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { type AxisCell, policyLabels, quoteOf, STATE_MARKS, shownAxes } from './model/wording.ts';

/** The nineteen axes: what each wording says, with its clause. Differences alone at first. */
export function AxesTable({ report }: { readonly report: ComparisonReport }) {
  const { t } = useTranslation('insurance');
  const [shown, setShown] = useAddress('axes', 'differences');
  const { policies } = report;
  const axes = shownAxes(report.axes, shown === 'differences');
  const labels = policyLabels(policies);
  const nameOf = (id: string) => labels.get(id)?.short ?? id;
  const different = report.axes.filter(({ differs }) => differs).length;
  return (
    <Section title={t('axes.title')} note={t('axes.note', { count: different })}>
      {policies.length > 1 && (
        <SegmentedControl
          className="no-print"
          size="xs"
          value={shown}
          onChange={setShown}
          aria-label={t('axes.which')}
          data={[
            { value: 'differences', label: t('axes.differences') },
            { value: 'all', label: t('axes.all') },
          ]}
        />
      )}
      {axes.length === 0 && <p className="sub">{t('axes.same')}</p>}
      {axes.length > 0 && (
        <Scroll label={t('axes.title')}>
          <table className="axes stacked" style={{ '--columns': policies.length } as CSSProperties}>
            <caption className="hidden">{t('axes.title')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('axes.axis')}</th>
                {policies.map(({ id, insurer, product, edition }) => (
                  <th key={id} scope="col" data-own-words>
                    {insurer} <span>{product}</span>
                    {nameOf(id) === id && <small>{id}</small>}
                    {edition && <small>{edition}</small>}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {axes.map(({ id, name, cells }) => (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  {cells.map((cell) => (
                    <Cell key={cell.policy} cell={cell} name={nameOf(cell.policy)} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Section>
  );
}

function Cell({ cell, name }: { readonly cell: AxisCell; readonly name: string }) {
  const { state, text, source } = cell;
  const { t } = useTranslation('insurance');
  const quote = quoteOf(source);
  return (
    <td data-state={state} data-label={name}>
      <span className="state">
        <span aria-hidden="true">{STATE_MARKS[state]}</span> {t(`states.${state}`)}
      </span>
      {state !== 'not_stated' || text !== t('states.not_stated') ? <p>{text}</p> : null}
      {quote && (
        <small className={quote.isClause ? 'quote' : undefined} title={source?.path}>
          {quote.isClause ? quote.text : t('axes.noClause')}
          {source?.state === 'inferred' && ` ${t('axes.inferred')}`}
        </small>
      )}
    </td>
  );
}

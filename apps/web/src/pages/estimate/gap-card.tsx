import type { GapMap } from '@sonae/assessment';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../api/address.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { useMoneyText } from '../../parts/money.tsx';
import { Empty, Section } from '../../parts/page.tsx';
import { type GapCellView, gapView, shadeOf } from './views/gap-view.ts';

type Props = {
  readonly map: GapMap | undefined;
  readonly policies: readonly { readonly id: string; readonly name: string }[];
  readonly returnPeriod: number;
};

const SHOWN = { heads: 6, causes: 7 };

/** What insurance leaves, by cause and head. Silence of a wording is told apart from no. */
export function GapCard({ map, policies, returnPeriod }: Props) {
  const { t } = useTranslation('estimate');
  const { dotted } = usePunctuation();
  const [chosen, setChosen] = useAddress('policy', policies[0]?.id ?? '');
  const place = policies.findIndex(({ id }) => id === chosen);
  const view = useMemo(() => map && gapView(map, place, { ...SHOWN, rest: t('gap.rest') }), [map, place, t]);
  return (
    <Section title={t('gap.title')} span={8} note={t('gap.note', { years: returnPeriod })} id="gaps">
      {policies.length === 0 && (
        <Empty title={t('gap.nonePolicy')} text={t('gap.none')}>
          <Link to="/insurance">{t('gap.add')}</Link>
        </Empty>
      )}
      {policies.length > 1 && (
        <label className="estimate-pick no-print">
          {t('gap.policy')}
          <select value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
            {policies.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {view && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
          <section className="scroll" tabIndex={0} aria-label={t('gap.table')}>
            <table className="small-table estimate-gaps">
              <caption>
                {dotted([policies[Math.max(0, place)]?.name ?? t('gap.nonePolicy'), t('gap.unit')])}
              </caption>
              <thead>
                <tr>
                  <th scope="col">{t('gap.cause')}</th>
                  {view.heads.map(({ id, name }) => (
                    <th scope="col" key={id}>
                      {name}
                    </th>
                  ))}
                  <th scope="col">{t('gap.total')}</th>
                </tr>
              </thead>
              <tbody>
                {view.rows.map((row) => (
                  <tr key={row.id}>
                    <th scope="row">{row.name}</th>
                    {row.cells.map((cell, column) => (
                      <Cell key={view.heads[column].id} cell={cell} most={view.most} />
                    ))}
                    <td>
                      <Short yen={row.total} />
                    </td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row">{t('gap.total')}</th>
                  {view.totals.map((yen, column) => (
                    <td key={view.heads[column].id}>
                      <Short yen={yen} />
                    </td>
                  ))}
                  <td>
                    <Short yen={view.total} />
                  </td>
                </tr>
              </tfoot>
            </table>
          </section>
          <p className="sub">
            {[t('gap.shades'), ...(policies.length > 0 ? [t('gap.paid'), t('gap.legend')] : [])].join('　')}
          </p>
        </>
      )}
    </Section>
  );
}

function Cell({ cell, most }: { readonly cell: GapCellView; readonly most: number }) {
  const { t } = useTranslation('estimate');
  const { owed, kept, state } = cell;
  if (owed === 0) return <td className="gap-none">–</td>;
  return (
    <td data-shade={shadeOf(kept, most)} data-state={state}>
      <Short yen={kept} />
      {state === 'not_stated' && <span className="gap-state">{t('gap.notStated')}</span>}
      {state === 'not_covered' && <span className="gap-state">{t('gap.notCovered')}</span>}
    </td>
  );
}

/** An amount in the unit of the map, two digits of it; pointing at it shows it to the yen. */
function Short({ yen }: { readonly yen: number }) {
  const language = useLanguage();
  const money = useMoneyText();
  const units = Number((yen / UNIT[language]).toPrecision(2));
  return (
    <span title={money(yen, 'exact')} className={yen === 0 ? 'gap-paid' : undefined}>
      {units.toLocaleString('en', { maximumFractionDigits: 3 })}
    </span>
  );
}

/** Ten thousand yen in Japanese, a thousand in English. */
const UNIT = { ja: 1e4, en: 1e3 } as const;

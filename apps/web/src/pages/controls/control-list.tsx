import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { Explain } from '../../parts/explain.tsx';
import { Money } from '../../parts/money.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import type { ControlRow } from './model/controls.ts';

/** The controls with state, cost, worth and value for money; a worth opens to the effects it rests on. */
export function ControlList({
  rows,
  isPending,
}: {
  readonly rows: readonly ControlRow[];
  /** What the controls are worth is still being calculated. */
  readonly isPending: boolean;
}) {
  const { t } = useTranslation('controls');
  const language = useLanguage();
  return (
    <Scroll label={t('list.title')}>
      <table className="small-table controls stacked">
        <caption className="hidden">{t('list.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('list.control')}</th>
            <th scope="col" className="words">
              {t('list.status')}
            </th>
            <th scope="col">{t('list.cost')}</th>
            <th scope="col">{t('list.worth')}</th>
            <th scope="col">{t('list.tail')}</th>
            <th scope="col">{t('list.perYen')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <b>{row.name[language]}</b>
                {row.note && <span className="sub">{row.note}</span>}
              </th>
              <td className="words" data-label={t('list.status')}>
                <span className="control-status" data-status={row.status}>
                  {t(`status.${row.status}`)}
                </span>
              </td>
              <td data-label={t('list.cost')}>
                {row.yearlyCostYen === undefined ? (
                  <span className="sub">{t('list.noCost')}</span>
                ) : (
                  <Money yen={row.yearlyCostYen} precision="grouped" />
                )}
              </td>
              <td data-label={t('list.worth')}>
                {isPending && row.effects.length > 0 ? <span className="sub">…</span> : <Worth row={row} />}
              </td>
              <td data-label={t('list.tail')}>{row.value && <Money yen={row.value.tailYen} />}</td>
              <td data-label={t('list.perYen')}>
                {row.perYen !== undefined && (
                  <b>{t('list.yenPerYen', { yen: Number(row.perYen.toPrecision(2)) })}</b>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Worth({ row }: { readonly row: ControlRow }) {
  const { t } = useTranslation('controls');
  const language = useLanguage();
  const { value, effects, name } = row;
  const sources = effects.flatMap((effect) =>
    effect.sources.map((source, i) => ({
      id: `${effect.id} ${i}`,
      ...source,
      date: effect.date,
      certainty: effect.certainty,
    })),
  );
  const inputs = effects.map((effect) => ({
    name: `${effect.name[language]} (${effect.unit})`,
    value: effect.value,
  }));
  if (!value && effects.length === 0) return <span className="sub">{t('list.noEffect')}</span>;
  const about = value ? t(`worth.${value.kind}`) : t('worth.notModelled');
  return (
    <Explain
      label={name[language]}
      text={`${about} ${t('worth.correlation')}`}
      inputs={inputs}
      sources={sources}
    >
      {value ? (
        <>
          <Money yen={value.meanYen} />
          <small className="sub">
            {' '}
            ± <Money yen={value.errorYen} />
          </small>
        </>
      ) : (
        <span className="sub">{t('list.cited')}</span>
      )}
    </Explain>
  );
}

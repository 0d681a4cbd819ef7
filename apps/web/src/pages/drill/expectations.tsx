import type { DrillScore } from '@sonae/operations/contract';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { Section } from '../../parts/page.tsx';
import { SmallTable } from '../../parts/small-table.tsx';
import { useSpan } from '../drills/spans.ts';
import { useActWords } from './act-word.ts';
import type { DrillView } from './use-drill.ts';

type Row = DrillScore['expectations'][number];

/** What was asked for after each piece of news: first what did not come in time. */
export function Expectations({ view, score }: { readonly view: DrillView; readonly score: DrillScore }) {
  const { t } = useTranslation('drills');
  const missed = score.expectations.filter(({ met }) => !met);
  const met = score.expectations.filter((one) => one.met);
  return (
    <Section title={t('result.missed', { count: missed.length })} span={12}>
      {missed.length === 0 ? (
        <p>{t('result.missedNone')}</p>
      ) : (
        <Table view={view} rows={missed} caption={t('result.missed', { count: missed.length })} />
      )}
      {met.length > 0 && (
        <details className="drill-met" open={missed.length === 0}>
          <summary>{t('result.met', { count: met.length })}</summary>
          <Table view={view} rows={met} caption={t('result.met', { count: met.length })} />
        </details>
      )}
    </Section>
  );
}

function Table({
  view,
  rows,
  caption,
}: {
  readonly view: DrillView;
  readonly rows: readonly Row[];
  readonly caption: string;
}) {
  const { t } = useTranslation('drills');
  const language = useLanguage();
  const span = useSpan();
  const words = useActWords();
  const newsOf = (id: string) => {
    const entry = view.log.find((one) => one.kind === 'inject' && one.id === id);
    // The mark stands on the page already.
    return entry?.kind === 'inject' ? entry.text[language].replace(/^(【訓練】|\[DRILL\] )/, '') : id;
  };
  return (
    <SmallTable
      stacked
      words="all"
      caption={caption}
      head={[t('result.asked'), t('result.how'), t('result.due'), t('result.done'), t('result.news')]}
      rows={rows.map(({ inject, act, due, doneAt, met }) => [
        words.act(act),
        <span key="how" className={met ? 'drill-better' : 'drill-worse'}>
          {t(`result.judged.${met ? 'met' : doneAt === null ? 'never' : 'late'}`)}
        </span>,
        span(due),
        doneAt === null ? t('result.never') : span(doneAt),
        newsOf(inject),
      ])}
    />
  );
}

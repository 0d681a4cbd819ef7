import type { Assessment } from '@sonae/assessment';
import { waterfallOption } from '@sonae/documents/charts';
import { countText } from '@sonae/documents/format';
import type { EChartsType } from 'echarts';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { ChartWithTable } from '../../parts/chart-with-table.tsx';
import { useMoneyText } from '../../parts/money.tsx';
import { Section } from '../../parts/page.tsx';
import type { LiveStore } from './use-estimate.ts';
import { useNarrow } from './use-narrow.ts';

/** Gross, less contracts, less insurance, is what stays: to the yen. */
export function WaterfallCard({
  assessment,
  live,
}: {
  readonly assessment: Assessment;
  readonly live: LiveStore;
}) {
  const { t } = useTranslation('estimate');
  const language = useLanguage();
  const money = useMoneyText();
  const narrow = useNarrow();
  const chart = useRef<EChartsType>(undefined);
  const { waterfall, window, returnPeriod, payers } = assessment;
  const option = useMemo(() => waterfallOption(assessment, { language }), [assessment, language]);
  useEffect(
    () =>
      live.subscribe(() => {
        const figures = live.get();
        if (figures)
          chart.current?.setOption(
            waterfallOption({ ...assessment, waterfall: figures.waterfall }, { language }),
            {
              lazyUpdate: true,
            },
          );
      }),
    [live, assessment, language],
  );
  const exact = (yen: number) => money(yen, 'exact');
  const insurers = payers.filter(({ id }) => id !== 'contract' && id !== 'own');
  return (
    <Section
      title={t('waterfall.title')}
      span={5}
      note={t('waterfall.note', { years: returnPeriod, count: countText(window.years, language) })}
    >
      <ChartWithTable
        option={option}
        height={narrow ? 260 : 330}
        onChart={(made) => {
          chart.current = made;
        }}
        description={t('waterfall.title')}
        table={{
          caption: t('waterfall.table'),
          head: [t('waterfall.item'), t('waterfall.yen')],
          rows: [
            [t('heads.gross'), exact(waterfall.gross)],
            [`− ${t('levers.contracts')}`, exact(waterfall.contract)],
            ...(insurers.length > 0
              ? insurers.map(({ name, yen }) => [`− ${name}`, exact(yen)])
              : [[`− ${t('levers.policies')}`, exact(waterfall.insurance)]]),
            [`= ${t('heads.retained')}`, exact(waterfall.retained)],
          ],
        }}
      />
      <Kept assessment={assessment} />
    </Section>
  );
}

/** The largest reasons why money stays, in a line below the bars. */
function Kept({ assessment }: { readonly assessment: Assessment }) {
  const money = useMoneyText();
  const { t } = useTranslation('estimate');
  const { colon, dotted } = usePunctuation();
  const byReason = new Map<string, number>();
  for (const { name, yen } of assessment.kept) byReason.set(name, (byReason.get(name) ?? 0) + yen);
  const largest = [...byReason].sort((a, b) => b[1] - a[1]).slice(0, 3);
  if (largest.length === 0) return null;
  return (
    <p className="sub">
      {t('heads.retained')}
      {colon}
      {dotted(largest.map(([name, yen]) => `${name} ${money(yen)}`))}
    </p>
  );
}

import type { Assessment, Lever } from '@sonae/assessment';
import { periodText } from '@sonae/documents/format';
import type { EChartsType } from 'echarts';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PastCase } from '../../engine/messages.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ChartWithTable } from '../../parts/chart-with-table.tsx';
import { useMoneyText } from '../../parts/money.tsx';
import { Section } from '../../parts/page.tsx';
import { SmallTable } from '../../parts/small-table.tsx';
import type { LiveStore } from './use-estimate.ts';
import { useNarrow } from './use-narrow.ts';
import { casePoints, curvesView, movedCurves } from './views/curves-view.ts';

type Props = {
  readonly assessment: Assessment;
  readonly before: Assessment | undefined;
  readonly live: LiveStore;
  readonly limits: readonly Lever[];
  readonly cases: readonly PastCase[];
  /** The second point of tolerance, of the house. */
  readonly house: { readonly probability: number; readonly yen: number } | null | undefined;
  readonly children: React.ReactNode;
};

const TABLE_PERIODS = [5, 10, 20, 50, 100, 200, 500, 1000];

/** The exceedance curves; while a lever moves, their points follow it without React. */
export function CurvesCard({ assessment, before, live, limits, cases, house, children }: Props) {
  const { t } = useTranslation('estimate');
  const language = useLanguage();
  const money = useMoneyText();
  const narrow = useNarrow();
  const chart = useRef<EChartsType>(undefined);
  const { returnPeriod, company, premiumYen, controlCostYen, curves } = assessment;
  const cost = premiumYen + controlCostYen;
  const option = useMemo(() => {
    const tolerances = [
      ...(company.toleranceYen === undefined
        ? []
        : [{ probability: 1 / returnPeriod, yen: company.toleranceYen }]),
      ...(house ? [house] : []),
    ];
    return curvesView(assessment, {
      language,
      narrow,
      limits: limits.flatMap(({ value }) =>
        typeof value === 'number'
          ? [{ yen: value, text: t('curves.limit', { yen: money(value, 'grouped') }) }]
          : [],
      ),
      tolerances: tolerances.map((point) => ({
        ...point,
        text: point === house ? t('curves.tolerance', { yen: money(point.yen, 'grouped') }) : '',
      })),
      cases,
      caseName: t('curves.case'),
      before: before && { curve: before.curves.retained, name: t('curves.before') },
    });
  }, [assessment, before, language, narrow, limits, cases, house, t, money, company, returnPeriod]);

  useEffect(
    () =>
      live.subscribe(() => {
        const figures = live.get();
        if (figures) chart.current?.setOption(movedCurves(assessment, figures.curves), { lazyUpdate: true });
      }),
    [live, assessment],
  );

  const at = (points: Assessment['curves']['gross'], period: number) =>
    points.find(({ probability }) => Math.abs(probability * period - 1) < 1e-6)?.yen;
  const text = (yen: number | undefined) => (yen === undefined ? '' : money(yen));
  const dots = casePoints(assessment, cases);
  const periods = TABLE_PERIODS.filter((period) => at(curves.gross, period) !== undefined);
  return (
    <Section
      title={t('curves.title')}
      span={7}
      note={cost > 0 ? t('curves.note', { cost: money(cost) }) : t('curves.noteNone')}
    >
      <ChartWithTable
        option={option}
        height={narrow ? 320 : 380}
        onChart={(made) => {
          chart.current = made;
        }}
        description={t('curves.title')}
        table={{
          caption: t('curves.table'),
          head: [t('curves.period'), t('heads.gross'), t('since.after'), t('heads.retained')].with(
            2,
            t('levers.contracts'),
          ),
          rows: periods.map((period) => [
            periodText(period, language),
            text(at(curves.gross, period)),
            text(at(curves.afterContract, period)),
            text(at(curves.retained, period)),
          ]),
        }}
      />
      {dots.length > 0 && (
        <details className="estimate-dots">
          <summary>{t('curves.casesTitle')}</summary>
          <p className="sub">{t('curves.caseNote')}</p>
          <SmallTable
            caption={t('curves.casesTitle')}
            head={[t('curves.case'), t('heads.gross'), t('curves.period')]}
            rows={dots.map(({ past, yen, years }) => [
              `${past.name[language]} ${past.date}`,
              money(yen),
              periodText(Math.round(years), language),
            ])}
          />
        </details>
      )}
      {children}
    </Section>
  );
}

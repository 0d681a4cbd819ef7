import type { EChartsOption, EChartsType } from 'echarts';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { SmallTable, type TableText } from './small-table.tsx';

type ChartWithTableProps = {
  readonly option: EChartsOption;
  /** The picture in a sentence, for those who do not see it. */
  readonly description: string;
  readonly table: TableText;
  /** Height in px. */
  readonly height?: number;
  /** The chart itself, for whoever moves it faster than React draws; undefined when it goes. */
  readonly onChart?: (chart: EChartsType | undefined) => void;
};

/** A chart, and the same numbers as a table: for screen readers, for printing, for copying. */
export function ChartWithTable({ option, description, table, height = 320, onChart }: ChartWithTableProps) {
  const { t } = useTranslation('parts');
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);
  const wanted = useRef(option);
  const told = useRef(onChart);
  told.current = onChart;

  useEffect(() => {
    wanted.current = option;
    chart.current?.setOption(option, { notMerge: true });
  }, [option]);

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let isGone = false;
    /** Gives the drawing a frame of its own, so that paper can show it in another width. */
    const frame = () => {
      const svg = element.querySelector('svg');
      svg?.setAttribute('viewBox', `0 0 ${element.clientWidth} ${element.clientHeight}`);
    };
    const resized = new ResizeObserver(() => {
      chart.current?.resize();
      frame();
    });
    void import('./echarts.ts').then(({ init }) => {
      if (isGone) return;
      // As vectors: sharp on paper, and a canvas of a hidden tab prints empty.
      const made = init(element, undefined, { renderer: 'svg' }) as unknown as EChartsType;
      made.setOption(wanted.current);
      frame();
      chart.current = made;
      resized.observe(element);
      told.current?.(made);
    });
    return () => {
      isGone = true;
      resized.disconnect();
      chart.current?.dispose();
      chart.current = undefined;
      told.current?.(undefined);
    };
  }, []);

  return (
    <figure className="chart">
      <div ref={place} className="chart-picture" style={{ height }} role="img" aria-label={description} />
      <details>
        <summary>{t('table')}</summary>
        <SmallTable {...table} />
      </details>
    </figure>
  );
}

import type { DrillChange, DrillScore } from '@sonae/operations/contract';
import { useTranslation } from 'react-i18next';
import { Section } from '../../parts/page.tsx';
import { SmallTable } from '../../parts/small-table.tsx';
import { capital, useSpan } from '../drills/spans.ts';
import { useActWords } from './act-word.ts';

/** The measures of this drill, beside the last of the same scenario where there is one. */
export function Measures({
  score,
  comparison,
}: {
  readonly score: DrillScore;
  readonly comparison: readonly DrillChange[] | null;
}) {
  const { t } = useTranslation('drills');
  const nameOf = useMeasureName();
  const textOf = useMeasureText();
  const rows = comparison ?? ownRows(score);
  return (
    <Section title={t('result.measures')} note={t('result.measuresNote')}>
      <SmallTable
        stacked
        words={[3]}
        caption={t('result.measures')}
        head={[
          t('result.measure'),
          t('result.now'),
          ...(comparison ? [t('result.last'), t('result.verdict')] : []),
        ]}
        rows={rows.map(({ measure, before, now, verdict }) => [
          nameOf(measure),
          textOf(measure, now),
          ...(comparison
            ? [
                textOf(measure, before),
                <span
                  key="verdict"
                  className={
                    verdict === 'better' ? 'drill-better' : verdict === 'worse' ? 'drill-worse' : undefined
                  }
                >
                  {t(`result.verdicts.${verdict}`)}
                </span>,
              ]
            : []),
        ])}
      />
    </Section>
  );
}

/** The measures of a drill that has nothing to stand beside. */
const ownRows = ({
  score,
  timeToDeclare,
  firstApproval,
  drafts,
  facts,
  insurerToldBeforeSpend: told,
}: DrillScore): DrillChange[] =>
  (
    [
      ['score', score],
      ['timeToDeclare', timeToDeclare],
      ['firstApproval', firstApproval],
      ...drafts.flatMap(({ document, minutes, completeness }): [string, number][] => [
        [`draft.${document}`, minutes],
        [`completeness.${document}`, completeness],
      ]),
      ['wrongFactsLeft', facts.wrong - facts.corrected],
      ['insurerToldBeforeSpend', told === null ? null : Number(told)],
    ] as const
  ).map(([measure, now]) => ({ measure, now, before: null, verdict: 'new' }));

function useMeasureName() {
  const { t } = useTranslation('drills');
  const words = useActWords();
  return (measure: string): string => {
    const [kind, of] = measure.split('.');
    const name = kind as 'draft';
    return of === undefined
      ? t(`result.names.${name}`)
      : capital(t(`result.names.${name}`, { document: words.document(of) }));
  };
}

function useMeasureText() {
  const { t } = useTranslation('drills');
  const span = useSpan();
  return (measure: string, value: number | null): string => {
    const [kind] = measure.split('.');
    if (value === null) return t(kind === 'insurerToldBeforeSpend' ? 'result.notAsked' : 'result.never');
    if (kind === 'score') return t('held.points', { score: value });
    if (kind === 'completeness') return t('result.percent', { percent: Math.round(value * 100) });
    if (kind === 'wrongFactsLeft') return t('result.wrong', { count: value });
    if (kind === 'insurerToldBeforeSpend') return t(value === 1 ? 'result.yes' : 'result.no');
    return span(value);
  };
}

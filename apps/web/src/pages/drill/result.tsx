import { Button } from '@mantine/core';
import type { DrillScore } from '@sonae/operations/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/me.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { timeText } from '../../parts/dates.ts';
import { Section } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Change } from '../drills/drill-table.tsx';
import { useSpan } from '../drills/spans.ts';
import { useStart } from '../drills/start-card.tsx';
import { Course } from './course.tsx';
import { Expectations } from './expectations.tsx';
import { Lessons } from './lessons.tsx';
import { Measures } from './measures.tsx';
import { Mistakes } from './mistakes.tsx';
import type { Drill } from './use-drill.ts';

/** How a drill went: score, what was measured beside the last time, what was missed, and what follows from it. */
export function Result({ drill, score }: { readonly drill: Drill; readonly score: DrillScore }) {
  const { drill: view, comparison } = drill;
  return (
    <div className="cards">
      <div className="stack" data-span="5">
        <ScoreCard drill={drill} score={score} />
        <Measures score={score} comparison={comparison} />
      </div>
      <Lessons drill={drill} lessons={score.lessons} />
      <Expectations view={view} score={score} />
      <Mistakes score={score} />
      <Gaps view={view} gaps={score.registerGaps} />
      <Course view={view} />
    </div>
  );
}

function ScoreCard({ drill, score }: { readonly drill: Drill; readonly score: DrillScore }) {
  const { t } = useTranslation('drills');
  const language = useLanguage();
  const span = useSpan();
  const mayWrite = useMay('case.write');
  const mayRecord = useMay('company.write');
  const { drill: view, comparison } = drill;
  const last = comparison?.find(({ measure }) => measure === 'score')?.before;
  const again = useStart();
  return (
    <Section
      title={t('result.title')}
      accent="key"
      note={t('result.held', { at: timeText(Date.parse(view.startedAt), language), by: view.startedBy })}
    >
      <p className="drill-score">
        <strong>{score.score}</strong> {t('result.point')} <span className="sub">{t('result.of')}</span>
      </p>
      {typeof last === 'number' ? (
        <p>
          <Change points={score.score - last} />{' '}
          <span className="sub">{t('result.before', { score: last })}</span>
        </p>
      ) : (
        <p className="sub">{t('result.first')}</p>
      )}
      {view.minute < view.minutes && (
        <p className="sub">{t('result.early', { passed: span(view.minute), all: span(view.minutes) })}</p>
      )}
      <div className="actions">
        <Button variant="default" onClick={() => print()}>
          {t('result.print')}
        </Button>
        {mayWrite && (
          <Button
            variant="default"
            disabled={again.isBusy}
            onClick={() =>
              again.run({ scenario: view.scenario, company: view.company?.id, speed: view.speed })
            }
          >
            {t('result.again')}
          </Button>
        )}
        {view.company && mayRecord && (
          <Link to="/c/$company/round" params={{ company: view.company.id }}>
            {t('result.toRound')}
          </Link>
        )}
      </div>
      {again.error !== undefined && <Problem error={again.error} />}
    </Section>
  );
}

/** What the news had to say in general words. */
function Gaps({ view, gaps }: { readonly view: Drill['drill']; readonly gaps: readonly string[] }) {
  const { t } = useTranslation('drills');
  const { list } = usePunctuation();
  const mayRead = useMay('company.read');
  if (gaps.length === 0) return null;
  return (
    <Section title={t('result.gaps')} note={t('result.gapsNote')}>
      <p>{list(gaps.map((gap) => t(`gap.${gap.replace('.', '_')}` as 'gap.assets')))}</p>
      {view.company && mayRead && (
        <p className="no-print">
          <Link to="/c/$company/register" params={{ company: view.company.id }}>
            {t('result.toRegister')}
          </Link>
        </p>
      )}
    </Section>
  );
}

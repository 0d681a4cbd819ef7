import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useObservable } from '../../parts/observable.ts';
import { PageTitle } from '../../parts/page.tsx';
import { stored } from '../../parts/stored.ts';
import { answered, answersOf, NOTHING_TYPED, type Typed } from './answers.ts';
import { AnswersForm } from './answers-form.tsx';
import { LiveRange } from './live-range.tsx';
import { Result } from './result.tsx';
import { useAssessment } from './use-assessment.ts';
import './questions.css';

/** What was typed stays in this tab: a reload loses nothing, another person finds nothing. */
const kept = stored<Typed>(
  'sonae-answers',
  NOTHING_TYPED,
  (value) => typeof value === 'object' && value !== null && 'dataKinds' in value && 'more' in value,
  sessionStorage,
);

/** Five questions on one screen; the range beside them follows every answer, and the result stands below. */
export default function QuestionsPage() {
  const { t } = useTranslation('questions');
  const typed = useObservable(kept);
  const [isWhole, setWhole] = useState(false);
  const { answers, unreadable } = useMemo(() => answersOf(typed), [typed]);
  const figures = useAssessment(answers, isWhole);
  const change = (part: Partial<Typed>) => {
    // Another answer: the range first, the careful calculation when it is asked for again.
    setWhole(false);
    kept.set({ ...typed, ...part });
  };
  const isAnswered = answered(typed) > 0;
  const { assessment } = figures;
  const isShown = isAnswered && assessment !== undefined;
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')}>
        {isAnswered && (
          <Button variant="default" onClick={() => kept.set(NOTHING_TYPED)}>
            {t('startOver')}
          </Button>
        )}
      </PageTitle>
      <div className="questions">
        <AnswersForm typed={typed} unreadable={unreadable} issues={figures.issues} onChange={change} />
        <LiveRange
          figures={figures}
          answered={answered(typed)}
          isWhole={isWhole}
          onWhole={() => setWhole(true)}
        />
      </div>
      {isShown && <Result assessment={assessment} answers={answers} typed={typed} onChange={change} />}
    </>
  );
}

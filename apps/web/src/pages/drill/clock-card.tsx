import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, orpc } from '../../api/client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useAction } from '../../parts/use-action.ts';
import { clockText, momentOf, useSpan } from '../drills/spans.ts';
import { type DrillView, useMinute } from './use-drill.ts';

/** The invented clock, how much of the drill is left, and what can be done with the drill as a whole. */
export function ClockCard({
  view,
  readAt,
  mayWrite,
}: {
  readonly view: DrillView;
  readonly readAt: number;
  readonly mayWrite: boolean;
}) {
  const { t } = useTranslation('drills');
  const language = useLanguage();
  const span = useSpan();
  const { dotted } = usePunctuation();
  const minute = useMinute(view, readAt);
  const { id: drill, begins, minutes, isOver, isPaused, next, speed } = view;
  return (
    <section
      className="card drill-clock"
      data-accent="key"
      data-state={isOver ? 'over' : isPaused ? 'paused' : 'running'}
      aria-labelledby="drill-clock"
    >
      <div>
        <h2 id="drill-clock">{t('clock.title')}</h2>
        <p className="drill-time" role="timer">
          {clockText(momentOf(begins, Math.floor(minute)), language)}
        </p>
        <progress value={minute} max={minutes} aria-labelledby="drill-clock" />
        <p className="sub">
          {dotted([
            t('clock.passed', { passed: span(Math.floor(minute)), all: span(minutes) }),
            !isOver && !isPaused && speed > 1 && t('clock.speed', { speed }),
          ])}
        </p>
        {isPaused && <p className="drill-note">{t('clock.paused')}</p>}
        {isOver && <p className="drill-note">{t('clock.over')}</p>}
      </div>
      {mayWrite && <Controls drill={drill} isOver={isOver} isPaused={isPaused} hasNews={next !== null} />}
    </section>
  );
}

function Controls({
  drill,
  isOver,
  isPaused,
  hasNews,
}: {
  readonly drill: string;
  readonly isOver: boolean;
  readonly isPaused: boolean;
  readonly hasNews: boolean;
}) {
  const { t } = useTranslation('drills');
  const client = useQueryClient();
  const told = useAction(async (work: () => Promise<unknown>) => {
    await work();
    await client.invalidateQueries({ queryKey: orpc.drills.key() });
  });
  const end = () => told.run(() => api.drills.end({ drill }));
  return (
    <div className="drill-controls">
      {!isOver && (
        <Button disabled={told.isBusy || isPaused} onClick={() => told.run(() => api.drills.jump({ drill }))}>
          {t(hasNews ? 'clock.jump' : 'clock.jumpEnd')}
        </Button>
      )}
      {!isOver && (
        <Button
          variant="default"
          disabled={told.isBusy}
          onClick={() => told.run(() => api.drills.pause({ drill, isPaused: !isPaused }))}
        >
          {t(isPaused ? 'clock.resume' : 'clock.pause')}
        </Button>
      )}
      {isOver ? (
        <Button disabled={told.isBusy} onClick={end}>
          {t('clock.end')}
        </Button>
      ) : (
        <ConfirmButton question={t('clock.endQuestion')} onConfirm={end}>
          {t('clock.end')}
        </ConfirmButton>
      )}
      <ConfirmButton
        question={t('clock.abandonQuestion')}
        answer={t('clock.abandonAnswer')}
        onConfirm={() => told.run(() => api.drills.abandon({ drill }))}
      >
        {t('clock.abandon')}
      </ConfirmButton>
      {told.error !== undefined && <Problem error={told.error} />}
    </div>
  );
}

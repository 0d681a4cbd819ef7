import type { SaidToRun } from '@sonae/operations/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, orpc } from '../../api/client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { timeText } from '../../parts/dates.ts';
import { Section } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { say } from '../../parts/toasts.tsx';
import { useAction } from '../../parts/use-action.ts';
import { FromCase } from './from-case.tsx';
import { RunStep } from './run-step.tsx';

export type RunView = Awaited<ReturnType<typeof api.cases.playbooks.list>>['runs'][number];
export type Say = (said: SaidToRun) => void;

/** One run: the steps that wait for people, and what has happened. */
export function Run({
  id,
  run,
  all,
  writes,
}: {
  readonly id: string;
  readonly run: RunView;
  readonly all: readonly RunView[];
  readonly writes: boolean;
}) {
  const { t } = useTranslation('response');
  const language = useLanguage();
  const client = useQueryClient();
  const { status, open, fromCase, course, done, steps, startedAt, startedBy, wakeAt, parent } = run;
  const told = useAction(async (said: SaidToRun) => {
    const { taken } = await api.cases.playbooks.step({
      case: id,
      run: run.id,
      said,
      language,
      key: crypto.randomUUID(),
    });
    if (!taken) say(t('runs.notTaken'));
    await client.invalidateQueries({ queryKey: orpc.cases.key() });
  });
  const isGoing = status === 'running' || status === 'paused';
  const inside = all.find(({ id: other }) => other === parent?.run);
  return (
    <Section
      title={run.name[language]}
      accent={status === 'running' && open.length > 0 ? 'key' : undefined}
      note={[
        t(`runs.status.${status}`),
        t('runs.progress', { done, steps }),
        t('runs.started', { at: timeText(new Date(startedAt), language), by: startedBy }),
        ...(inside ? [t('runs.inside', { name: inside.name[language] })] : []),
        ...(wakeAt ? [t('runs.waits', { at: timeText(new Date(wakeAt), language) })] : []),
      ].join(t('runs.between'))}
    >
      {told.error !== undefined && <Problem error={told.error} />}
      {status === 'paused' && <p className="step-first">{t('runs.pausedNote')}</p>}
      {fromCase.length > 0 && <FromCase taken={fromCase} />}
      {open.map((step) => (
        <RunStep
          key={step.to}
          step={step}
          child={all.find((other) => other.parent?.run === run.id && other.parent.to === step.to)}
          writes={writes}
          isOff={told.isBusy || status !== 'running'}
          tell={told.run}
        />
      ))}
      {writes && isGoing && (
        <div className="actions">
          <button
            type="button"
            className="step-button"
            disabled={told.isBusy}
            onClick={() => told.run({ kind: status === 'paused' ? 'resume' : 'pause' })}
          >
            {t(status === 'paused' ? 'runs.resume' : 'runs.pause')}
          </button>
          <ConfirmButton
            question={t('runs.cancelQuestion')}
            answer={t('runs.cancel')}
            onConfirm={() => told.run({ kind: 'cancel', reason: t('runs.cancel') })}
          >
            {t('runs.cancel')}
          </ConfirmButton>
        </div>
      )}
      {course.length > 0 && (
        <details open={!isGoing ? undefined : course.length < 6}>
          <summary>{t('runs.course', { count: course.length })}</summary>
          <ol className="run-course">
            {course.map(({ at, number, name, what, way, by }, i) => (
              <li key={i}>
                <span className="sub">{timeText(new Date(at), language)}</span>
                <span>
                  {number !== undefined && `${number}. `}
                  {name[language]} <strong>{t(`runs.what.${what}`)}</strong>
                  {way !== undefined && ` ${way === 'yes' || way === 'no' ? t(`runs.${way}`) : ''}`}
                  {by !== undefined && <span className="sub"> {by}</span>}
                </span>
              </li>
            ))}
          </ol>
        </details>
      )}
    </Section>
  );
}

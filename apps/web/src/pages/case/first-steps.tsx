import { firstSteps } from '@sonae/incident/first-steps';
import { useTranslation } from 'react-i18next';
import { writeEntry } from '../../api/outbox.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { CopyCommand } from '../../parts/copy-command.tsx';

/** The next steps in order, each with the command that prepares it; ticking one writes when it was done. */
export function FirstSteps({
  id,
  kind,
  done,
  writes,
}: {
  readonly id: string;
  readonly kind: string;
  readonly done: ReadonlySet<string>;
  readonly writes: boolean;
}) {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  const tick = async (step: string, title: string) => {
    await writeEntry(id, { kind: 'task', task: `first/${step}`, title });
    await writeEntry(id, { kind: 'task.done', task: `first/${step}` });
  };
  return (
    <ol className="first-steps">
      {firstSteps(kind).map(({ id: step, kind: what, text, preview }) => {
        const isDone = done.has(`first/${step}`);
        return (
          <li key={step} data-done={isDone}>
            <span className="step-kind" data-kind={what}>
              {t(`steps.${what}`)}
            </span>
            <div>
              <p>{text[language]}</p>
              {preview && !isDone && (
                <div className="sub">
                  {t('steps.plan')} <CopyCommand command={preview.replace('CASE', id)} />
                </div>
              )}
            </div>
            {(writes || isDone) && (
              <button
                type="button"
                className="step-button no-print"
                disabled={isDone}
                onClick={() => void tick(step, text[language])}
              >
                {t('steps.done')}
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
}

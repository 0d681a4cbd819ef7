import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import type { RunView } from './run.tsx';

/** What the run took from the facts of the case when it began, and where the case says something else by now. */
export function FromCase({ taken }: { readonly taken: RunView['fromCase'] }) {
  const { t } = useTranslation('response');
  const language = useLanguage();
  const isOld = taken.some(({ now }) => now !== undefined);
  return (
    <details className="from-case" open={isOld}>
      <summary>{t('runs.fromCase', { count: taken.length })}</summary>
      <dl>
        {taken.map(({ variable, question, value, now }) => (
          <div key={variable}>
            <dt>{question[language]}</dt>
            <dd>
              <strong>{value[language]}</strong>
              {now !== undefined && (
                <span className="from-case-now">
                  {now === null ? t('runs.nowUnknown') : t('runs.now', { value: now[language] })}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {isOld && <p className="sub">{t('runs.unchanged')}</p>}
    </details>
  );
}

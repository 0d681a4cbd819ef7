import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { clockText } from '../drills/spans.ts';
import { useActWords } from './act-word.ts';
import type { DrillView } from './use-drill.ts';

/** Everything that happened, in the order of the drill's clock. */
export function Course({ view, isOpen = false }: { readonly view: DrillView; readonly isOpen?: boolean }) {
  const { t } = useTranslation('drills');
  const language = useLanguage();
  const { list } = usePunctuation();
  const words = useActWords();
  return (
    <details className="card" data-span="12" open={isOpen}>
      <summary>{t('course.title', { count: view.log.length })}</summary>
      <ol className="drill-course">
        {view.log.map((entry, i) => (
          <li key={i}>
            <span className="sub">{clockText(Date.parse(entry.at), language)}</span>
            {entry.kind === 'inject' ? (
              <span>
                <span className="drill-tag">{t('course.news')}</span>
                {entry.text[language]}
              </span>
            ) : (
              <span>
                <span className="drill-tag" data-own>
                  {t(entry.done ? 'course.act' : 'course.refused')}
                </span>
                {words.line(entry)}
                {entry.by !== undefined && t('acts.by', { who: entry.by })}
                {entry.refusals && (
                  <span className="sub"> {list(entry.refusals.map((why) => why[language]))}</span>
                )}
              </span>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

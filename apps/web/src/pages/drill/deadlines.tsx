import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { Section } from '../../parts/page.tsx';
import { clockText, useSpan } from '../drills/spans.ts';
import { type DrillView, useMinute } from './use-drill.ts';

/** So many stand open: what comes later is for later. */
const NEAREST = 4;

/** Deadlines of law and contract on the clock of the drill, the nearest first; what is done stands last. */
export function Deadlines({ view, readAt }: { readonly view: DrillView; readonly readAt: number }) {
  const { t } = useTranslation('drills');
  const minute = useMinute(view, readAt);
  const hasDeclared = view.log.some((entry) => entry.kind === 'act' && entry.act === 'declare');
  const later = view.clocks.slice(NEAREST);
  return (
    <Section title={t('deadlines.title')}>
      {view.clocks.length === 0 && (
        <p className="sub">{t(hasDeclared ? 'deadlines.nothing' : 'deadlines.none')}</p>
      )}
      <List clocks={view.clocks.slice(0, NEAREST)} minute={minute} />
      {later.length > 0 && (
        <details>
          <summary>{t('deadlines.more', { count: later.length })}</summary>
          <List clocks={later} minute={minute} />
        </details>
      )}
    </Section>
  );
}

function List({ clocks, minute }: { readonly clocks: DrillView['clocks']; readonly minute: number }) {
  const { t } = useTranslation('drills');
  const language = useLanguage();
  const span = useSpan();
  return (
    <ol className="drill-deadlines">
      {clocks.map(({ id, title, state, at, minute: due }) => (
        <li key={id} data-state={state} data-late={state === 'due' && due < minute}>
          <span>
            <span className="drill-tag">{t(`deadlines.states.${state}`)}</span>
            {title[language]}
          </span>
          <span className="sub">
            {t('deadlines.at', { at: clockText(Date.parse(at), language) })}{' '}
            {state !== 'done' && (
              <strong>
                {t(due < minute ? 'deadlines.late' : 'deadlines.left', {
                  span: span(Math.abs(due - minute)),
                })}
              </strong>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}

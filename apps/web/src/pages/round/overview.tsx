import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { Section } from '../../parts/page.tsx';
import { dateText, type Item, MARKS, MONTHS, monthName, monthOf, STATES } from './items.ts';

/** The year at a glance: how many stand how, what comes next, and twelve months to jump to. */
export function Overview({
  year,
  today,
  items,
}: {
  readonly year: number;
  readonly today: string;
  readonly items: readonly Item[];
}) {
  const { t } = useTranslation('round');
  const language = useLanguage();
  const next = items.find(({ state }) => state !== 'done');
  return (
    <Section title={t('summaryOf', { year })} accent="key">
      <ul className="round-states">
        {STATES.map((state) => (
          <li key={state} data-state={state}>
            <span className="round-mark" aria-hidden="true">
              {MARKS[state]}
            </span>
            {t(`states.${state}`)} <strong>{items.filter((one) => one.state === state).length}</strong>
          </li>
        ))}
      </ul>
      <p>
        <strong>{t('next')}</strong>{' '}
        <span data-own-words>
          {next
            ? t('nextOf', { title: next.title[language], due: dateText(next.due, language) })
            : t('nothingLeft')}
        </span>
      </p>
      <ol className="round-months">
        {MONTHS.map((month) => {
          const of = items.filter(({ due }) => monthOf(due) === month);
          const worst = STATES.find((state) => of.some((one) => one.state === state));
          const isNow = today.slice(0, 7) === `${year}-${String(month).padStart(2, '0')}`;
          return (
            <li key={month} data-state={worst} data-now={isNow || undefined}>
              <span>
                {monthName(month, language)}
                {isNow && <span className="sub"> {t('thisMonth')}</span>}
              </span>
              {worst ? (
                <a href={`#m${month}`}>
                  {STATES.filter((state) => of.some((one) => one.state === state)).map((state) => (
                    <span key={state} data-state={state}>
                      <span className="round-mark" aria-hidden="true">
                        {MARKS[state]}
                      </span>
                      {t(`states.${state}`)} {of.filter((one) => one.state === state).length}
                    </span>
                  ))}
                </a>
              ) : (
                <span className="sub">{t('monthNone')}</span>
              )}
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

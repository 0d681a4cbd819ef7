import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { api } from '../../api/client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { dayText, timeText } from '../../parts/dates.ts';

type Row = Awaited<ReturnType<typeof api.drills.list>>['drills'][number];

/** Drills that are not over. */
export function GoingList({ drills }: { readonly drills: readonly Row[] }) {
  const { t } = useTranslation('drills');
  const language = useLanguage();
  const { dotted } = usePunctuation();
  return (
    <ul className="drill-going">
      {drills.map(({ id, title, company, startedAt, isPaused }) => (
        <li key={id}>
          <Link to="/drills/$drill" params={{ drill: id }}>
            {title[language]}
          </Link>
          <span className="sub">
            {dotted([
              t(isPaused ? 'going.paused' : 'going.running'),
              company?.name ?? t('company.general'),
              timeText(startedAt, language),
            ])}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Drills that are over, the latest first; a row becomes a card on a phone. */
export function HeldTable({ drills }: { readonly drills: readonly Row[] }) {
  const { t } = useTranslation('drills');
  const language = useLanguage();
  const columns = ['scenario', 'when', 'company', 'score', 'change', 'lessons'] as const;
  return (
    <table className="small-table stacked">
      <caption className="hidden">{t('held.title')}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" className={column === 'score' ? undefined : 'words'}>
              {t(`held.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {drills.map(({ id, title, company, startedAt, score, change, lessons, openLessons }) => (
          <tr key={id}>
            <th scope="row">
              <Link to="/drills/$drill" params={{ drill: id }}>
                {title[language]}
              </Link>
            </th>
            <td className="words" data-label={t('held.when')}>
              {dayText(startedAt, language)}
            </td>
            <td className="words" data-label={t('held.company')}>
              {company?.name ?? t('company.general')}
            </td>
            <td data-label={t('held.score')}>
              {score === null ? t('held.abandoned') : t('held.points', { score })}
            </td>
            <td className="words" data-label={t('held.change')}>
              {score !== null && <Change points={change} />}
            </td>
            <td className="words" data-label={t('held.lessons')}>
              {score !== null &&
                (openLessons === 0
                  ? t('held.noLessons')
                  : t('held.left', { all: lessons, open: openLessons }))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Points more or less than the last time, in words and by a mark. */
export function Change({ points }: { readonly points: number | null }) {
  const { t } = useTranslation('drills');
  if (points === null) return <span className="sub">{t('held.first')}</span>;
  if (points === 0) return t('change.same');
  return (
    <span className={points > 0 ? 'drill-better' : 'drill-worse'}>
      {t(points > 0 ? 'change.up' : 'change.down', { points: Math.abs(points) })}
    </span>
  );
}

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { api } from '../../api/client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { dayText, timeText } from '../../parts/dates.ts';
import { SmallTable } from '../../parts/small-table.tsx';

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
    <SmallTable
      stacked
      caption={t('held.title')}
      head={columns.map((column) => t(`held.${column}`))}
      words={[...columns.keys()].filter((column) => columns[column] !== 'score')}
      rows={drills.map(({ id, title, company, startedAt, score, change, lessons, openLessons }) => [
        <Link key={id} to="/drills/$drill" params={{ drill: id }}>
          {title[language]}
        </Link>,
        dayText(startedAt, language),
        company?.name ?? t('company.general'),
        score === null ? t('held.abandoned') : t('held.points', { score }),
        score !== null && <Change key="change" points={change} />,
        score !== null &&
          (openLessons === 0 ? t('held.noLessons') : t('held.left', { all: lessons, open: openLessons })),
      ])}
    />
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

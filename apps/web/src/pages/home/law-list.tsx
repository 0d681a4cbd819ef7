import { dateText } from '@sonae/documents/format';
import { duties } from '@sonae/knowledge/duties';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { daysBetween, today } from '../../parts/today.ts';
import { lawChanges } from './law-changes.ts';

const MOST = 8;

/** The duties of reporting that came into force within a year or will, each with its source. */
export default function LawList() {
  const { t } = useTranslation('home');
  const language = useLanguage();
  const now = today();
  return (
    <ul className="law">
      {lawChanges(duties, now)
        .slice(0, MOST)
        .map(({ id, ja, en, effectiveFrom = now, effectiveNote, certainty, sources }) => (
          <li key={id}>
            <span className="law-date">
              {dateText(effectiveFrom, language)}
              <span className="sub">
                {' '}
                {t(daysBetween(now, effectiveFrom) > 0 ? 'law.coming' : 'law.inForce')}
              </span>
            </span>
            <span>
              {sources[0]?.url ? (
                <a href={sources[0].url} target="_blank" rel="noreferrer">
                  {language === 'ja' ? ja : en}
                </a>
              ) : language === 'ja' ? (
                ja
              ) : (
                en
              )}
              {effectiveNote && language === 'en' && <span className="sub"> {effectiveNote}</span>}
              {certainty === 'unverified' && <span className="sub"> {t('law.unverified')}</span>}
            </span>
          </li>
        ))}
    </ul>
  );
}

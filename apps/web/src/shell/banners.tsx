import { useTranslation } from 'react-i18next';
import { useOnline } from '../api/connection.ts';
import { lastRead } from '../api/kept-reads.ts';
import { useMe } from '../api/me.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { dayText, timeText } from '../parts/dates.ts';
import { useObservable } from '../parts/observable.ts';

/** What whoever looks must know about all they see: it is old, or they came through a link. */
export function Banners() {
  const { t } = useTranslation('shell');
  const language = useLanguage();
  const isOnline = useOnline();
  const at = useObservable(lastRead);
  const me = useMe();
  return (
    <div aria-live="polite">
      {!isOnline && (
        <p className="shell-banner" data-tone="offline">
          {at === null ? t('offlineEmpty') : t('offline', { at: timeText(at, language) })}
        </p>
      )}
      {me?.link && (
        <p className="shell-banner">
          {t('readOnly', { label: me.link.label, until: dayText(me.link.expiresAt, language) })}
        </p>
      )}
    </div>
  );
}

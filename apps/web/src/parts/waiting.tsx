import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Something is on its way. Short waits show nothing: a flash of a word disturbs more than it tells. */
export function Loading() {
  const { t } = useTranslation('parts');
  return (
    <p className="loading sub" role="status">
      {t('loading')}
    </p>
  );
}

/** A calculation that takes seconds, with the seconds. */
export function Working() {
  const { t } = useTranslation('parts');
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className="working">
      <progress aria-label={t('working', { seconds })} />
      <span className="sub">{t('working', { seconds })}</span>
    </div>
  );
}

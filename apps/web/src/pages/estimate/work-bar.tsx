import { Button } from '@mantine/core';
import type { Issue } from '@sonae/core';
import { countText } from '@sonae/documents/format';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';
import { IssueList } from '../../parts/issue-list.tsx';
import type { Estimate } from './use-estimate.ts';

type Props = { readonly estimate: Estimate; readonly issues: readonly Issue[]; readonly isEarlier: boolean };

/** How far the calculation is, with the way to stop it; and what there is to say about the input. */
export function WorkBar({ estimate, issues, isEarlier }: Props) {
  const { t } = useTranslation('estimate');
  const language = useLanguage();
  const { phase, run } = estimate;
  const years = countText(run.years, language);
  return (
    <div className="work-bar no-print">
      {phase.kind === 'playing' && (
        <div className="work-line">
          <span>{t('work.playing', { years })}</span>
          <progress aria-label={t('work.playing', { years })} max={1} value={phase.share} />
          <Seconds share={phase.share} />
          <Button size="xs" variant="default" onClick={estimate.stop}>
            {t('work.stop')}
          </Button>
          {isEarlier && <span className="sub">{t('work.earlier')}</span>}
        </div>
      )}
      {(phase.kind === 'stopped' || phase.kind === 'failed') && (
        <div className="work-line" role="alert">
          <span>
            {phase.kind === 'stopped'
              ? t('work.stopped')
              : phase.path
                ? t('variants.gone', { path: phase.path })
                : t('work.failed', { message: phase.message })}
          </span>
          <Button size="xs" variant="default" onClick={estimate.again}>
            {t('work.again')}
          </Button>
        </div>
      )}
      {issues.length > 0 && (
        <details>
          <summary>{t('work.issues')}</summary>
          <IssueList issues={issues} />
        </details>
      )}
    </div>
  );
}

function Seconds({ share }: { readonly share: number }) {
  const { t } = useTranslation('estimate');
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return <span className="work-share">{t('work.done', { percent: Math.floor(share * 100), seconds })}</span>;
}

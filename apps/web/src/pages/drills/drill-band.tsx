import { useTranslation } from 'react-i18next';

/**
 * Says on every page of drills that nothing here is real: in words and in colour, wherever one has scrolled to, and at the head of every
 * sheet of paper.
 */
export function DrillBand() {
  const { t } = useTranslation('drills');
  return (
    <>
      <style>{`@page { margin-top: 18mm; @top-center { content: "${t('band')} ${t('bandText')}"; font-weight: 700; } }`}</style>
      <p className="drill-banner">
        <strong>{t('band')}</strong> {t('bandText')}{' '}
        <span className="drill-banner-more">{t('bandMore')}</span>
      </p>
    </>
  );
}

import { useTranslation } from 'react-i18next';

/** The margins of a sheet inherit nothing from the page. */
const FONT = `700 11pt "BIZ UDPGothic", "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", "Yu Gothic", sans-serif`;

/**
 * Says on every page of drills that nothing here is real: in words and in colour, wherever one has scrolled to, and at the head of every
 * sheet of paper.
 */
export function DrillBand() {
  const { t } = useTranslation('drills');
  return (
    <>
      <style>{`@page { margin-top: 18mm; @top-center { content: "${t('band')} ${t('bandText')}"; font: ${FONT}; } }`}</style>
      <p className="drill-banner">
        <strong>{t('band')}</strong> {t('bandText')}{' '}
        <span className="drill-banner-more">{t('bandMore')}</span>
      </p>
    </>
  );
}

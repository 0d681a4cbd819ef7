import { useTranslation } from 'react-i18next';

/** Says on every page of drills, also on paper, that nothing here is real: in words and in colour, wherever one has scrolled to. */
export function DrillBand() {
  const { t } = useTranslation('drills');
  return (
    <p className="drill-banner">
      <strong>{t('band')}</strong> <span>{t('bandText')}</span>
    </p>
  );
}

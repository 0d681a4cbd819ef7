import { useTranslation } from 'react-i18next';
import { Empty, PageTitle } from '../../parts/page.tsx';

export default function ExpertPage() {
  const { t } = useTranslation('expert');
  return (
    <>
      <PageTitle title={t('title')} />
      <Empty title={t('title')} text={t('soon')} />
    </>
  );
}

import { useTranslation } from 'react-i18next';
import { Empty, PageTitle } from '../../parts/page.tsx';

export default function SetupPage() {
  const { t } = useTranslation('account');
  return (
    <>
      <PageTitle title={t('title')} />
      <Empty title={t('title')} text={t('soon')} />
    </>
  );
}

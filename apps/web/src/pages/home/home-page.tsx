import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCompanies, useCurrentCompany } from '../../api/company.ts';
import { May } from '../../parts/may.tsx';
import { Empty, PageTitle } from '../../parts/page.tsx';
import { HomeOf } from './home-of.tsx';
import './home.css';

/** What is assumed, what is due, what to do next: of the company that was looked at last. */
export default function HomePage() {
  const { t } = useTranslation('home');
  const companies = useCompanies();
  const company = useCurrentCompany();
  if (company) return <HomeOf key={company.id} company={company.id} name={company.name} />;
  return (
    <>
      <PageTitle title={t('title')} />
      {companies.length === 0 && (
        <Empty title={t('empty.title')} text={t('empty.text')}>
          <Link to="/questions">{t('empty.questions')}</Link>
          <May needs="company.write">
            <Link to="/settings">{t('empty.settings')}</Link>
          </May>
        </Empty>
      )}
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../api/client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { PageTitle } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Loading } from '../../parts/waiting.tsx';
import './playbooks.css';

/** All playbooks, each with what it is for. */
export default function PlaybooksPage() {
  const { t } = useTranslation('response');
  const language = useLanguage();
  const { data, error, refetch } = useQuery(orpc.playbooks.list.queryOptions());
  return (
    <>
      <PageTitle title={t('playbooks.title')} lead={t('playbooks.lead')}>
        <Link to="/cases">{t('toCases')}</Link>
      </PageTitle>
      {error && !data && <Problem error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      <ul className="playbooks">
        {data?.playbooks.map(({ key, name, description, steps }) => (
          <li key={key} className="card">
            <h2>
              <Link to="/playbooks/$playbook" params={{ playbook: key }}>
                {name[language]}
              </Link>
            </h2>
            <p>{description[language]}</p>
            <p className="sub">{t('playbooks.steps', { count: steps })}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

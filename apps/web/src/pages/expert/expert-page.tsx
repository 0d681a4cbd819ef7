import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { expertToken } from '../../api/choices.ts';
import { orpc } from '../../api/client.ts';
import { forgetReads } from '../../api/kept-reads.ts';
import { may, useMe } from '../../api/me.ts';
import { queryClient } from '../../api/query-client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { dayText } from '../../parts/dates.ts';
import { Empty, PageTitle, Section } from '../../parts/page.tsx';
import { useToken } from '../../parts/token.ts';
import { Loading } from '../../parts/waiting.tsx';

/** Where an expert's link leads: what may be read, until when. The link holds for this tab alone. */
export default function ExpertPage() {
  const { t } = useTranslation('expert');
  const token = useToken();
  const [isReady, setReady] = useState(token === '');
  useEffect(() => {
    if (token === '') return;
    expertToken.set(token);
    void forgetReads(queryClient).then(() => setReady(true));
  }, [token]);
  return isReady ? <Granted /> : <PageTitle title={t('title')} />;
}

function Granted() {
  const { t } = useTranslation('expert');
  const language = useLanguage();
  const me = useMe();
  const companies = useQuery(orpc.companies.list.queryOptions({ enabled: may(me, 'company.read') })).data
    ?.companies;
  const cases = useQuery(orpc.cases.list.queryOptions({ enabled: may(me, 'case.read') })).data?.cases;
  if (!me) return <Loading />;
  if (!me.link) {
    return (
      <>
        <PageTitle title={t('title')} />
        <Empty title={t('void')} text={t('voidText')} />
      </>
    );
  }
  const end = async () => {
    expertToken.set(null);
    await forgetReads(queryClient);
  };
  const pages = [
    may(me, 'assessment.read') && (['estimate', '/c/$company/estimate'] as const),
    may(me, 'company.read') && (['register', '/c/$company/register'] as const),
    may(me, 'company.read') && (['contracts', '/c/$company/contracts'] as const),
  ].filter((page) => page !== false);
  return (
    <>
      <PageTitle
        title={me.link.label}
        lead={t('lead', { organisation: me.organisation?.name, until: dayText(me.link.expiresAt, language) })}
      >
        <Button variant="default" onClick={() => void end()}>
          {t('end')}
        </Button>
      </PageTitle>
      <div className="cards">
        {cases && cases.length > 0 && (
          <Section title={t('cases')} span={6}>
            <ul>
              {cases.map(({ id, name }) => (
                <li key={id}>
                  <Link to="/cases/$case" params={{ case: id }}>
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          </Section>
        )}
        {companies?.map(({ id, name }) => (
          <Section key={id} title={name} span={6}>
            <ul>
              {pages.map(([page, path]) => (
                <li key={page}>
                  <Link to={path} params={{ company: id }}>
                    {t(`pages.${page}`)}
                  </Link>
                </li>
              ))}
            </ul>
          </Section>
        ))}
      </div>
      <p className="sub">{t('logged')}</p>
    </>
  );
}

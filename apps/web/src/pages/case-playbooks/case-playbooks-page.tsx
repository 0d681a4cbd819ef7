import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, orpc } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Empty, PageTitle, Section } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { UnreadPage } from '../../parts/unread-page.tsx';
import { useAction } from '../../parts/use-action.ts';
import { Run } from './run.tsx';
import '../playbooks/playbooks.css';

/** Playbooks under way in a case: what is to be done now, and a new one to start. */
export default function CasePlaybooksPage() {
  const { t } = useTranslation('response');
  const { case: id = '' } = useParams({ strict: false });
  const incident = useQuery(orpc.cases.get.queryOptions({ input: { case: id } }));
  const query = useQuery(
    orpc.cases.playbooks.list.queryOptions({ input: { case: id }, refetchInterval: 60_000 }),
  );
  const writes = useMay('case.write') && incident.data?.closedAt === null;
  if (!query.data) return <UnreadPage title={t('runs.title')} query={query} />;
  return (
    <>
      <PageTitle title={t('runs.title')} lead={incident.data?.name}>
        <Link to="/cases/$case" params={{ case: id }}>
          {t('runs.toCase')}
        </Link>
        <Link to="/playbooks">{t('playbooks.all')}</Link>
      </PageTitle>
      <div className="cards">
        {writes && (
          <Section title={t('runs.start')} note={t('runs.startNote')} accent="question">
            <Start id={id} />
          </Section>
        )}
        {query.data.runs.length === 0 && <Empty title={t('runs.none')} text={t('runs.noneText')} />}
        {query.data.runs.map((run) => (
          <Run key={run.id} id={id} run={run} all={query.data.runs} writes={writes} />
        ))}
      </div>
    </>
  );
}

function Start({ id }: { readonly id: string }) {
  const { t } = useTranslation('response');
  const language = useLanguage();
  const client = useQueryClient();
  const { data } = useQuery(orpc.playbooks.list.queryOptions());
  const [playbook, setPlaybook] = useState('');
  const start = useAction(async () => {
    await api.cases.playbooks.start({ case: id, playbook, language, key: crypto.randomUUID() });
    setPlaybook('');
    await client.invalidateQueries({ queryKey: orpc.cases.key() });
  });
  return (
    <form
      className="response-form"
      onSubmit={(event) => {
        event.preventDefault();
        start.run();
      }}
    >
      <label>
        {t('runs.which')}
        <select required value={playbook} onChange={(event) => setPlaybook(event.target.value)}>
          <option value="" />
          {data?.playbooks.map(({ key, name }) => (
            <option key={key} value={key}>
              {name[language]}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="step-button" data-main="true" disabled={start.isBusy}>
        {t('runs.begin')}
      </button>
      {start.error !== undefined && <Problem error={start.error} />}
    </form>
  );
}

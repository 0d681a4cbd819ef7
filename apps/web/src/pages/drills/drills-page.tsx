import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { Empty, PageTitle, Section } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Loading } from '../../parts/waiting.tsx';
import { DrillBand } from './drill-band.tsx';
import { GoingList, HeldTable } from './drill-table.tsx';
import { StartCard } from './start-card.tsx';
import './drills.css';

/** All drills of the organisation: those under way, the scenarios to start, and how earlier ones went. */
export default function DrillsPage() {
  const { t } = useTranslation('drills');
  const mayWrite = useMay('case.write');
  const { data, error, refetch } = useQuery(orpc.drills.list.queryOptions());
  const drills = data?.drills ?? [];
  const going = drills.filter(({ endedAt }) => endedAt === null);
  const held = drills.filter(({ endedAt }) => endedAt !== null);
  return (
    <div className="drill-page">
      <DrillBand />
      <PageTitle title={t('title')} lead={t('lead')} />
      {error && !data && <Problem error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <div className="cards">
          {going.length > 0 && (
            <Section title={t('going.title')} accent="key">
              <GoingList drills={going} />
            </Section>
          )}
          <Section title={t('start.title')} accent="question">
            <StartCard mayStart={mayWrite} />
          </Section>
          <Section title={t('held.title')}>
            {held.length === 0 ? (
              <Empty title={t('held.none')} text={t('held.noneText')} />
            ) : (
              <HeldTable drills={held} />
            )}
          </Section>
        </div>
      )}
    </div>
  );
}

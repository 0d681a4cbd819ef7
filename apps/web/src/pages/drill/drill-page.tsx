import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/me.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Empty, PageTitle, Section } from '../../parts/page.tsx';
import { UnreadPage } from '../../parts/unread-page.tsx';
import { DrillBand } from '../drills/drill-band.tsx';
import '../drills/drills.css';
import { ClockCard } from './clock-card.tsx';
import { Course } from './course.tsx';
import { Deadlines } from './deadlines.tsx';
import { MoveForm } from './move/move-form.tsx';
import { News } from './news.tsx';
import { Result } from './result.tsx';
import { Stand } from './stand.tsx';
import { type Drill, useDrill } from './use-drill.ts';

/** One drill: while it runs its clock, the news and what one does about it; afterwards its score. */
export default function DrillPage() {
  const { t } = useTranslation('drills');
  const language = useLanguage();
  const { drill: id = '' } = useParams({ strict: false });
  const query = useDrill(id);
  const { data, dataUpdatedAt } = query;
  if (!data)
    return (
      <div className="drill-page">
        <DrillBand />
        <UnreadPage title={t('title')} query={query} />
      </div>
    );
  const { title, company, endedAt } = data.drill;
  return (
    <div className="drill-page">
      <DrillBand />
      <PageTitle
        title={`${t('band')}${language === 'ja' ? '' : ' '}${title[language]}`}
        lead={company?.name ?? t('company.general')}
      >
        <Link to="/drills">{t('list')}</Link>
      </PageTitle>
      {endedAt === null ? <Running drill={data} readAt={dataUpdatedAt} /> : <Ended drill={data} />}
    </div>
  );
}

function Running({ drill: { drill: view }, readAt }: { readonly drill: Drill; readonly readAt: number }) {
  const mayWrite = useMay('case.write');
  return (
    <>
      <ClockCard view={view} readAt={readAt} mayWrite={mayWrite} />
      <div className="cards drill-room">
        <div className="stack" data-span="7">
          <News view={view} />
          <Stand view={view} />
        </div>
        <div className="stack" data-span="5">
          {!view.isOver && <MoveForm view={view} mayWrite={mayWrite} />}
          <Deadlines view={view} readAt={readAt} />
        </div>
        <Course view={view} />
      </div>
    </>
  );
}

function Ended({ drill }: { readonly drill: Drill }) {
  const { t } = useTranslation('drills');
  if (drill.score) return <Result drill={drill} score={drill.score} />;
  return (
    <div className="cards">
      <Section title={t('result.title')}>
        <Empty title={t('result.abandoned')} text={t('result.abandonedText')} />
      </Section>
      <Course view={drill.drill} isOpen />
    </div>
  );
}

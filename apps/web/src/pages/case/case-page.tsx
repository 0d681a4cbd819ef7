import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { flush, writeEntry } from '../../api/outbox.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { timeText } from '../../parts/dates.ts';
import { PageTitle, Section } from '../../parts/page.tsx';
import { UnreadPage } from '../../parts/unread-page.tsx';
import { OutboxNote } from '../cases/outbox-note.tsx';
import { DutyClocks } from './duty-clocks.tsx';
import { FactTable } from './fact-table.tsx';
import { FirstSteps } from './first-steps.tsx';
import { LedgerCard } from './ledger-card.tsx';
import { LiabilityCards } from './liability-card.tsx';
import { PeopleCards } from './people-cards.tsx';
import { PhotoForm } from './photo-form.tsx';
import { Questions } from './questions.tsx';
import { RecordForm } from './record-form.tsx';
import { Timeline } from './timeline.tsx';
import { WatchList } from './watch-list.tsx';
import '../cases/cases.css';
import './case-room.css';

/** The room of one case: next steps, clocks, questions, what is known, what was written. */
export default function CasePage() {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  const { case: id = '' } = useParams({ strict: false });
  const mayWrite = useMay('case.write');
  const query = useQuery(orpc.cases.get.queryOptions({ input: { case: id } }));
  useEffect(() => void flush(), []);
  if (!query.data) return <UnreadPage title={t('title')} query={query} />;
  const { name, drill, openedAt, closedAt, duties, questions, room } = query.data;
  const isOpen = closedAt === null;
  const writes = mayWrite && isOpen;
  const known = new Map(room.facts.map((fact) => [fact.key, fact]));
  const done = new Set(room.tasks.filter(({ doneAt }) => doneAt !== undefined).map(({ task }) => task));
  return (
    <>
      {drill && <p className="drill-band">{t('drill')}</p>}
      <PageTitle
        title={drill ? `【${t('drill')}】${name}` : name}
        lead={t('opened', { at: timeText(openedAt, language) })}
      >
        <Link to="/cases/$case/playbooks" params={{ case: id }}>
          {t('playbooks')}
        </Link>
        <Link to="/cases">{t('back')}</Link>
        {writes && (
          <ConfirmButton
            question={t('close.question')}
            answer={t('close.answer')}
            onConfirm={() => writeEntry(id, { kind: 'closed', reason: t('close.reason') })}
          >
            {t('close.button')}
          </ConfirmButton>
        )}
      </PageTitle>
      <OutboxNote />
      <div className="cards">
        {isOpen && (
          <Section title={t('steps.title')} note={t('steps.note')} accent="key">
            <FirstSteps
              id={id}
              kind={String(known.get('kind')?.value ?? 'other')}
              done={done}
              writes={writes}
            />
          </Section>
        )}
        <Section title={t('board')}>
          <DutyClocks id={id} duties={duties} writes={writes} />
        </Section>
        <LiabilityCards id={id} asset={textOf(known.get('asset')?.value)} writes={writes} />
        <Section title={t('questions.title')} note={t('questions.note')} accent="question" span={6}>
          <Questions id={id} questions={questions} writes={writes} />
        </Section>
        <Section title={t('record.title')} span={6}>
          {writes && <PhotoForm id={id} />}
          {writes && <RecordForm id={id} />}
          <h3>{t('tasks.title')}</h3>
          <Tasks id={id} tasks={room.tasks} writes={writes} />
        </Section>
        <WatchList id={id} watched={room.watched} writes={writes} />
        <LedgerCard id={id} writes={writes} />
        <PeopleCards id={id} room={room} writes={writes} />
        <Section title={t('facts.title')}>
          <FactTable facts={room.facts} />
        </Section>
        <Section title={t('timeline.title')}>
          <Timeline id={id} />
        </Section>
      </div>
      <p className="sub">{t('legal')}</p>
    </>
  );
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

type Task = {
  readonly task: string;
  readonly title: string;
  readonly owner?: string;
  readonly doneAt?: number;
};

function Tasks({
  id,
  tasks,
  writes,
}: {
  readonly id: string;
  readonly tasks: readonly Task[];
  readonly writes: boolean;
}) {
  const { t } = useTranslation('cases');
  if (tasks.length === 0) return <p className="sub">{t('tasks.none')}</p>;
  return (
    <ul className="tasks">
      {tasks.map(({ task, title, owner, doneAt }) => (
        <li key={task}>
          <label>
            <input
              type="checkbox"
              checked={doneAt !== undefined}
              disabled={!writes || doneAt !== undefined}
              onChange={() => void writeEntry(id, { kind: 'task.done', task })}
            />
            {title}
          </label>
          {owner && <span className="sub">{owner}</span>}
        </li>
      ))}
    </ul>
  );
}

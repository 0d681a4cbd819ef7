import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api, orpc } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { flush } from '../../api/outbox.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { timeText } from '../../parts/dates.ts';
import { Empty, PageTitle, Section } from '../../parts/page.tsx';
import { nearness, TimeLeft, useNow } from './clock-card.tsx';
import { OutboxNote } from './outbox-note.tsx';
import { RedButton } from './red-button.tsx';
import './cases.css';

/** All cases of the organisation: the red button, the clocks of all of them, and the cases. */
export default function CasesPage() {
  const { t } = useTranslation('cases');
  const mayWrite = useMay('case.write');
  const { data: list } = useQuery(orpc.cases.list.queryOptions());
  const cases = list?.cases ?? [];
  const open = cases.filter(({ closedAt }) => closedAt === null);
  const closed = cases.filter(({ closedAt }) => closedAt !== null);
  useEffect(() => void flush(), []);
  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')}>
        <Link to="/playbooks">{t('playbooks')}</Link>
        <button type="button" className="link" onClick={() => void downloadCalendar()}>
          {t('calendar')}
        </button>
      </PageTitle>
      {mayWrite && <RedButton />}
      <OutboxNote />
      <div className="cards">
        <Section title={t('board')}>
          <Board />
        </Section>
        <Section title={t('open')} span={closed.length > 0 ? 6 : 12}>
          {open.length === 0 ? <Empty text={t('none')} /> : <CaseList cases={open} />}
        </Section>
        {closed.length > 0 && (
          <Section title={t('closed')} span={6}>
            <CaseList cases={closed} />
          </Section>
        )}
      </div>
      <p className="sub">{t('legal')}</p>
    </>
  );
}

type Row = Awaited<ReturnType<typeof api.cases.list>>['cases'][number];

function CaseList({ cases }: { readonly cases: readonly Row[] }) {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  return (
    <ul className="case-list">
      {cases.map(({ id, name, drill, openedAt }) => (
        <li key={id}>
          <Link to="/cases/$case" params={{ case: id }}>
            {drill && <span className="drill-mark">{t('drill')}</span>}
            {name}
          </Link>
          <span className="sub">{t('opened', { at: timeText(openedAt, language) })}</span>
        </li>
      ))}
    </ul>
  );
}

/** So many clocks are drawn; the rest is behind the cases. */
const SHOWN = 60;

function Board() {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  const { list } = usePunctuation();
  const now = useNow();
  const { data } = useQuery(orpc.cases.board.queryOptions());
  const clocks = data?.clocks ?? [];
  const hidden = (data?.total ?? 0) - Math.min(clocks.length, SHOWN);
  if (clocks.length === 0) return <p className="sub">{t('boardEmpty')}</p>;
  return (
    <>
      <ul className="clocks">
        {clocks.slice(0, SHOWN).map(({ case: of, caseName, drill, duty, state, title, basis, due }) => (
          <li
            key={`${of} ${duty}`}
            className="clock"
            data-near={nearness(due.getTime(), now)}
            data-state={state}
          >
            <span className="clock-title">
              <span className="state-mark" data-state={state}>
                {t(`states.${state}`)}
              </span>
              {title[language]}
            </span>
            <TimeLeft due={due.getTime()} now={now} />
            <span className="sub">{list(basis)}</span>
            <Link to="/cases/$case" params={{ case: of }}>
              {drill && <span className="drill-mark">{t('drill')}</span>}
              {caseName}
            </Link>
          </li>
        ))}
      </ul>
      {hidden > 0 && <p className="sub">{t('boardMore', { count: hidden })}</p>}
    </>
  );
}

async function downloadCalendar(): Promise<void> {
  const file = await api.cases.calendar();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  URL.revokeObjectURL(link.href);
}

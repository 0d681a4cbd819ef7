import type { Assessment } from '@sonae/assessment';
import { dateText, percentText } from '@sonae/documents/format';
import type { Company } from '@sonae/register';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/me.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { May } from '../../parts/may.tsx';
import { Money } from '../../parts/money.tsx';
import { Empty, Section } from '../../parts/page.tsx';
import { SmallTable } from '../../parts/small-table.tsx';
import { today } from '../../parts/today.ts';
import { Loading } from '../../parts/waiting.tsx';
import { contractGaps } from './contract-gaps.ts';
import { deadlinesOf } from './deadlines.ts';

const LawList = lazy(() => import('./law-list.tsx'));
const ControlValues = lazy(() => import('./control-values.tsx'));

const MOST = { deadlines: 6, questions: 5, gaps: 10 };

/** What is due next: the calendar, and contracts that end. */
export function Deadlines({ company }: { readonly company: Company }) {
  const { t } = useTranslation('home');
  const language = useLanguage();
  const due = deadlinesOf(company, today()).slice(0, MOST.deadlines);
  return (
    <Section title={t('deadlines.title')} id="deadlines">
      {due.length === 0 ? (
        <Empty title={t('deadlines.none')} text={t('deadlines.noneText')} />
      ) : (
        <SmallTable
          caption={t('deadlines.title')}
          head={[t('deadlines.what'), t('deadlines.date'), t('deadlines.left')]}
          rows={due.map(({ id, title, kind, date, days }) => [
            <span key={id}>
              {title} {kind === 'contract' && <span className="sub">{t('deadlines.contractEnds')}</span>}
            </span>,
            dateText(date, language),
            <span key="left" className={days < 0 ? 'late' : undefined}>
              {days < 0 ? t('deadlines.late', { days: -days }) : t('deadlines.days', { days })}
            </span>,
          ])}
        />
      )}
    </Section>
  );
}

/** The unanswered questions that would narrow the range most. */
export function Questions({
  id,
  assessment,
}: {
  readonly id: string;
  readonly assessment: Assessment | undefined;
}) {
  const { t } = useTranslation('home');
  const language = useLanguage();
  const open = assessment?.openQuestions.slice(0, MOST.questions) ?? [];
  return (
    <Section title={t('questions.title')} note={open.length > 0 && t('questions.note')} accent="question">
      {open.length === 0 ? (
        <p className="sub">{assessment ? t('questions.none') : t('questions.noFigures')}</p>
      ) : (
        <ol className="open-questions">
          {open.map(({ id: question, question: text, narrowing }) => (
            <li key={question}>
              <span>{text[language]}</span>
              <span className="sub">
                {t('questions.narrowing', { share: percentText(narrowing, language) })}
              </span>
            </li>
          ))}
        </ol>
      )}
      <May needs="company.write">
        <p>
          <Link to="/c/$company/register" params={{ company: id }}>
            {t('questions.register')}
          </Link>
        </p>
      </May>
    </Section>
  );
}

type ContractGapsProps = {
  readonly id: string;
  readonly company: Company;
  readonly badYear: number | undefined;
};

/** The ten worst gaps of the contracts. */
export function ContractGaps({ id, company, badYear }: ContractGapsProps) {
  const { t } = useTranslation('home');
  const gaps = contractGaps(company, badYear);
  return (
    <Section title={t('gaps.title')} note={gaps.length > 0 && t('gaps.note')}>
      {gaps.length === 0 ? (
        <Empty
          title={t(company.contracts?.length ? 'gaps.none' : 'gaps.noContracts')}
          text={t(company.contracts?.length ? 'gaps.noneText' : 'gaps.noContractsText')}
        />
      ) : (
        <SmallTable
          caption={t('gaps.title')}
          head={[t('gaps.contract'), t('gaps.gap'), t('gaps.yen')]}
          words={[1]}
          rows={gaps.slice(0, MOST.gaps).map(({ contract, kind, title, partner, clause, yen }) => [
            <span key={contract}>
              {partner}{' '}
              <span className="sub">
                {title} {clause}
              </span>
            </span>,
            t(`gaps.kinds.${kind}`),
            yen === undefined ? '–' : <Money key="yen" yen={yen} />,
          ])}
        />
      )}
      <p>
        <Link to="/c/$company/contracts" params={{ company: id }}>
          {t('gaps.all')}
        </Link>
      </p>
    </Section>
  );
}

type ControlsByValueProps = {
  readonly id: string;
  readonly register: { readonly document: Company; readonly digest: string };
};

/** What each control that is not in place would take off what stays with us, against what it costs. */
export function ControlsByValue(props: ControlsByValueProps) {
  const { t } = useTranslation('home');
  const isShown = useMay('assessment.read');
  if (!isShown) return null;
  return (
    <Section title={t('controls.title')} note={t('controls.note')}>
      <Suspense fallback={<Loading />}>
        <ControlValues {...props} />
      </Suspense>
      <p>
        <Link to="/c/$company/controls" params={{ company: props.id }}>
          {t('controls.all')}
        </Link>
      </p>
    </Section>
  );
}

/** Duties that are new or on their way. */
export function LawChanges() {
  const { t } = useTranslation('home');
  return (
    <Section title={t('law.title')} note={t('law.note')}>
      <Suspense fallback={<Loading />}>
        <LawList />
      </Suspense>
    </Section>
  );
}

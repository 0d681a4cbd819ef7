import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/me.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { timeText } from '../../parts/dates.ts';
import { daysBetween } from '../../parts/today.ts';
import { dateText, type Item, MARKS, MONTHS, monthName, monthOf, useRecords } from './items.ts';

type ListProps = {
  readonly company: string;
  readonly year: number;
  readonly today: string;
  readonly items: readonly Item[];
  /** Absent for those who only look. */
  readonly onRecord?: (item: Item) => void;
};

/** The months that hold anything, each with its dates. */
export function Months({ items, ...rest }: ListProps) {
  const { t } = useTranslation('round');
  const language = useLanguage();
  return MONTHS.map((month) => {
    const of = items.filter(({ due }) => monthOf(due) === month);
    if (of.length === 0) return null;
    const name = monthName(month, language);
    return (
      <section key={month} id={`m${month}`} className="round-month" aria-labelledby={`m${month}-title`}>
        <h3 id={`m${month}-title`}>
          {t('monthOf', { month: language === 'ja' ? month : name, year: rest.year })}
        </h3>
        <ul>
          {of.map((item) => (
            <Row key={item.id} item={item} {...rest} />
          ))}
        </ul>
      </section>
    );
  });
}

function Row({ item, company, today, onRecord }: Omit<ListProps, 'items'> & { readonly item: Item }) {
  const { t } = useTranslation('round');
  const language = useLanguage();
  const mayDrill = useMay('case.write');
  const { state, kind, title, due, basis } = item;
  return (
    <li data-state={state}>
      <p className="round-state">
        <span className="round-mark" aria-hidden="true">
          {MARKS[state]}
        </span>
        {t(`states.${state}`)}
      </p>
      <div>
        <p>
          <strong data-own-words>{title[language]}</strong>{' '}
          {/* What the register does not name is called by its kind. */}
          {title[language] !== t(`kinds.${kind}`) && <span className="round-kind">{t(`kinds.${kind}`)}</span>}
        </p>
        <p className="sub">
          {t('until', { due: dateText(due, language) })} <Days due={due} today={today} state={state} />
        </p>
        <p className="sub">{t('basis', { basis: basis[language] })}</p>
        {state === 'done' && <Done item={item} company={company} mayWithdraw={onRecord !== undefined} />}
      </div>
      {state !== 'done' && onRecord && (
        <div className="round-actions">
          {kind === 'drill' && mayDrill && <Link to="/drills">{t('drillHint')}</Link>}
          <Button variant="default" onClick={() => onRecord(item)}>
            {t('form.open')}
            <span className="hidden" data-own-words>
              {t('form.of', { title: title[language] })}
            </span>
          </Button>
        </div>
      )}
    </li>
  );
}

/** How many days are left, or by how many it is late. */
function Days({
  due,
  today,
  state,
}: {
  readonly due: string;
  readonly today: string;
  readonly state: Item['state'];
}) {
  const { t } = useTranslation('round');
  if (state !== 'due' && state !== 'overdue') return null;
  const days = daysBetween(today, due);
  return (
    <strong className="round-days">
      {days === 0 ? t('today') : t(days > 0 ? 'left' : 'late', { days: Math.abs(days) })}
    </strong>
  );
}

const DIGEST = /^[0-9a-f]{64}$/i;

/** Who did what and when, and where that can be seen. */
function Done({
  item: { item, due, record },
  company,
  mayWithdraw,
}: {
  readonly item: Item;
  readonly company: string;
  readonly mayWithdraw: boolean;
}) {
  const { t } = useTranslation('round');
  const language = useLanguage();
  const { list, dotted } = usePunctuation();
  const records = useRecords(company);
  const maySee = useMay('personal.read');
  if (!record)
    return (
      <p className="round-record sub">
        {dotted([t('doneOn', { on: dateText(due, language) }), t('record.register')])}
      </p>
    );
  const { on, people, content, evidence, writtenBy, writtenAt, id } = record;
  return (
    <div className="round-record">
      <p>
        <strong>{t('doneOn', { on: dateText(on, language) })}</strong>
      </p>
      <p data-own-words>{content}</p>
      <p className="sub" data-own-words>
        {maySee ? t('record.people', { people: list(people) }) : t('record.hidden')}
      </p>
      {evidence !== undefined && (
        <p className="sub" data-own-words>
          {DIGEST.test(evidence) ? (
            <>
              {t('record.digest')}
              <code>{evidence}</code>
            </>
          ) : (
            `${t('record.evidence')}${evidence}`
          )}
        </p>
      )}
      {writtenBy !== undefined && writtenAt !== undefined && (
        <p className="sub">{t('record.written', { by: writtenBy, at: timeText(writtenAt, language) })}</p>
      )}
      {mayWithdraw && id !== undefined && (
        <button type="button" className="link no-print" onClick={() => void records.withdraw(item, record)}>
          {t('record.withdraw')}
        </button>
      )}
    </div>
  );
}

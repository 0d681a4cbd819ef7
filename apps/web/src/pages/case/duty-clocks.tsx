import type { PrintedDuty } from '@sonae/law';
import { useTranslation } from 'react-i18next';
import { writeEntry } from '../../api/outbox.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { timeText } from '../../parts/dates.ts';
import { nearness, TimeLeft, useNow } from '../cases/clock-card.tsx';
import { useFactName } from './fact-name.ts';

/** The duties of a case as clocks: time left, basis, the computed steps, completeness, and when it was done. */
export function DutyClocks({
  id,
  duties,
  writes,
}: {
  readonly id: string;
  readonly duties: readonly PrintedDuty[];
  readonly writes: boolean;
}) {
  const { t } = useTranslation('cases');
  const { dotted } = usePunctuation();
  if (duties.length === 0) return <p className="sub">{t('boardEmpty')}</p>;
  const [first, rest] = [
    duties.filter(({ state }) => state === 'due' || state === 'done'),
    duties.filter(({ state }) => state === 'perhaps' || state === 'optional'),
  ];
  return (
    <>
      <ul className="clocks">
        {first.map((duty) => (
          <DutyClock key={duty.id} id={id} duty={duty} writes={writes} />
        ))}
      </ul>
      {rest.length > 0 && (
        <details className="more-clocks" open={first.length === 0}>
          <summary>
            {dotted([t('states.perhaps'), t('states.optional')])} {rest.length}
          </summary>
          <ul className="clocks">
            {rest.map((duty) => (
              <DutyClock key={duty.id} id={id} duty={duty} writes={writes} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function DutyClock({
  id,
  duty,
  writes,
}: {
  readonly id: string;
  readonly duty: PrintedDuty;
  readonly writes: boolean;
}) {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  const { list } = usePunctuation();
  const now = useNow();
  const factName = useFactName();
  const { state, title, due, urgency, basis, steps, contents, doneAt, needs, certainty } = duty;
  const at = due === null ? undefined : Date.parse(due);
  return (
    <li
      className="clock"
      data-near={at === undefined || state !== 'due' ? 'far' : nearness(at, now)}
      data-state={state}
    >
      <span className="clock-title">
        <span className="state-mark" data-state={state}>
          {t(`states.${state}`)}
        </span>
        {title[language]}
      </span>
      {state === 'done' && doneAt !== null ? (
        <span className="clock-left">{t('clock.done', { at: timeText(Date.parse(doneAt), language) })}</span>
      ) : at === undefined ? (
        urgency && <strong className="clock-left">{t(`clock.${urgency}`)}</strong>
      ) : (
        <TimeLeft due={at} now={now} />
      )}
      {contents && (
        <span className="sub">{t('clock.items', { filled: contents.filled, total: contents.total })}</span>
      )}
      {state === 'perhaps' && needs.length > 0 && (
        <span className="sub">{t('clock.needs', { facts: list(needs.map(factName)) })}</span>
      )}
      <details>
        <summary>
          {t('clock.basis')} {basis[0]}
          {certainty !== 'verified' && <span className="unverified">{t('clock.unverified')}</span>}
        </summary>
        <p className="sub">{list(basis)}</p>
        {steps.length > 0 && (
          <>
            <p className="sub">{t('clock.counting')}</p>
            <ol className="counting">
              {steps.map((step) => (
                <li key={step.ja}>{step[language]}</li>
              ))}
            </ol>
          </>
        )}
      </details>
      {writes && state !== 'done' && state !== 'optional' && (
        <button
          type="button"
          className="step-button no-print"
          onClick={() => void writeEntry(id, { kind: 'duty.done', duty: duty.id })}
        >
          {t('clock.markDone')}
        </button>
      )}
    </li>
  );
}

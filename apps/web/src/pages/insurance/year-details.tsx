import type { WorstYear } from '@sonae/assessment';
import type { Policy } from '@sonae/policy';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { Money } from '../../parts/money.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { Loading } from '../../parts/waiting.tsx';
import type { ShownEvent, ShownStep, ShownTrace } from './model/trace.ts';
import { policyLabels } from './model/wording.ts';
import type { Trace } from './work/use-comparison.ts';

type YearDetailsProps = {
  readonly year: WorstYear;
  readonly policies: readonly Policy[];
  readonly trace: Trace;
};

/** One of the worst years: event by event why money stays, and for one policy every step of its wording. */
export function YearDetails({ year, policies, trace }: YearDetailsProps) {
  const { t } = useTranslation('insurance');
  const labels = policyLabels(policies);
  const [chosen, setChosen] = useState(policies[0]?.id);
  const policy = policies.find(({ id }) => id === chosen) ?? policies[0];
  return (
    <div className="year" data-own-words>
      <div className="year-events">
        {year.events.map((event, i) => (
          <article key={`${event.scenario} ${i}`}>
            <h3>
              {event.name} <Money yen={event.owed} />
            </h3>
            <dl>
              {event.policies.map(({ policy: id, paid, why }) => (
                <div key={id}>
                  <dt>{labels.get(id)?.short}</dt>
                  <dd>
                    {t('years.pays')} <Money yen={paid} />
                    {why.length > 0 && (
                      <ul>
                        {why.slice(0, 4).map((figure) => (
                          <li key={`${figure.reason} ${figure.part} ${figure.clause}`} className="sub">
                            {figure.name}
                            {figure.clause && ` ${figure.clause}`} <Money yen={figure.yen} />
                          </li>
                        ))}
                      </ul>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </article>
        ))}
        {year.smallIncidents > 0 && (
          <p className="sub">
            {t('years.small')} <Money yen={year.smallIncidents} />
          </p>
        )}
      </div>
      <div className="year-trace">
        <label className="trace-of">
          {t('trace.of')}
          <select value={policy?.id} onChange={(event) => setChosen(event.target.value)}>
            {policies.map(({ id }) => (
              <option key={id} value={id}>
                {labels.get(id)?.long}
              </option>
            ))}
          </select>
        </label>
        {policy && <TraceOf key={policy.id} policy={policy} year={year} trace={trace} />}
      </div>
    </div>
  );
}

function TraceOf({
  policy,
  year,
  trace,
}: {
  readonly policy: Policy;
  readonly year: WorstYear;
  readonly trace: Trace;
}) {
  const [shown, setShown] = useState<ShownTrace>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    let isOld = false;
    trace(policy, year.rank).then(
      (result) => !isOld && setShown(result),
      (problem) => !isOld && setError(problem),
    );
    return () => {
      isOld = true;
    };
  }, [policy, year.rank, trace]);
  if (error !== undefined) return <Problem error={error} />;
  if (!shown) return <Loading />;
  const nameOf = (event: ShownEvent) =>
    year.events.find(({ scenario }) => scenario === event.scenario)?.name ?? event.scenario;
  return shown.events.map((event) => <EventTrace key={event.id} event={event} name={nameOf(event)} />);
}

function EventTrace({ event, name }: { readonly event: ShownEvent; readonly name: string }) {
  const { t } = useTranslation('insurance');
  return (
    <details className="event-trace">
      <summary>
        {name} <Money yen={event.loss} /> →{' '}
        <b>
          <Money yen={event.paid} />
        </b>
      </summary>
      {event.parts.length === 0 && <p className="sub">{t('trace.nothing')}</p>}
      {event.parts.map(({ part, paid, steps }) => (
        <Scroll key={part} label={t('trace.part', { part })}>
          <table className="small-table">
            <caption>
              {t('trace.part', { part })} <Money yen={paid} />
            </caption>
            <thead>
              <tr>
                <th scope="col">{t('trace.step')}</th>
                <th scope="col" className="words">
                  {t('trace.clause')}
                </th>
                <th scope="col">{t('trace.before')}</th>
                <th scope="col">{t('trace.after')}</th>
              </tr>
            </thead>
            <tbody>
              {steps.map((step, i) => (
                <tr key={`${step.step} ${i}`} data-cut={step.after < step.before || undefined}>
                  <th scope="row">
                    {step.step} <StepValue step={step} />
                  </th>
                  <td className="words sub">{step.clause}</td>
                  <td>
                    <Money yen={step.before} precision="exact" />
                  </td>
                  <td>
                    <Money yen={step.after} precision="exact" />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      ))}
    </details>
  );
}

function StepValue({ step: { value, valueKind, per } }: { readonly step: ShownStep }) {
  const { t } = useTranslation('insurance');
  const { aside } = usePunctuation();
  if (value === undefined) return per ? <span className="sub">{aside(per)}</span> : null;
  return (
    <span className="sub">
      {valueKind === 'yen' ? (
        <Money yen={value} precision="grouped" />
      ) : (
        t(`trace.${valueKind}`, { value: valueKind === 'share' ? Math.round(value * 1e4) / 100 : value })
      )}
      {per && aside(per)}
    </span>
  );
}

import type { Policy } from '@sonae/policy';
import { type CSSProperties, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Money, useMoneyText } from '../../parts/money.tsx';
import { Section } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import { policyLabels } from './model/wording.ts';
import type { Comparison, Trace } from './work/use-comparison.ts';
import { YearDetails } from './year-details.tsx';

type WorstYearsProps = Pick<Comparison, 'money' | 'progress' | 'error'> & {
  readonly policies: readonly Policy[];
  /** Why nothing can be calculated for the company. */
  readonly problem?: unknown;
  readonly name?: string;
  readonly trace: Trace;
};

/** The twenty worst years of the company through each policy alone, and what stays at the return period. */
export function WorstYears({ policies, money, progress, error, problem, name, trace }: WorstYearsProps) {
  const { t } = useTranslation('insurance');
  const labels = policyLabels(policies);
  const moneyText = useMoneyText();
  const [open, setOpen] = useState<number>();
  const most = Math.max(1, ...(money?.worstYears ?? []).map(({ owed }) => owed));
  return (
    <Section title={t('years.title', { name: name ?? '' })} note={t('years.note')}>
      {problem !== undefined && <Problem error={problem} />}
      {error && <Problem error={error} />}
      {progress !== undefined && (
        <div className="working">
          <progress value={progress} max={1} aria-label={t('years.working')} />
          <span className="sub">{t('years.progress', { percent: Math.floor(progress * 100) })}</span>
        </div>
      )}
      {money && (
        <>
          <p className="kept-summary">
            {t('years.atPeriod', { years: money.gapMap.returnPeriod, owed: moneyText(money.gapMap.owed) })}
          </p>
          <ul className="kept-by-policy">
            {money.gapMap.kept.map(({ policy, yen }) => (
              <li key={policy}>
                <span data-own-words>{labels.get(policy)?.long}</span>
                <span className="kept-bar" aria-hidden="true">
                  <i
                    style={{
                      width: `${(100 * (money.gapMap.owed - yen)) / Math.max(1, money.gapMap.owed)}%`,
                    }}
                  />
                </span>
                <span>
                  {t('years.stays')}{' '}
                  <b>
                    <Money yen={yen} />
                  </b>
                </span>
              </li>
            ))}
          </ul>
          <Scroll label={t('years.table')}>
            <table
              className="small-table years stacked"
              style={{ '--columns': policies.length } as CSSProperties}
            >
              <caption className="hidden">{t('years.table')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('years.rank')}</th>
                  <th scope="col">{t('years.owed')}</th>
                  {policies.map((policy) => (
                    <th key={policy.id} scope="col" data-own-words>
                      {labels.get(policy.id)?.short}
                      <small>{t('years.paidKept')}</small>
                    </th>
                  ))}
                </tr>
              </thead>
              {money.worstYears.map((year) => (
                <tbody key={year.rank} data-open={open === year.rank || undefined}>
                  <tr>
                    <th scope="row">
                      <button
                        type="button"
                        className="link"
                        aria-expanded={open === year.rank}
                        onClick={() => setOpen(open === year.rank ? undefined : year.rank)}
                      >
                        {t('years.nth', { rank: year.rank })}
                      </button>{' '}
                      <span className="sub">{year.events[0]?.name ?? t('years.small')}</span>
                    </th>
                    <td data-label={t('years.owed')}>
                      <Money yen={year.owed} />
                    </td>
                    {year.policies.map(({ policy, paid, kept }) => (
                      <td key={policy} data-label={labels.get(policy)?.short}>
                        <span
                          className="paid-bar"
                          aria-hidden="true"
                          style={{ width: `${(100 * year.owed) / most}%` }}
                        >
                          <i style={{ width: `${(100 * paid) / Math.max(1, year.owed)}%` }} />
                        </span>
                        <Money yen={paid} />{' '}
                        <span className="sub">
                          ／ <Money yen={kept} />
                        </span>
                      </td>
                    ))}
                  </tr>
                  {open === year.rank && (
                    <tr className="year-open">
                      <td colSpan={2 + policies.length}>
                        <YearDetails year={year} policies={policies} trace={trace} />
                      </td>
                    </tr>
                  )}
                </tbody>
              ))}
            </table>
          </Scroll>
          <p className="sub">
            {t('years.foot', { years: money.years.toLocaleString('en-US'), seed: money.seed })}
          </p>
        </>
      )}
    </Section>
  );
}

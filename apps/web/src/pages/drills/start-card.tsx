import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, orpc } from '../../api/client.ts';
import { useCurrentCompany } from '../../api/company.ts';
import { useMay } from '../../api/me.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Problem } from '../../parts/problem.tsx';
import { useAction } from '../../parts/use-action.ts';
import { useSpan } from './spans.ts';

/** How many minutes of a drill pass in one. */
export const SPEEDS = ['1', '20', '60', '240'] as const;
type Speed = (typeof SPEEDS)[number];

/** The six scenarios: what each trains, how long it takes, and a button to start it for the company chosen above. */
export function StartCard({ mayStart }: { readonly mayStart: boolean }) {
  const { t } = useTranslation('drills');
  const language = useLanguage();
  const span = useSpan();
  const company = useCurrentCompany();
  const mayMake = useMay('company.write');
  const [speed, setSpeed] = useState<Speed>('60');
  const { data } = useQuery(orpc.drills.scenarios.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const start = useStart();
  return (
    <>
      <p className="sub">
        {company ? t('company.of', { name: company.name }) : t('company.none')} {t('start.speedNote')}{' '}
        {!company && mayMake && <Link to="/questions">{t('company.make')}</Link>}
      </p>
      {mayStart ? (
        <label className="drill-field drill-speed">
          {t('start.speed')}
          <select value={speed} onChange={(event) => setSpeed(event.target.value as Speed)}>
            {SPEEDS.map((one) => (
              <option key={one} value={one}>
                {t(`start.speeds.${one}`)}
              </option>
            ))}
          </select>
        </label>
      ) : (
        <p className="sub">{t('start.readOnly')}</p>
      )}
      {start.error !== undefined && <Problem error={start.error} />}
      <ul className="scenarios">
        {data?.scenarios.map(({ id, title, trains, minutes, news }) => (
          <li key={id}>
            <h3>{title[language]}</h3>
            <p>
              <span className="sub">{t('start.trains')}</span>
              <br />
              {trains[language]}
            </p>
            <p className="sub">
              {t('start.facts', { span: span(minutes), news, real: span(minutes / Number(speed)) })}
            </p>
            {mayStart && (
              <Button
                variant="default"
                disabled={start.isBusy}
                onClick={() => start.run({ scenario: id, company: company?.id, speed: Number(speed) })}
              >
                {t('start.begin')}
                <span className="hidden">{t('start.beginOf', { title: title[language] })}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Starts a drill and goes to it. */
export function useStart() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useAction(async (order: Parameters<typeof api.drills.start>[0]) => {
    const { drill } = await api.drills.start(order);
    await client.invalidateQueries({ queryKey: orpc.drills.key() });
    await navigate({ to: '/drills/$drill', params: { drill } });
  });
}

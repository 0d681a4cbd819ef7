import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../api/address.ts';
import { api, orpc } from '../../api/client.ts';
import { useCompanies, useCompanyId } from '../../api/company.ts';
import { useMay } from '../../api/me.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { IssueList } from '../../parts/issue-list.tsx';
import { Empty, PageTitle, Section } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { say } from '../../parts/toasts.tsx';
import { useAction } from '../../parts/use-action.ts';
import { Loading } from '../../parts/waiting.tsx';
import type { Item } from './items.ts';
import { Months } from './months.tsx';
import { Overview } from './overview.tsx';
import { RecordDialog } from './record-dialog.tsx';
import './round.css';

/** A year of the company: what is due in which month, how it stands, and what was done. */
export default function RoundPage() {
  const { t } = useTranslation('round');
  const company = useCompanyId();
  const name = useCompanies().find(({ id }) => id === company)?.name;
  const mayWrite = useMay('company.write');
  const [chosen, setYear] = useAddress('year', '');
  const [recording, setRecording] = useState<Item>();
  const wanted = /^\d{4}$/.test(chosen) ? { year: Number(chosen) } : {};
  const { data, error, refetch } = useQuery(
    orpc.round.get.queryOptions({ input: { company, ...wanted }, placeholderData: (before) => before }),
  );
  return (
    <>
      <PageTitle title={t('title')} lead={name}>
        {data && <Calendar company={company} year={data.year} />}
      </PageTitle>
      <p className="sub round-lead">{t('lead')}</p>
      {error && !data && <Problem error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <>
          <Year year={data.year} onChange={(year) => setYear(String(year))} />
          <div className="cards">
            <Overview year={data.year} today={data.today} items={data.items} />
            {data.issues.length > 0 && (
              <Section title={t('issues')}>
                <IssueList issues={data.issues} />
              </Section>
            )}
            <Section title={t('months')}>
              {data.items.length === 0 ? (
                <Empty title={t('empty.title')} text={t('empty.text')} />
              ) : (
                <Months
                  company={company}
                  year={data.year}
                  today={data.today}
                  items={data.items}
                  {...(mayWrite && { onRecord: setRecording })}
                />
              )}
              <p className="sub round-foot">
                {t('reminders')} {t('sources')}{' '}
                <Link to="/c/$company/register" params={{ company }} search={{ table: 'calendar' } as never}>
                  {t('toRegister')}
                </Link>
              </p>
            </Section>
          </div>
          {recording && (
            <RecordDialog
              company={company}
              today={data.today}
              item={recording}
              onClose={() => setRecording(undefined)}
            />
          )}
        </>
      )}
    </>
  );
}

/** The years the law tables know; see the operation. */
const YEARS = { first: 2_000, last: 2_100 };

function Year({ year, onChange }: { readonly year: number; readonly onChange: (year: number) => void }) {
  const { t } = useTranslation('round');
  const near = Array.from({ length: 11 }, (_, i) => year - 5 + i).filter(
    (one) => one >= YEARS.first && one <= YEARS.last,
  );
  return (
    <div className="round-year">
      <Button variant="default" disabled={year <= YEARS.first} onClick={() => onChange(year - 1)}>
        {t('before')}
      </Button>
      <label>
        <span className="hidden">{t('choose')}</span>
        <select value={year} onChange={(event) => onChange(Number(event.target.value))}>
          {near.map((one) => (
            <option key={one} value={one}>
              {t('year', { year: one })}
            </option>
          ))}
        </select>
      </label>
      <Button variant="default" disabled={year >= YEARS.last} onClick={() => onChange(year + 1)}>
        {t('after')}
      </Button>
    </div>
  );
}

function Calendar({ company, year }: { readonly company: string; readonly year: number }) {
  const { t } = useTranslation('round');
  const language = useLanguage();
  const save = useAction(async () => {
    const file = await api.round.calendar({ company, year, language });
    saveFile(file, file.name);
    say(t('calendarSaved'));
  });
  return (
    <>
      <button type="button" className="link" disabled={save.isBusy} onClick={() => save.run()}>
        {t('calendar')}
      </button>
      {save.error !== undefined && <Problem error={save.error} />}
    </>
  );
}

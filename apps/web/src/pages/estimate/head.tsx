import { Button } from '@mantine/core';
import type { Assessment } from '@sonae/assessment';
import { countText, percentText } from '@sonae/documents/format';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../api/address.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { CopyCommand } from '../../parts/copy-command.tsx';
import { dayText } from '../../parts/dates.ts';
import { PageTitle } from '../../parts/page.tsx';
import { useProblemText } from '../../parts/problem.tsx';
import { say, sayProblem } from '../../parts/toasts.tsx';
import { commandOf, type RunOptions } from './use-estimate.ts';

const PERIODS = [20, 50, 100, 200, 500];

type Props = {
  readonly company: string;
  readonly name: string;
  readonly assessment: Assessment | undefined;
  readonly version: number;
  readonly run: RunOptions;
};

/** Whose estimate it is, how it was calculated, and how to have it again. */
export function Head({ company, name, assessment, version, run }: Props) {
  const { t } = useTranslation('estimate');
  const language = useLanguage();
  const [period, setPeriod] = useAddress('period', '100');
  const count = (n: number) => countText(n, language);
  const facts = [
    dayText(Date.now(), language),
    t('facts.version', { version }),
    assessment &&
      t('facts.run', {
        years: count(assessment.years),
        worlds: count(assessment.worlds),
        seed: assessment.seed,
      }),
    assessment && t('facts.error', { error: percentText(assessment.standardError, language) }),
  ].filter(Boolean);
  return (
    <>
      <PageTitle title={t('title')} lead={<span className="estimate-company">{name}</span>}>
        <label className="estimate-pick">
          {t('facts.period')}
          <select value={period} onChange={(event) => setPeriod(event.currentTarget.value)}>
            {[...new Set([...PERIODS, Number(period)])]
              .sort((a, b) => a - b)
              .map((years) => (
                <option key={years} value={years}>
                  {t('facts.years', { years })}
                </option>
              ))}
          </select>
        </label>
        <Actions company={company} run={run} />
      </PageTitle>
      <div className="estimate-facts sub">
        <span>{facts.join('　')}</span>
        <CopyCommand command={assessment?.command ?? commandOf(run)} />
      </div>
    </>
  );
}

function Actions({ company, run }: { readonly company: string; readonly run: RunOptions }) {
  const { t } = useTranslation('estimate');
  const language = useLanguage();
  const problem = useProblemText();
  const queries = useQueryClient();
  const mayRun = useMay('assessment.run');
  const [busy, setBusy] = useState<'keep' | 'page'>();
  const keep = async () => {
    const kept = await api.companies.assess({ company, ...run, language });
    await queries.invalidateQueries({
      predicate: ({ queryKey }) => JSON.stringify(queryKey).includes('assessments'),
    });
    return kept;
  };
  const working = (kind: 'keep' | 'page', work: () => Promise<void>) => async () => {
    setBusy(kind);
    try {
      await work();
    } catch (error) {
      sayProblem(problem(error));
    } finally {
      setBusy(undefined);
    }
  };
  const onPage = working('page', async () => {
    const { id } = await keep();
    const file = await api.companies.page({ company, assessment: id, format: 'pdf' });
    const link = Object.assign(document.createElement('a'), {
      href: URL.createObjectURL(file),
      download: 'sonae.pdf',
    });
    link.click();
    URL.revokeObjectURL(link.href);
  });
  const onKeep = working('keep', async () => {
    const { kept } = await keep();
    say(t(kept ? 'actions.same' : 'actions.kept'));
  });
  return (
    <>
      {mayRun && (
        <>
          <Button
            variant="default"
            loading={busy === 'keep'}
            disabled={busy !== undefined}
            onClick={() => void onKeep()}
          >
            {t('actions.keep')}
          </Button>
          <Button
            variant="default"
            loading={busy === 'page'}
            disabled={busy !== undefined}
            onClick={() => void onPage()}
          >
            {t('actions.page')}
          </Button>
        </>
      )}
      <Button variant="default" onClick={() => print()}>
        {t('actions.print')}
      </Button>
    </>
  );
}

import { Button } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../api/address.ts';
import { orpc } from '../../api/client.ts';
import { useCurrentCompany } from '../../api/company.ts';
import { useMay } from '../../api/me.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Empty, PageTitle, Section } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Loading } from '../../parts/waiting.tsx';
import { AxesTable } from './axes-table.tsx';
import './insurance.css';
import { PolicyChooser } from './policy-chooser.tsx';
import { PolicyDialog } from './policy-dialog.tsx';
import { Renewal } from './renewal.tsx';
import { SupportTable } from './support-table.tsx';
import { useComparison } from './work/use-comparison.ts';
import { WorstYears } from './worst-years.tsx';

/** Policies compared at first where the company names none. */
const FIRST = 3;

/** Policies side by side, and what each would pay in the worst years of the company. */
export default function InsurancePage() {
  const { t } = useTranslation(['insurance', 'parts']);
  const mayWrite = useMay('policy.write');
  const list = useQuery(orpc.policies.list.queryOptions());
  const [edited, setEdited] = useState<{ readonly id?: string }>();
  const company = useComparedCompany();
  const rows = list.data?.policies ?? [];
  const [asked, setAsked] = useAddress('policies', '');
  const held = company.files;
  const usual = rows.filter(({ file }) => held.includes(file));
  const others = rows.filter(({ file }) => !held.includes(file));
  const wanted = asked === '' ? undefined : asked.split('~');
  const chosen = wanted
    ? wanted.flatMap((file) => rows.filter((row) => row.file === file))
    : [...usual, ...others].slice(0, Math.max(FIRST, usual.length));

  const documents = useQueries({
    queries: chosen.map(({ id }) => orpc.policies.get.queryOptions({ input: { policy: id } })),
    combine: (results) => ({
      policies: results.flatMap(({ data }) => (data?.document ? [data.document] : [])),
      error: results.find(({ error }) => error)?.error,
      isPending: results.some(({ isPending }) => isPending),
    }),
  });
  const stamp = chosen.map(({ id, version }) => `${id} ${version}`).join(' ');
  // The documents change when one of the policies does, and not with every drawing of the page.
  const policies = useMemo(
    () => (documents.isPending ? [] : documents.policies),
    [stamp, documents.isPending, documents.policies.length],
  );
  const [renewal, setRenewal] = useAddress('renewal', '');
  const pair = usePair(renewal);
  const { wording, money, progress, error, trace } = useComparison(policies, company.compared, pair);

  return (
    <>
      <PageTitle title={t('title')} lead={t('lead')}>
        {mayWrite && (
          <Button variant="default" onClick={() => setEdited({})}>
            {t('policies.add')}
          </Button>
        )}
      </PageTitle>
      {list.isPending && <Loading />}
      {list.error && <Problem error={list.error} retry={() => void list.refetch()} />}
      {list.data && rows.length === 0 && (
        <Empty title={t('policies.empty')} text={t('policies.emptyText')}>
          {mayWrite && (
            <Button variant="default" onClick={() => setEdited({})}>
              {t('policies.add')}
            </Button>
          )}
        </Empty>
      )}
      {rows.length > 0 && (
        <div className="cards insurance">
          <Section title={t('policies.title')} note={t('policies.note')}>
            <PolicyChooser
              rows={rows}
              chosen={chosen.map(({ file }) => file)}
              held={held}
              onChoose={(files) => setAsked(files.join('~'))}
              onEdit={(id) => setEdited({ id })}
            />
          </Section>
          {documents.error && <Problem error={documents.error} />}
          {wording && <AxesTable report={wording} />}
          {wording && <SupportTable report={wording} />}
          {policies.length > 0 && (
            <WorstYears
              policies={policies}
              money={money}
              progress={progress}
              error={error}
              problem={company.error}
              name={company.name}
              trace={trace}
            />
          )}
          {wording && <Renewal report={wording} policies={policies} chosen={renewal} onChoose={setRenewal} />}
          {wording && <Notes notes={wording.notes} />}
        </div>
      )}
      {edited && <PolicyDialog id={edited.id} onClose={() => setEdited(undefined)} />}
    </>
  );
}

function Notes({ notes }: { readonly notes: readonly { code: string; text: { ja: string; en: string } }[] }) {
  const { t } = useTranslation('insurance');
  const language = useLanguage();
  return (
    <section className="insurance-notes" aria-label={t('notes')}>
      {notes.map(({ code, text }) => (
        <p key={code} className="sub">
          {text[language]}
        </p>
      ))}
    </section>
  );
}

/** The company whose risk the policies are held against: what is calculated from, whom it can call, what it holds. */
function useComparedCompany() {
  const language = useLanguage();
  const current = useCurrentCompany();
  const mayAssess = useMay('assessment.read');
  const enabled = current !== undefined;
  const company = current?.id ?? '';
  const register = useQuery(orpc.companies.get.queryOptions({ input: { company }, enabled }));
  const inputs = useQuery(
    orpc.companies.inputs.queryOptions({
      input: { company, language },
      enabled: enabled && mayAssess,
      meta: { keep: false },
    }),
  );
  const document = register.data?.document;
  const contacts = document?.contacts;
  const compared = useMemo(
    () =>
      inputs.data && {
        key: inputs.data.digest,
        input: inputs.data.input,
        contacts: (contacts ?? []).map(({ area, firm, hours }) => ({ area, firm, hours })),
      },
    [inputs.data, contacts],
  );
  const files = (document?.policies ?? []).map(({ file }) => file.split(/[/\\]/).at(-1) ?? file);
  return { name: current?.name, compared, files, error: inputs.error ?? undefined };
}

/** The expiring and the offered policy, as the address names them. */
function usePair(renewal: string) {
  return useMemo(() => {
    const [expiring, offered] = renewal.split('~');
    return expiring && offered ? { expiring, offered } : undefined;
  }, [renewal]);
}

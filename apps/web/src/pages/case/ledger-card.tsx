import type { LedgerLine } from '@sonae/incident/ledger';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../api/client.ts';
import { Section } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Loading } from '../../parts/waiting.tsx';
import { LedgerForm } from './ledger-form.tsx';
import { LedgerTable } from './ledger-table.tsx';

/** Costs, claims and what came back, against the policies; a line is checked before it is written. */
export function LedgerCard({ id, writes }: { readonly id: string; readonly writes: boolean }) {
  const { t } = useTranslation('case-room');
  const [open, setOpen] = useState<LedgerLine | 'new'>();
  const { data, error, refetch } = useQuery(orpc.cases.ledger.queryOptions({ input: { case: id } }));
  return (
    <Section title={t('ledger.title')} note={t('ledger.note')} id="ledger">
      {error && !data ? (
        <Problem error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : data.lines.length === 0 ? (
        <p className="sub">{t('ledger.none')}</p>
      ) : (
        <LedgerTable id={id} ledger={data} writes={writes} onEdit={setOpen} />
      )}
      {writes &&
        (open === undefined ? (
          <button type="button" className="step-button no-print" onClick={() => setOpen('new')}>
            {t('ledger.add')}
          </button>
        ) : (
          <LedgerForm
            key={open === 'new' ? open : open.id}
            id={id}
            line={open === 'new' ? undefined : open}
            onDone={() => setOpen(undefined)}
          />
        ))}
    </Section>
  );
}

import type { LedgerLine } from '@sonae/incident/ledger';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { writeEntry } from '../../api/outbox.ts';
import { issuesOf, Problem } from '../../parts/problem.tsx';
import { say } from '../../parts/toasts.tsx';
import { today } from '../../parts/today.ts';
import { type Checked, LedgerCheck } from './ledger-check.tsx';
import { type Draft, draftOf, emptyDraft, lineOf } from './ledger-draft.ts';
import { LedgerFields } from './ledger-fields.tsx';

/** What stands between checking a line and writing it. */
type Asked =
  | { readonly kind: 'answer'; readonly line: LedgerLine; readonly checked: Checked }
  | { readonly kind: 'offline'; readonly line: LedgerLine }
  | { readonly kind: 'refused'; readonly error: unknown };

/** Writes a line of the ledger in two steps: first what it would mean, then the line. */
export function LedgerForm({
  id,
  line: before,
  onDone,
}: {
  readonly id: string;
  readonly line: LedgerLine | undefined;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation('case-room');
  const { t: words } = useTranslation('cases');
  const [draft, setDraft] = useState<Draft>(() => (before ? draftOf(before, today()) : emptyDraft(today())));
  const [lineId] = useState(() => before?.id ?? crypto.randomUUID());
  const [asked, setAsked] = useState<Asked>();
  const [isBusy, setBusy] = useState(false);
  const [isWrong, setWrong] = useState(false);
  const change = (next: Draft) => {
    setDraft(next);
    // What was said of the line before does not hold for this one.
    setAsked(undefined);
    setWrong(false);
  };
  const check = async () => {
    const line = lineOf(draft, lineId, before);
    if (!line) return setWrong(true);
    setBusy(true);
    try {
      setAsked({ kind: 'answer', line, checked: await api.cases.ledgerCheck({ case: id, line }) });
    } catch (error) {
      setAsked(
        error instanceof TypeError || !navigator.onLine
          ? { kind: 'offline', line }
          : { kind: 'refused', error },
      );
    } finally {
      setBusy(false);
    }
  };
  const save = async (line: LedgerLine) => {
    await writeEntry(id, { kind: 'ledger', line } as Parameters<typeof writeEntry>[1]);
    say(words('record.saved'));
    onDone();
  };
  const isHeeded =
    asked?.kind === 'offline' || (asked?.kind === 'answer' && asked.checked.foresight.warnings.length > 0);
  return (
    <form
      className="ledger-form no-print"
      onSubmit={(event) => {
        event.preventDefault();
        void check();
      }}
    >
      <LedgerFields draft={draft} onChange={change} isWrong={isWrong} />
      <div role="status">
        {asked?.kind === 'answer' && <LedgerCheck checked={asked.checked} />}
        {asked?.kind === 'offline' && <p className="outbox">{t('ledger.offline')}</p>}
      </div>
      {asked?.kind === 'refused' && <Problem error={asked.error} key={issuesOf(asked.error)?.length} />}
      <div className="actions">
        <button type="submit" className="step-button" disabled={isBusy}>
          {t('ledger.check')}
        </button>
        {(asked?.kind === 'answer' || asked?.kind === 'offline') && (
          <button type="button" className="step-button" onClick={() => void save(asked.line)}>
            {isHeeded ? t('ledger.saveAnyway') : t('ledger.save')}
          </button>
        )}
        <button type="button" className="link" onClick={onDone}>
          {t('ledger.cancel')}
        </button>
      </div>
    </form>
  );
}

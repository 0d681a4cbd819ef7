import type { CaseEvent } from '@sonae/incident/case';
import { useTranslation } from 'react-i18next';
import { sendAgain, throwAway, useOutbox, type Waiting } from '../../api/outbox.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ConfirmButton } from '../../parts/confirm-button.tsx';
import { useFactName } from '../case/fact-name.ts';
import { useEventWords } from '../case/timeline.tsx';

/** What this device still has to send, and what the server did not take. */
export function OutboxNote() {
  const { t } = useTranslation('cases');
  const entries = useOutbox();
  const refused = entries.filter((entry) => entry.refused !== undefined);
  const waiting = entries.length - refused.length;
  return (
    <div role="status">
      {waiting > 0 && <p className="outbox">{t('outbox', { count: waiting })}</p>}
      {refused.length > 0 && (
        <div className="outbox">
          <p>{t('refused.title', { count: refused.length })}</p>
          <ul>
            {refused.map((entry) => (
              <Refused key={entry.key} entry={entry} />
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Refused({ entry }: { readonly entry: Waiting }) {
  const { t } = useTranslation('cases');
  const language = useLanguage();
  const words = useEntryWords();
  return (
    <li>
      <p>{words(entry)}</p>
      <p className="sub">{t('refused.reason', { reason: entry.refused?.[language] })}</p>
      <div className="outbox-buttons">
        <button type="button" className="step-button" onClick={() => void sendAgain(entry.key)}>
          {t('refused.again')}
        </button>
        <ConfirmButton question={t('refused.question')} onConfirm={() => throwAway(entry.key)}>
          {t('refused.discard')}
        </ConfirmButton>
      </div>
    </li>
  );
}

/** The words of an entry, so that nothing of it is lost with the connection to its form. */
function useEntryWords(): (entry: Waiting) => string {
  const { t } = useTranslation('cases');
  const event = useEventWords();
  const factName = useFactName();
  return (entry) => {
    switch (entry.kind) {
      case 'open':
        return t('refused.open', { name: entry.input.name });
      case 'facts':
        return t('refused.facts', {
          facts: entry.facts.map(({ key, value }) => `${factName(key)} ${value}`).join(' / '),
        });
      case 'photo':
        return [t('refused.photo', { name: entry.file.name }), entry.note].filter(Boolean).join(' — ');
      case 'record':
        // Its times are not numbers before they are sent; no words are made of them.
        return event(entry.event as unknown as CaseEvent);
    }
  };
}

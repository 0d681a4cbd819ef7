import type { Text } from '@sonae/core';
import type { ManualStep } from '@sonae/incident/playbook';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language.ts';

/** The steps of a playbook in words; the numbers are those of the flowchart. */
export function StepList({ steps }: { readonly steps: readonly ManualStep[] }) {
  const { t } = useTranslation('response');
  const language = useLanguage();
  return (
    <ol className="playbook-steps">
      {steps.map(({ number, kind, name, who, next, approvers, ...rest }) => (
        <li key={number} value={number}>
          <p>
            <strong>{name[language]}</strong>
            {who && <span className="sub"> {t('steps.who', { who: who[language] })}</span>}
          </p>
          <StepDetails {...rest} />
          {approvers > 0 && <p className="sub">{t('steps.approvers', { count: approvers })}</p>}
          {(kind === 'choice' || kind === 'loop') && (
            <p className="sub">
              {next
                .map(({ label, to }) => `${label ? `${label[language]} → ` : '→ '}${to[language]}`)
                .join(' / ')}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

/** How a step is done, what is kept before, and who is asked first. */
export function StepDetails({
  how,
  commands,
  capture,
  insurerFirst,
}: {
  readonly how?: Text;
  readonly commands: readonly string[];
  readonly capture: readonly Text[];
  readonly insurerFirst: boolean;
}) {
  const { t } = useTranslation('response');
  const language = useLanguage();
  return (
    <>
      {how && <p>{how[language]}</p>}
      {insurerFirst && <p className="step-first">{t('steps.insurerFirst')}</p>}
      {capture.length > 0 && (
        <div className="step-first">
          {t('steps.capture')}
          <ul className="plain-list">
            {capture.map((what) => (
              <li key={what.ja}>{what[language]}</li>
            ))}
          </ul>
        </div>
      )}
      {commands.map((command) => (
        <p key={command}>
          <code>{command}</code>
        </p>
      ))}
    </>
  );
}

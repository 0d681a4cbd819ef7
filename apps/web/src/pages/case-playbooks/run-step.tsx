import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/me.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { usePunctuation } from '../../i18n/use-punctuation.ts';
import { StepDetails } from '../playbooks/step-list.tsx';
import type { RunView, Say } from './run.tsx';

type Step = RunView['open'][number];

/** A step that waits for people: what is to be done, and the buttons that answer it. */
export function RunStep({
  step,
  child,
  writes,
  isOff,
  tell,
}: {
  readonly step: Step;
  /** The playbook that runs inside the step. */
  readonly child?: RunView;
  /** Whoever may only read sees what is waited for, and nothing to press. */
  readonly writes: boolean;
  readonly isOff: boolean;
  readonly tell: Say;
}) {
  const { t } = useTranslation('response');
  const language = useLanguage();
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const { to, kind, number, name, who, action, asks, choices, approvals } = step;
  const answer = (more: { ok?: boolean; choice?: string }) =>
    tell({ kind: 'answer', to, ok: true, values: child ? {} : given(values), ...more });
  return (
    <article className="run-step">
      <h3>
        {number !== undefined && `${number}. `}
        {name[language]}
      </h3>
      {who && <p className="sub">{t('steps.who', { who: who[language] })}</p>}
      <StepDetails {...step} />
      {action && (
        <p>
          {t('steps.action')} <code>{[action.id, ...Object.values(action.args)].join(' ')}</code>
        </p>
      )}
      {child ? (
        <p>{t('runs.childRuns', { name: child.name[language] })}</p>
      ) : !writes ? (
        <Awaited step={step} />
      ) : kind === 'approve' && approvals ? (
        <Approval to={to} approvals={approvals} isOff={isOff} tell={tell} />
      ) : (
        <>
          {asks.length > 0 && choices.length === 0 && (
            <div className="run-asks">
              {asks.map(({ name: variable, type, question }) => (
                <label key={variable} htmlFor={`${to} ${variable}`}>
                  {question[language]}
                  <Value
                    id={`${to} ${variable}`}
                    isYesNo={type === 'bool'}
                    value={values[variable] ?? ''}
                    set={(value) => setValues({ ...values, [variable]: value })}
                  />
                </label>
              ))}
            </div>
          )}
          <div className="actions">
            {choices.map(({ word, label }) => (
              <button
                key={word}
                type="button"
                className="step-button"
                disabled={isOff}
                onClick={() => answer({ choice: word })}
              >
                {label[language]}
              </button>
            ))}
            {choices.length === 0 && (
              <button
                type="button"
                className="step-button"
                data-main="true"
                disabled={isOff}
                onClick={() => answer({})}
              >
                {t(kind === 'decide' ? 'runs.answer' : 'runs.done')}
              </button>
            )}
            {kind !== 'decide' && kind !== 'go-on' && (
              <button
                type="button"
                className="step-button"
                disabled={isOff}
                onClick={() => answer({ ok: false })}
              >
                {t('runs.failed')}
              </button>
            )}
          </div>
        </>
      )}
    </article>
  );
}

/** In words, what of whom the step waits for. */
function Awaited({ step: { kind, who, asks, approvals } }: { readonly step: Step }) {
  const { t } = useTranslation('response');
  const { list } = usePunctuation();
  const language = useLanguage();
  if (approvals) {
    const { needed, by } = approvals;
    const left = t('runs.awaits.approval', { count: Math.max(0, needed - by.length) });
    return (
      <p className="step-first">
        {by.length === 0 ? left : `${left} ${t('runs.awaits.approvedBy', { by: list(by) })}`}
      </p>
    );
  }
  const whose = who?.[language] ?? t('runs.awaits.somebody');
  const isAnswer = kind === 'decide' || kind === 'go-on' || asks.length > 0;
  return (
    <>
      <p className="step-first">{t(isAnswer ? 'runs.awaits.answer' : 'runs.awaits.done', { whose })}</p>
      {asks.length > 0 && (
        <ul>
          {asks.map(({ name, question }) => (
            <li key={name}>{question[language]}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What was left empty is unknown, and stays so. */
const given = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));

function Value({
  id,
  isYesNo,
  value,
  set,
}: {
  readonly id: string;
  readonly isYesNo: boolean;
  readonly value: string;
  readonly set: (value: string) => void;
}) {
  const { t } = useTranslation('response');
  if (!isYesNo) return <input id={id} value={value} onChange={(event) => set(event.target.value)} />;
  return (
    <select id={id} value={value} onChange={(event) => set(event.target.value)}>
      <option value="">{t('runs.unknown')}</option>
      <option value="true">{t('runs.yes')}</option>
      <option value="false">{t('runs.no')}</option>
    </select>
  );
}

/** The gate: as many different people as the step wants. Without accounts, each says a name. */
function Approval({
  to,
  approvals: { needed, by },
  isOff,
  tell,
}: {
  readonly to: string;
  readonly approvals: { readonly needed: number; readonly by: readonly string[] };
  readonly isOff: boolean;
  readonly tell: Say;
}) {
  const { t } = useTranslation('response');
  const { list } = usePunctuation();
  const isDemo = useMe()?.kind === 'demo';
  const [name, setName] = useState('');
  return (
    <>
      <p className="step-first">
        {t('runs.approvals', { needed, have: by.length })} {list(by)}
      </p>
      <div className="response-form">
        {isDemo && (
          <label>
            {t('runs.approverName')}
            <input value={name} onChange={(event) => setName(event.target.value)} />
          </label>
        )}
        <button
          type="button"
          className="step-button"
          data-main="true"
          disabled={isOff || (isDemo && name.trim() === '')}
          onClick={() => {
            tell({ kind: 'approve', to, ...(isDemo && { name: name.trim() }) });
            setName('');
          }}
        >
          {t('runs.approve')}
        </button>
        <button
          type="button"
          className="step-button"
          disabled={isOff}
          onClick={() => tell({ kind: 'refuse', to, reason: t('runs.refuse') })}
        >
          {t('runs.refuse')}
        </button>
      </div>
    </>
  );
}

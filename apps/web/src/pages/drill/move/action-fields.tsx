import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../i18n/use-language.ts';
import { capital } from '../../drills/spans.ts';
import type { Moves } from '../use-drill.ts';
import { Field, type FieldsProps, Pick } from './fields.tsx';

type Preserve = Moves['actions'][number]['preserve'][number];

/** An action of the catalogue: on what, what is captured first, and who approves. What is missing is refused as in a real case. */
export function ActionFields({ draft, put, moves }: FieldsProps) {
  const { t } = useTranslation('drills');
  const language = useLanguage();
  const chosen = moves.actions.find(({ id }) => id === draft.action);
  return (
    <>
      <Pick
        label={t('move.action')}
        choices={moves.actions}
        value={draft.action}
        onChange={(action) => put({ action, parameters: {}, captured: [], waived: {} })}
      />
      {chosen && (
        <>
          <p className="sub">
            {t('move.risk')}
            {chosen.risk[language]}
          </p>
          {chosen.parameters.map(({ id, name }) => (
            <Field key={id} label={capital(name[language])}>
              <input
                required
                value={draft.parameters[id] ?? ''}
                onChange={(event) => put({ parameters: { ...draft.parameters, [id]: event.target.value } })}
              />
            </Field>
          ))}
          {chosen.preserve.length > 0 && (
            <fieldset className="drill-items">
              <legend>{t('move.preserve')}</legend>
              {chosen.preserve.map((one) => (
                <Capture key={one.id} of={one} draft={draft} put={put} />
              ))}
            </fieldset>
          )}
          <fieldset className="drill-items">
            <legend>{t('move.approvals', { n: chosen.approvals })}</legend>
            {Array.from({ length: chosen.approvals }, (_, i) => (
              <Field key={i} label={t('move.approver', { n: i + 1 })}>
                <input
                  value={draft.approvers[i] ?? ''}
                  onChange={(event) =>
                    put({
                      approvers: Array.from({ length: chosen.approvals }, (_, at) =>
                        at === i ? event.target.value : (draft.approvers[at] ?? ''),
                      ),
                    })
                  }
                />
              </Field>
            ))}
          </fieldset>
        </>
      )}
    </>
  );
}

/** One thing that the action would destroy: captured, or not and why. */
function Capture({
  of: { id, name, how },
  draft,
  put,
}: { readonly of: Preserve } & Omit<FieldsProps, 'moves'>) {
  const { t } = useTranslation('drills');
  const language = useLanguage();
  const { captured, waived } = draft;
  const isWaived = waived[id] !== undefined;
  const { [id]: _, ...others } = waived;
  const rest = captured.filter((one) => one !== id);
  return (
    <fieldset className="drill-capture">
      <legend>{capital(name[language])}</legend>
      <p className="sub">{how[language]}</p>
      <label>
        <input
          type="radio"
          name={`capture ${id}`}
          checked={captured.includes(id)}
          onChange={() => put({ captured: [...rest, id], waived: others })}
        />
        {t('move.captured')}
      </label>
      <label>
        <input
          type="radio"
          name={`capture ${id}`}
          checked={isWaived}
          onChange={() => put({ captured: rest, waived: { ...others, [id]: '' } })}
        />
        {t('move.waived')}
      </label>
      {isWaived && (
        <Field label={t('move.why')}>
          <input
            required
            value={waived[id]}
            onChange={(event) => put({ waived: { ...others, [id]: event.target.value } })}
          />
        </Field>
      )}
    </fieldset>
  );
}

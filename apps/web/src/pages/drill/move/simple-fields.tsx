import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../i18n/use-language.ts';
import { capital } from '../../drills/spans.ts';
import { Field, type FieldsProps, Pick } from './fields.tsx';

export function TellFields({ draft, put, moves }: FieldsProps) {
  const { t } = useTranslation('drills');
  return (
    <Pick label={t('move.whom')} choices={moves.told} value={draft.whom} onChange={(whom) => put({ whom })} />
  );
}

export function FactFields({
  draft,
  put,
  moves,
  known,
}: FieldsProps & { readonly known: readonly string[] }) {
  const { t } = useTranslation('drills');
  const facts = moves.facts.filter(({ id }) => known.includes(id));
  const chosen = facts.find(({ id }) => id === draft.fact);
  return (
    <>
      <Pick
        label={t('move.fact')}
        choices={facts}
        value={draft.fact}
        onChange={(fact) => put({ fact, value: '' })}
      />
      {chosen?.values && (
        <Pick
          label={t('move.value')}
          choices={chosen.values}
          value={draft.value}
          onChange={(value) => put({ value })}
        />
      )}
      {chosen && !chosen.values && (
        <Field label={t('move.persons')}>
          <input
            inputMode="numeric"
            required
            pattern="[0-9０-９,，、 人件]+"
            value={draft.value}
            onChange={(event) => put({ value: event.target.value })}
          />
        </Field>
      )}
    </>
  );
}

export function DocumentFields({ draft, put, moves }: FieldsProps) {
  const { t } = useTranslation('drills');
  const language = useLanguage();
  const chosen = moves.documents.find(({ id }) => id === draft.document);
  const toggle = (item: string) =>
    put({
      items: draft.items.includes(item) ? draft.items.filter((one) => one !== item) : [...draft.items, item],
    });
  return (
    <>
      <Pick
        label={t('move.document')}
        choices={moves.documents}
        value={draft.document}
        onChange={(document) => put({ document, items: [] })}
      />
      {chosen && (
        <fieldset className="drill-items">
          <legend>{t('move.items')}</legend>
          <p className="sub">{t('move.itemsNote')}</p>
          {chosen.items.map(({ id, name }) => (
            <label key={id}>
              <input type="checkbox" checked={draft.items.includes(id)} onChange={() => toggle(id)} />
              {capital(name[language])}
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}

export function SpendFields({ draft, put, moves }: FieldsProps) {
  const { t } = useTranslation('drills');
  return (
    <>
      <Pick
        label={t('move.head')}
        choices={moves.heads}
        value={draft.head}
        onChange={(head) => put({ head })}
      />
      <Field label={t('move.yen')}>
        <input
          inputMode="numeric"
          required
          pattern="[0-9０-９,，、 円]+"
          value={draft.yen}
          onChange={(event) => put({ yen: event.target.value })}
        />
      </Field>
    </>
  );
}

import type { ReactNode } from 'react';
import { useLanguage } from '../../../i18n/use-language.ts';
import { capital } from '../../drills/spans.ts';
import type { Moves } from '../use-drill.ts';
import type { Draft } from './draft.ts';

/** What the fields of every kind are given. */
export type FieldsProps = {
  readonly draft: Draft;
  readonly put: (part: Partial<Draft>) => void;
  readonly moves: Moves;
};

export function Field({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
    <label className="drill-field">
      {label}
      {children}
    </label>
  );
}

type Choice = Moves['told'][number];

/** One of several, with nothing chosen to begin with: what is suggested is half decided. */
export function Pick({
  label,
  choices,
  value,
  onChange,
}: {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const language = useLanguage();
  return (
    <Field label={label}>
      <select required value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="" />
        {choices.map(({ id, name }) => (
          <option key={id} value={id}>
            {capital(name[language])}
          </option>
        ))}
      </select>
    </Field>
  );
}

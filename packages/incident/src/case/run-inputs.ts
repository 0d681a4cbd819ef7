import type { CaseRoom } from './room.ts';

/** How a variable of a playbook follows from a fact: the fact itself, or whether a list names something. */
type Reading =
  | { readonly as: 'truth' | 'text' }
  | { readonly as: 'names'; readonly what: string }
  /** Whether the list names anything but this. */
  | { readonly as: 'names-other'; readonly what: string }
  /** True only where the other fact is known to be false. */
  | { readonly as: 'truth-without'; readonly other: string };

/** Which fact answers which question of the playbooks (事実から手順書の変数へ). What is not here, people are asked. */
export const FACT_OF_VARIABLE: Readonly<Record<string, Reading & { readonly fact: string }>> = {
  __role__: { fact: 'role', as: 'text' },
  __improper_purpose__: { fact: 'improperPurpose', as: 'truth' },
  __cards__: { fact: 'cards', as: 'truth' },
  __my_number__: { fact: 'myNumber', as: 'truth' },
  __recovered_unseen__: { fact: 'recoveredUnseen', as: 'truth' },
  // The question is whether it was encrypted *and* the key is safe.
  __encrypted__: { fact: 'encrypted', as: 'truth-without', other: 'keyCompromised' },
  __pmark__: { fact: 'sectors', as: 'names', what: 'pmark' },
  __abroad__: { fact: 'jurisdictions', as: 'names-other', what: 'JP' },
};

/** A variable that has its value from a fact. */
export type FromCase = { readonly variable: string; readonly fact: string; readonly value: string };

/** What the facts of a case say of variables; a fact that is unknown or of another kind says nothing. */
export function runInputs({ facts }: CaseRoom, variables: Iterable<string>): FromCase[] {
  const lookUp = (key: string) => facts.get(key)?.value;
  return [...variables].flatMap((variable) => {
    const row = Object.hasOwn(FACT_OF_VARIABLE, variable) ? FACT_OF_VARIABLE[variable] : undefined;
    const value = row && readingOf(row, lookUp(row.fact), lookUp);
    return value === undefined ? [] : [{ variable, fact: row!.fact, value: String(value) }];
  });
}

function readingOf(
  row: Reading,
  value: unknown,
  lookUp: (key: string) => unknown,
): boolean | string | undefined {
  switch (row.as) {
    case 'text':
      return typeof value === 'string' && value !== 'unknown' ? value : undefined;
    case 'truth':
      return truthOf(value);
    case 'truth-without': {
      const [own, other] = [truthOf(value), truthOf(lookUp(row.other))];
      if (own === false || other === true) return false;
      return own === true && other === false ? true : undefined;
    }
    case 'names':
      return Array.isArray(value) ? value.includes(row.what) : undefined;
    case 'names-other':
      return Array.isArray(value) ? value.some((one) => one !== row.what) : undefined;
  }
}

const truthOf = (value: unknown): boolean | undefined =>
  value === true || value === 'yes' ? true : value === false || value === 'no' ? false : undefined;

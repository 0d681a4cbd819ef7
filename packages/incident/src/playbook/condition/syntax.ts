/** A condition (条件) as a tree. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | {
      readonly kind: 'compare';
      readonly variable: string;
      readonly operator: Operator;
      /** Several only for IN. */
      readonly operands: readonly Operand[];
    };

export type Operand =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string };

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'IN' | 'LIKE' | 'ISSUBSET' | 'ISSUPERSET';

/** `strict`: the language of the standard, literals quoted. `soarca`: three words apart by single spaces, literals bare. */
export type Dialect = 'strict' | 'soarca';

/** Why a text is no condition. `at` counts characters from 0. */
export class ConditionError extends Error {
  readonly at: number;
  readonly en: string;
  constructor(at: number, ja: string, en: string) {
    super(ja);
    this.at = at;
    this.en = en;
  }
}

/** Names of variables, `__name__`. */
export const VARIABLE_NAME = /^__[a-zA-Z_][a-zA-Z0-9_-]{0,199}__$/;

/** The variable a reference `__name__:value` means; the bare name is read the same way. */
export function variableNamed(text: string): string | undefined {
  const name = text.replace(/:value$/, '');
  return VARIABLE_NAME.test(name) ? name : undefined;
}

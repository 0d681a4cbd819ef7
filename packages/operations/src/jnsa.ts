import type { Issue, Text } from '@sonae/core';
import { JNSA_VALUES, type JnsaFactors, jnsaPerPerson, readJnsaItems } from '@sonae/loss/jnsa';

/** The factors as a caller gives them; those left out follow from the items or are ordinary. */
export type JnsaRequest = Partial<JnsaFactors> & {
  readonly items?: readonly string[];
  readonly persons?: number;
};

export type JnsaAnswer = {
  /** Yen a person, and for all persons where their number is given. */
  readonly perPerson: number;
  readonly total: number | null;
  readonly factors: JnsaFactors;
  readonly persons: number | null;
  readonly items: readonly {
    readonly name: string;
    readonly x: number;
    readonly y: number;
    readonly certainty: string;
  }[];
  /** Items in no table. They could only raise the figure, which is then a lower bound. */
  readonly unknown: readonly string[];
};

/** The JNSA formula, the separately named stress view (想定損害賠償額). Bad input yields issues and no number. */
export function jnsa(request: JnsaRequest): {
  readonly answer?: JnsaAnswer;
  readonly issues: readonly Issue[];
} {
  const issues: Issue[] = [];
  const names = request.items?.map((name) => name.trim()).filter((name) => name !== '');
  const reading = names && names.length > 0 ? readJnsaItems(names) : undefined;
  const factors = {
    x: request.x ?? reading?.x,
    y: request.y ?? reading?.y,
    identifiability: request.identifiability ?? reading?.identifiability,
    responsibility: request.responsibility ?? 1,
    response: request.response ?? 1,
  };
  for (const name of Object.keys(JNSA_VALUES) as (keyof JnsaFactors)[]) {
    const value = factors[name];
    if (value === undefined) issues.push(problem(name, MISSING, JNSA_VALUES[name]));
    else if (!JNSA_VALUES[name].includes(value)) issues.push(problem(name, NOT_ALLOWED, JNSA_VALUES[name]));
  }
  const { persons } = request;
  if (persons !== undefined && !(Number.isSafeInteger(persons) && persons >= 0)) {
    issues.push(
      problem('persons', { ja: '人数は0以上の整数です', en: 'persons must be a whole number from 0' }, []),
    );
  }
  if (reading && reading.items.length === 0) {
    issues.push(problem('items', { ja: '知っている項目がありません', en: 'None of the items is known' }, []));
  }
  if (issues.length > 0) return { issues };
  const perPerson = jnsaPerPerson(factors as JnsaFactors);
  return {
    issues,
    answer: {
      perPerson,
      total: persons === undefined ? null : perPerson * persons,
      factors: factors as JnsaFactors,
      persons: persons ?? null,
      items: (reading?.items ?? []).map(({ name, item }) => ({
        name,
        x: item.x,
        y: item.y,
        certainty: item.certainty,
      })),
      unknown: reading?.unknown ?? [],
    },
  };
}

const MISSING: Text = { ja: '指定がありません', en: 'is missing' };
const NOT_ALLOWED: Text = { ja: '使えない値です', en: 'is not an allowed value' };

function problem(name: string, message: Text, allowed: readonly number[]): Issue {
  const values = allowed.join('、');
  return {
    code: 'jnsa.factor',
    severity: 'error',
    path: name,
    message: { ja: `${name}: ${message.ja}。`, en: `${name}: ${message.en}.` },
    hint: {
      ja:
        values === ''
          ? '値を確かめてください。'
          : `使える値は ${values} です。--items で項目から引くこともできます。`,
      en: values === '' ? 'Check the value.' : `Allowed: ${allowed.join(', ')}. Or give --items.`,
    },
  };
}

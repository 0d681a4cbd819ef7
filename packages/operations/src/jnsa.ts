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
    if (value === undefined || !JNSA_VALUES[name].includes(value)) issues.push(badFactor(name, value));
  }
  const { persons } = request;
  if (persons !== undefined && !(Number.isSafeInteger(persons) && persons >= 0)) {
    issues.push(problem('persons', '人数は0以上の整数です', 'persons must be a whole number from 0'));
  }
  if (reading && reading.items.length === 0) {
    issues.push(problem('items', '知っている項目がありません', 'none of the items is known'));
  }
  if (issues.length > 0) return { issues };
  const perPerson = jnsaPerPerson(factors as JnsaFactors);
  const total = persons === undefined ? null : perPerson * persons;
  if (total !== null && !Number.isSafeInteger(total)) {
    return {
      issues: [
        problem('persons', '人数が多すぎて、円の額を正しく表せません', 'too many persons for exact yen'),
      ],
    };
  }
  return {
    issues,
    answer: {
      perPerson,
      total,
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

/** What people call the factors. */
const NAMES: Readonly<Record<keyof JnsaFactors, Text>> = {
  x: { ja: '精神的苦痛レベル', en: 'level of mental distress' },
  y: { ja: '経済的損失レベル', en: 'level of economic loss' },
  identifiability: { ja: '本人特定容易度', en: 'identifiability' },
  responsibility: { ja: '社会的責任度', en: 'social responsibility' },
  response: { ja: '事後対応評価', en: 'response' },
};

function badFactor(name: keyof JnsaFactors, value: number | undefined): Issue {
  const { ja, en } = NAMES[name];
  const allowed = JNSA_VALUES[name];
  const issue =
    value === undefined
      ? problem(name, `${ja}（${name}）がありません`, `${en} (${name}) is missing`)
      : problem(name, `${ja}（${name}）に ${value} は使えません`, `${en} (${name}) cannot be ${value}`);
  const byItems = ['x', 'y', 'identifiability'].includes(name);
  return {
    ...issue,
    hint: {
      ja: `${allowed.join('、')} のどれかです${byItems ? '。漏えいした項目（items）から引くこともできます' : ''}`,
      en: `One of ${allowed.join(', ')}${byItems ? '; or give the leaked items' : ''}`,
    },
  };
}

function problem(path: string, ja: string, en: string): Issue {
  return {
    code: 'jnsa.factor',
    severity: 'error',
    path,
    message: { ja, en },
    hint: { ja: '値を確かめてください', en: 'Check the value' },
  };
}

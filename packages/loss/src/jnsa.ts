import { type JnsaItem, jnsaFormula, jnsaItemOf } from '@sonae/knowledge/jnsa';

/** The five factors of the JNSA formula (JOモデル, 想定損害賠償額). */
export type JnsaFactors = {
  /** Highest level of mental distress among the leaked items (精神的苦痛レベル), 1 to 3. */
  readonly x: number;
  /** Highest level of economic loss among the leaked items (経済的損失レベル), 1 to 3. */
  readonly y: number;
  /** 本人特定容易度: 6 name and address, 3 name only or address with phone, 1 otherwise. */
  readonly identifiability: number;
  /** 社会的責任度: 2 higher than usual, 1 ordinary. */
  readonly responsibility: number;
  /** 事後対応評価: 2 inappropriate, 1 otherwise. */
  readonly response: number;
};

/** The values each factor may take, from the published tables. */
export const JNSA_VALUES: Readonly<Record<keyof JnsaFactors, readonly number[]>> = {
  x: levels(),
  y: levels(),
  identifiability: factorsOf(jnsaFormula.identifiability),
  responsibility: factorsOf(jnsaFormula.responsibility),
  response: factorsOf(jnsaFormula.response),
};

/**
 * Assumed damages for one person in yen: 500 × (10^(x−1) + 5^(y−1)) × identifiability × responsibility × response.
 * A ceiling, as if everybody sued and won; the highest court award found is 35,000.
 *
 * @example jnsaPerPerson({ x: 2, y: 1, identifiability: 6, responsibility: 1, response: 1 }) // 33000
 */
export function jnsaPerPerson({ x, y, identifiability, responsibility, response }: JnsaFactors): number {
  const { base, mentalBase, economicBase } = jnsaFormula;
  const sensitivity = mentalBase.value ** (x - 1) + economicBase.value ** (y - 1);
  return base.value * sensitivity * identifiability * responsibility * response;
}

/** What a list of leaked items says of the formula. */
export type JnsaReading = {
  readonly items: readonly { readonly name: string; readonly item: JnsaItem }[];
  /** Names that are in no table; they could only raise the figure. */
  readonly unknown: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly identifiability: number;
};

/** Looks the items up in the map; each maximum is taken independently. */
export function readJnsaItems(names: readonly string[]): JnsaReading {
  const found = names.map((name) => ({ name, item: jnsaItemOf(name) }));
  const items = found.filter((entry): entry is { name: string; item: JnsaItem } => entry.item !== undefined);
  const held = new Set(items.map(({ item }) => item.ja));
  const rule = jnsaFormula.identifiability.find(({ anyOf }) =>
    anyOf.some((all) => all.every((name) => held.has(name))),
  );
  return {
    items,
    unknown: found.filter(({ item }) => item === undefined).map(({ name }) => name),
    x: Math.max(1, ...items.map(({ item }) => item.x)),
    y: Math.max(1, ...items.map(({ item }) => item.y)),
    identifiability: rule?.factor ?? Math.min(...JNSA_VALUES.identifiability),
  };
}

function levels(): number[] {
  return Array.from({ length: jnsaFormula.levels.value }, (_, i) => i + 1);
}

function factorsOf(rows: readonly { readonly factor: number }[]): number[] {
  return [...new Set(rows.map((row) => row.factor))].sort((a, b) => a - b);
}

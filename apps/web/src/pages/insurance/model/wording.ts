import type { ComparisonReport } from '@sonae/assessment';

export type Axis = ComparisonReport['axes'][number];
export type AxisCell = Axis['cells'][number];

/** The axes that are shown: those in which the policies differ, or all in their usual order. */
export function shownAxes(axes: readonly Axis[], onlyDifferences: boolean): readonly Axis[] {
  if (onlyDifferences) return axes.filter(({ differs }) => differs);
  return axes.toSorted((a, b) => a.number - b.number);
}

/** Where a cell was read: form, edition, clause, page; the place in the file where the wording names none. */
export function quoteOf(
  source: AxisCell['source'],
): { readonly text: string; readonly isClause: boolean } | undefined {
  if (!source) return undefined;
  const { form, edition, clause, page, path } = source;
  if (form === undefined) return { text: path, isClause: false };
  const parts = [form, edition, clause, page === undefined ? undefined : `p.${page}`];
  return { text: parts.filter((part) => part !== undefined).join(' '), isClause: true };
}

/** A mark beside the words of a state: never colour alone. */
export const STATE_MARKS: Readonly<Record<AxisCell['state'], string>> = {
  covered: '○',
  limited: '△',
  not_covered: '×',
  not_stated: '―',
};

/** A changed term in words: a whole term is told by its name, values as they stand. */
export function termText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return value.toLocaleString('en-US');
  if (Array.isArray(value)) return value.map(termText).join('、');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What people call each policy, by id: insurer and product, and the id where two are called the same (editions of one). */
export function policyLabels(
  policies: readonly { readonly id: string; readonly insurer: string; readonly product?: string }[],
): ReadonlyMap<string, { readonly long: string; readonly short: string }> {
  const isTwice = (of: (policy: (typeof policies)[number]) => string, policy: (typeof policies)[number]) =>
    policies.some((other) => other !== policy && of(other) === of(policy));
  const name = ({ insurer, product }: (typeof policies)[number]) =>
    [insurer, product].filter(Boolean).join(' ');
  const insurerOf = ({ insurer }: (typeof policies)[number]) => insurer;
  return new Map(
    policies.map((policy) => [
      policy.id,
      {
        long: isTwice(name, policy) ? `${name(policy)}（${policy.id}）` : name(policy),
        short: !isTwice(insurerOf, policy)
          ? policy.insurer
          : isTwice(name, policy)
            ? policy.id
            : (policy.product ?? policy.id),
      },
    ]),
  );
}

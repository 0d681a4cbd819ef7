import { type CelResult, isCelError, parse, plan } from '@bufbuild/cel';
import { environment } from './cel.ts';
import type { Report } from './finding.ts';
import { failedConstant } from './remarks.ts';
import { celTypeName, type Shape } from './shape.ts';
import type { CallTerm } from './term.ts';

/**
 * What can be computed without facts is computed now, so that `duration('30d')` is refused and not found out later. A
 * method whose arguments are written out is tried on a sample: the pattern of `matches`, the time zone of `getMonth`.
 */
export function checkConstant(term: CallTerm, target: Shape, report: Report): void {
  const values = term.args.flatMap((arg) => (arg.kind === 'literal' ? [arg.value] : []));
  if (values.length === 0 || values.length < term.args.length) return;
  let value: CelResult | undefined;
  if (term.target === undefined || term.target.kind === 'literal') {
    value = plan(environment(), term.expr)({});
  } else if (target === 'instant' || celTypeName(target) === 'string') {
    const sample = target === 'instant' ? "timestamp('2000-01-01T00:00:00Z')" : "''";
    const names = values.map((_, i) => `v${i}`);
    const source = `${sample}.${term.name}(${names.join(', ')})`;
    value = plan(environment(), parse(source))(Object.fromEntries(names.map((name, i) => [name, values[i]])));
  }
  if (isCelError(value)) report(term.at, failedConstant(value.message));
}

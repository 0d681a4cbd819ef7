import { checkCall } from './check-call.ts';
import type { Report } from './finding.ts';
import { noFields, notAlike, notList, requireBoolean } from './mismatch.ts';
import { refused, unknownField, unknownName } from './remarks.ts';
import type { FactSchema } from './schema.ts';
import { commonShape, elementOf, listOf, type Shape } from './shape.ts';
import type { MacroTerm, Term } from './term.ts';

/** The names an expression may use where it stands: facts, and the variables macros bind. */
export type Names = ReadonlyMap<string, Shape>;

/** The shape of a term's value. Reports every name that is not declared and every kind that does not fit. */
export function checkTerm(term: Term, names: Names, report: Report): Shape {
  switch (term.kind) {
    case 'literal':
      return SHAPES[typeof term.value as keyof typeof SHAPES];
    case 'name': {
      const shape = names.get(term.name);
      if (shape === undefined) report(term.at, unknownName(term.name, names.keys()));
      return shape ?? 'any';
    }
    case 'field':
      return checkField(term.at, checkTerm(term.of, names, report), term.field, report);
    case 'has':
      checkTerm(term.of, names, report);
      return 'boolean';
    case 'list':
      return term.items.reduce((list: Shape, item) => {
        const [element, shape] = [elementOf(list)!, checkTerm(item, names, report)];
        const common = commonShape(element, shape);
        if (common === undefined) report(item.at, notAlike('[…]', element, shape));
        return listOf(common ?? 'any');
      }, listOf('any'));
    case 'call':
      return checkCall(term, (part) => checkTerm(part, names, report), report);
    case 'macro':
      return checkMacro(term, names, report);
    case 'refused':
      report(term.at, refused(term.reason));
      return 'any';
  }
}

/** The shape of a field, which must be declared. */
function checkField(at: number, of: Shape, field: string, report: Report): Shape {
  if (of === 'any') return 'any';
  if (typeof of !== 'object' || !('fields' in of)) {
    report(at, noFields(of, field));
    return 'any';
  }
  const fields: FactSchema = of.fields;
  if (Object.hasOwn(fields, field)) return fields[field];
  report(at, unknownField(field, Object.keys(fields)));
  return 'any';
}

function checkMacro(term: MacroTerm, names: Names, report: Report): Shape {
  const range = checkTerm(term.range, names, report);
  const element = elementOf(range);
  if (element === undefined) report(term.at, notList(term.macro, range));
  const inner = new Map(names).set(term.variable, element ?? 'any');
  if (term.condition) requireBoolean(term.condition.at, checkTerm(term.condition, inner, report), report);
  if (term.step) return listOf(checkTerm(term.step, inner, report));
  return term.macro === 'filter' ? range : 'boolean';
}

const SHAPES = { boolean: 'boolean', string: 'string', bigint: 'integer', number: 'number' } as const;

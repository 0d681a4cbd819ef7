import type { CelFunc } from '@bufbuild/cel';
import { environment, STATED } from './cel.ts';
import { checkConstant } from './check-constant.ts';
import type { Report } from './finding.ts';
import { noOverload, notAlike, notComparable, requireBoolean } from './mismatch.ts';
import { comparesUnknown, integerDivision, noTimeZone, unknownFunction, unlistedValue } from './remarks.ts';
import { UNKNOWN } from './schema.ts';
import {
  areComparable,
  celTypeName,
  commonShape,
  elementOf,
  type Shape,
  shapeOfCelType,
  valuesOf,
} from './shape.ts';
import { type CallTerm, MACROS, type Term } from './term.ts';

/** The shape of what an operator or function returns; reports operands it does not take. */
export function checkCall(term: CallTerm, shapeOf: (part: Term) => Shape, report: Report): Shape {
  const parts = term.target ? [term.target, ...term.args] : term.args;
  if (term.target && overloadsOf(term.name).length === 0) {
    // Most likely a mistyped macro, whose variable would be reported as well.
    shapeOf(term.target);
    report(term.at, unknownFunction(term.name, functionNames()));
    return 'any';
  }
  const shapes = parts.map(shapeOf);
  switch (term.name) {
    case '_&&_':
    case '_||_':
    case '!_':
      for (const [i, part] of parts.entries()) requireBoolean(part.at, shapes[i], report);
      return 'boolean';
    case '_?_:_': {
      requireBoolean(parts[0].at, shapes[0], report);
      const common = commonShape(shapes[1], shapes[2]);
      if (common === undefined) report(parts[2].at, notAlike('?:', shapes[1], shapes[2]));
      return common ?? 'any';
    }
    case '_==_':
    case '_!=_':
      checkComparison(term, shapes[0], shapes[1], report);
      checkText(parts[0], shapes[1], report);
      checkText(parts[1], shapes[0], report);
      return 'boolean';
    case '@in': {
      const element = elementOf(shapes[1]);
      if (element === undefined) report(term.at, noOverload('in', shapes));
      else checkComparison(term, shapes[0], element, report);
      const items = parts[1].kind === 'list' ? parts[1].items : [];
      for (const item of items) checkText(item, shapes[0], report);
      checkText(parts[0], element ?? 'any', report);
      return 'boolean';
    }
    case '_[_]':
      return checkIndex(term, shapes, report);
    default:
      return checkFunction(term, shapes, report);
  }
}

function checkComparison(term: CallTerm, left: Shape, right: Shape, report: Report): void {
  if (!areComparable(left, right)) report(term.at, notComparable(nameOf(term), left, right));
}

/** A text written out and compared with a fact: it must be one the fact can have. */
function checkText(part: Term, compared: Shape, report: Report): void {
  if (part.kind !== 'literal' || typeof part.value !== 'string') return;
  const values = valuesOf(compared);
  if (part.value === UNKNOWN) report(part.at, comparesUnknown());
  else if (values && !values.includes(part.value)) report(part.at, unlistedValue(part.value, values));
}

function checkIndex(term: CallTerm, [of, index]: readonly Shape[], report: Report): Shape {
  const element = elementOf(of);
  if (element !== undefined && (index === 'integer' || index === 'any')) return element;
  report(term.at, noOverload('[ ]', [of, index]));
  return 'any';
}

function checkFunction(term: CallTerm, shapes: readonly Shape[], report: Report): Shape {
  const overloads = overloadsOf(term.name);
  if (overloads.length === 0) {
    report(term.at, unknownFunction(term.name, functionNames()));
    return 'any';
  }
  const match = overloads.find((overload) => accepts(overload, term, shapes));
  if (match === undefined) {
    report(term.at, noOverload(nameOf(term), shapes));
    return 'any';
  }
  const isDivision = term.name === '_/_' && shapes.every((shape) => shape === 'integer');
  if (isDivision) report(term.at, integerDivision());
  const countsInUtc = shapes[0] === 'instant' && term.target !== undefined && term.args.length === 0;
  if (countsInUtc) report(term.at, noTimeZone(term.name));
  checkConstant(term, shapes[0], report);
  if (match.result.kind !== 'list') return shapeOfCelType(match.result.name)!;
  const common = commonShape(shapes[0], shapes[1]);
  if (common === undefined) report(term.at, notAlike('+', shapes[0], shapes[1]));
  return common ?? 'any';
}

function overloadsOf(name: string): CelFunc[] {
  return [...(environment().funcs.find(name) ?? [])].filter(isOffered);
}

function accepts(overload: CelFunc, term: CallTerm, shapes: readonly Shape[]): boolean {
  if ((overload.target === undefined) !== (term.target === undefined)) return false;
  const types = overload.target ? [overload.target, ...overload.arguments] : overload.arguments;
  const fits = types.length === shapes.length;
  return fits && types.every(({ name }, i) => shapes[i] === 'any' || name === celTypeName(shapes[i]));
}

/**
 * Functions on and to types that facts have. `timestamp(int)` is left out: CEL counts it in seconds, the library
 * (0.6.1) in milliseconds.
 */
function isOffered({ name, result, arguments: types }: CelFunc): boolean {
  if (name === STATED || (name === 'timestamp' && types[0].name === 'int')) return false;
  return result.kind === 'list' || shapeOfCelType(result.name) !== undefined;
}

function functionNames(): string[] {
  const names = [...environment().funcs].filter(isOffered).map(({ name }) => name);
  const words = names.filter((name) => /^[a-z]/i.test(name));
  return [...new Set([...MACROS, 'has', ...words])];
}

/** `_==_` is written `==`. */
function nameOf({ name }: CallTerm): string {
  return /^[_!@-]/.test(name) ? name.replace(/^@|_/g, '') : name;
}

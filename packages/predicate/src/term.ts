import { type CelExpr, type CelParsed, STATED } from './cel.ts';

export const MACROS = ['exists', 'all', 'exists_one', 'filter', 'map'] as const;
export type Macro = (typeof MACROS)[number];

/**
 * An expression as this package walks it: CEL's tree with its macros put back together. `at` is the offset of the
 * place to point at; `expr` is what CEL evaluates.
 */
export type Term = { readonly at: number; readonly expr: CelExpr } & (
  | { readonly kind: 'literal'; readonly value: boolean | string | bigint | number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'field'; readonly of: Term; readonly field: string }
  | { readonly kind: 'has'; readonly of: Term }
  | { readonly kind: 'list'; readonly items: readonly Term[] }
  | CallTerm
  | MacroTerm
  | { readonly kind: 'refused'; readonly reason: Refusal }
);

/** An operator under CEL's name, `_&&_`, or a function. */
export type CallTerm = {
  readonly at: number;
  readonly expr: CelExpr;
  readonly kind: 'call';
  readonly name: string;
  readonly target?: Term;
  readonly args: readonly Term[];
};

/** `range.macro(variable, condition)`; `map` has a step and may have a condition before it. */
export type MacroTerm = {
  readonly at: number;
  readonly expr: CelExpr;
  readonly kind: 'macro';
  readonly macro: Macro;
  readonly range: Term;
  readonly variable: string;
  readonly condition?: Term;
  readonly step?: Term;
};

/** What CEL has and predicates have not: `null`, bytes, unsigned numbers, map and message literals, deep nesting. */
export type Refusal = 'null' | 'bytes' | 'uint' | 'map' | 'too-deep';

/** Deeper trees are refused before the library's recursion meets the end of the stack. */
const MAX_DEPTH = 100;

/**
 * Reads CEL's tree. In it, `has(x.f)` becomes a call of {@link STATED}, so that CEL, too, finds a missing fact missing
 * instead of absent.
 */
export function readTerm({ expr: root, sourceInfo }: CelParsed, source: string): Term {
  return read(root, 0);

  function read(expr: CelExpr, depth: number): Term {
    const at = placeOf(expr);
    if (depth > MAX_DEPTH) return { kind: 'refused', reason: 'too-deep', at, expr };
    const next = (child: CelExpr | undefined) => read(child!, depth + 1);
    const { case: kind, value } = expr.exprKind;
    switch (kind) {
      case 'constExpr':
        return { ...literalOf(value.constantKind), at, expr };
      case 'identExpr':
        return { kind: 'name', name: value.name, at, expr };
      case 'selectExpr': {
        const field = { kind: 'field' as const, of: next(value.operand), field: value.field };
        if (!value.testOnly) return { ...field, at, expr };
        const of: Term = { ...field, at: placeOf(macroCall(expr).args[0]), expr: statedInPlace(expr) };
        return { kind: 'has', of, at, expr };
      }
      case 'listExpr':
        return { kind: 'list', items: value.elements.map(next), at, expr };
      case 'callExpr': {
        const target = value.target && next(value.target);
        const key = value.function === '_[_]' && value.args[1].exprKind;
        if (key && key.case === 'constExpr' && key.value.constantKind.case === 'stringValue') {
          return { kind: 'field', of: next(value.args[0]), field: key.value.constantKind.value, at, expr };
        }
        return { kind: 'call', name: value.function, target, args: value.args.map(next), at, expr };
      }
      case 'comprehensionExpr': {
        const parts = macroParts(macroCall(expr).function, value.loopStep!);
        return {
          kind: 'macro',
          macro: parts.macro,
          range: next(value.iterRange),
          variable: value.iterVar,
          condition: parts.condition && next(parts.condition),
          step: parts.step && next(parts.step),
          at,
          expr,
        };
      }
      default:
        return { kind: 'refused', reason: 'map', at, expr };
    }
  }

  /** The macro as it was written, where CEL has put something else in its place. */
  function macroCall(expr: CelExpr): { readonly function: string; readonly args: readonly CelExpr[] } {
    const call = sourceInfo!.macroCalls[expr.id.toString()].exprKind;
    return (call as Extract<CelExpr['exprKind'], { case: 'callExpr' }>).value;
  }

  /** CEL places a selection at its dot and an operator before the blanks that precede it; point at the word. */
  function placeOf(expr: CelExpr): number {
    const offset = sourceInfo!.positions[expr.id.toString()] ?? 0;
    const skipped = /^(?:\s|\/\/[^\r\n]*[\r\n]|\.(?!\d))*/.exec(source.slice(offset))![0].length;
    return Math.min(offset + skipped, source.length);
  }
}

type Unplaced<T> = T extends unknown ? Omit<T, 'at' | 'expr'> : never;
type ConstantKind = Extract<CelExpr['exprKind'], { case: 'constExpr' }>['value']['constantKind'];

function literalOf(constant: ConstantKind): Unplaced<Extract<Term, { kind: 'literal' | 'refused' }>> {
  switch (constant.case) {
    case 'boolValue':
    case 'stringValue':
    case 'int64Value':
    case 'doubleValue':
      return { kind: 'literal', value: constant.value };
    case 'uint64Value':
      return { kind: 'refused', reason: 'uint' };
    case 'bytesValue':
      return { kind: 'refused', reason: 'bytes' };
    default:
      return { kind: 'refused', reason: 'null' };
  }
}

/** Turns `has(x.f)` into `@stated(x.f)` where it stands, and returns the `x.f` in it. */
function statedInPlace(expr: CelExpr): CelExpr {
  const select = expr.exprKind as Extract<CelExpr['exprKind'], { case: 'selectExpr' }>;
  const argument: CelExpr = { ...expr, exprKind: { ...select, value: { ...select.value, testOnly: false } } };
  const call = { $typeName: 'cel.expr.Expr.Call' as const, function: STATED, args: [argument] };
  expr.exprKind = { case: 'callExpr', value: call };
  return argument;
}

/** Takes a macro's own expressions out of the loop CEL expands it to; see expand…Macro in the library's builder.js. */
function macroParts(name: string, loop: CelExpr): { macro: Macro; condition?: CelExpr; step?: CelExpr } {
  const args = argsOf(loop);
  const appended = (call: CelExpr) => (argsOf(call)[1].exprKind.value as { elements: CelExpr[] }).elements[0];
  if (name === 'exists' || name === 'all') return { macro: name, condition: args[1] };
  if (name === 'filter') return { macro: 'filter', condition: args[0] };
  if (name !== 'map') return { macro: 'exists_one', condition: args[0] };
  return args.length === 2
    ? { macro: 'map', step: appended(loop) }
    : { macro: 'map', condition: args[0], step: appended(args[1]) };
}

function argsOf(call: CelExpr): CelExpr[] {
  return (call.exprKind.value as { args: CelExpr[] }).args;
}

import {
  type CelEnv,
  type CelInput,
  type CelResult,
  CelScalar,
  celEnv,
  celFunc,
  type parse,
  plan,
} from '@bufbuild/cel';

/** An expression as the CEL library parses it. */
export type CelParsed = ReturnType<typeof parse>;
export type CelExpr = CelParsed['expr'];

/**
 * The function that stands in for `has(x.f)`: yes where the fact is stated. CEL's own `has` answers false for a field
 * that is missing, and here a missing fact is unknown. The `@` keeps the name out of reach of expressions.
 */
export const STATED = '@stated';

let shared: CelEnv | undefined;

/** CEL's standard functions. Made on first use, so that importing this package does nothing. */
export function environment(): CelEnv {
  shared ??= celEnv({ funcs: [celFunc(STATED, [CelScalar.DYN], CelScalar.BOOL, () => true)] });
  return shared;
}

let identity: ((bindings: { x: CelInput }) => CelResult) | undefined;

/** An input in the form CEL computes with; messages such as timestamps can only be converted inside an evaluation. */
export function celValue(input: CelInput): CelInput {
  identity ??= plan(environment(), IDENT_X);
  return identity({ x: input }) as CelInput;
}

const IDENT_X: CelExpr = {
  $typeName: 'cel.expr.Expr',
  id: 1n,
  exprKind: { case: 'identExpr', value: { $typeName: 'cel.expr.Expr.Ident', name: 'x' } },
};

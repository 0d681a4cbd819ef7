import type { FactKind } from './schema.ts';

/** The kind of an expression's value; `any` where it was already reported as wrong, so that nothing is reported twice. */
export type Shape = FactKind | 'any';

/** The element kind of a list, or undefined where the shape is no list. */
export function elementOf(shape: Shape): Shape | undefined {
  if (shape === 'any') return 'any';
  return typeof shape === 'object' && 'list' in shape ? shape.list : undefined;
}

/** The closed list of texts a shape allows, or undefined where it allows any. */
export function valuesOf(shape: Shape): readonly string[] | undefined {
  return typeof shape === 'object' && 'values' in shape ? shape.values : undefined;
}

/** CEL's name of the type, as its functions declare their parameters. */
export function celTypeName(shape: Shape): string {
  if (shape === 'any') return 'dyn';
  if (typeof shape === 'object') return 'values' in shape ? 'string' : 'list' in shape ? 'list' : 'map';
  return CEL_TYPES[shape];
}

/** The shape of what a function returns, or undefined for a type that facts do not have. */
export function shapeOfCelType(name: string): Shape | undefined {
  const found = Object.entries(CEL_TYPES).find(([, type]) => type === name);
  return found?.[0] as Shape | undefined;
}

/**
 * The shape that holds values of both, or undefined where they do not go together. Whole numbers and fractions do.
 */
export function commonShape(a: Shape, b: Shape): Shape | undefined {
  if (a === b || b === 'any') return a;
  if (a === 'any') return b;
  const [first, second] = [celTypeName(a), celTypeName(b)];
  if (first === 'map' || second === 'map') return undefined;
  if (first === 'list' && second === 'list') {
    const element = commonShape(elementOf(a)!, elementOf(b)!);
    return element && listOf(element);
  }
  if (first === second) return shapeOfCelType(first);
  const numbers = ['int', 'double'];
  return numbers.includes(first) && numbers.includes(second) ? 'number' : undefined;
}

/** Whether values of the two shapes can be compared; objects cannot, their fields can. */
export function areComparable(a: Shape, b: Shape): boolean {
  const common = commonShape(a, b);
  return common !== undefined && !holdsObjects(common);
}

/** A list of a shape; the elements of an empty list literal are of no kind yet. */
export function listOf(element: Shape): Shape {
  return { list: element as FactKind };
}

function holdsObjects(shape: Shape): boolean {
  const element = shape === 'any' ? undefined : elementOf(shape);
  return element === undefined ? celTypeName(shape) === 'map' : holdsObjects(element);
}

const CEL_TYPES: Readonly<Record<string, string>> = {
  boolean: 'bool',
  string: 'string',
  integer: 'int',
  number: 'double',
  instant: 'google.protobuf.Timestamp',
  duration: 'google.protobuf.Duration',
};

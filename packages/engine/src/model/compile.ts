import { hashId } from '@sonae/core';
import { createBuilder } from '../formula/builder.ts';
import { compileFormula, type Scope } from '../formula/compile.ts';
import type { Level, Ref } from '../formula/graph.ts';
import type { Claims, Group, Line, Model, Row } from './model.ts';
import type { ClaimSource, Definition, LineSource, ModelSource } from './source.ts';

/**
 * Compiles a model. Throws `FormulaError` for a formula that cannot be read and Error for a model that contradicts
 * itself: both are mistakes of whoever wrote the model, not of the person who uses it.
 */
export function compileModel(source: ModelSource): Model {
  const builder = createBuilder();
  const tables = new Map(
    Object.entries(source.tables).map(([name, values]) => [name, builder.numbers(Float64Array.from(values))]),
  );
  const scopeOf = (names: Map<string, Ref>, drawLevel: Level | undefined): Scope => ({
    builder,
    drawLevel,
    names,
    tables,
    nextDraw: { value: 0 },
  });
  const define = (scope: Scope, definitions: readonly Definition[]): void => {
    for (const { name, formula } of definitions) scope.names.set(name, compileFormula(scope, formula));
  };

  const world = scopeOf(new Map(), 0);
  define(world, source.world);

  const linesOf = (scope: Scope, level: Level, lines: readonly LineSource[]): Line[] => {
    const refOf = (name: string | undefined): Ref | undefined =>
      name === undefined ? undefined : builder.lift(compileFormula(scope, name), level);
    return lines
      .map((line) => ({
        slot: line.slot,
        amount: refOf(line.amount) as Ref,
        units: refOf(line.units),
        fromHour: refOf(line.fromHour),
        toHour: refOf(line.toHour),
        flags: line.flags ?? 0,
        claim: line.claim ?? 0,
        own: line.own ?? false,
        keepEmpty: line.keepEmpty ?? false,
      }))
      .filter((line) => line.keepEmpty || builder.constantOf(line.amount) !== 0);
  };

  const claimsOf = (event: Scope, claims: ClaimSource): Claims => {
    const names = new Map(event.names);
    for (const [column, name] of source.partnerInputs.entries()) names.set(name, builder.input(3, column));
    const scope = scopeOf(names, 3);
    define(scope, claims.definitions);
    return {
      choice: claims.choice,
      of: builder.lift(compileFormula(event, claims.of), 2),
      lines: linesOf(scope, 3, claims.lines),
      inputs: source.partnerInputs.map((_, column) =>
        Float64Array.from(source.partners, (partner) => partner.inputs[column]),
      ),
    };
  };

  let rowNumber = 0;
  const hashes = new Map<number, string>();
  const rowOf = (id: string, partners: readonly number[] = []): Row => {
    const hash = hashId(id);
    const other = hashes.get(hash);
    if (other !== undefined)
      throw new Error(`rows ${other} and ${id} would share their luck: rename one of them`);
    hashes.set(hash, id);
    return { id, number: rowNumber++, hash, partners };
  };

  const groups = source.groups.map((group): Group => {
    const names = new Map(world.names);
    for (const [column, name] of group.inputs.entries()) names.set(name, builder.input(1, column));
    const row = scopeOf(names, undefined);
    define(row, group.row);
    const event = scopeOf(new Map(names), 2);
    define(event, group.event);
    const eventRef = (name: string): Ref => builder.lift(compileFormula(event, name), 2);
    return {
      id: group.id,
      rows: group.rows.map((r) => rowOf(r.id, r.partners)),
      inputs: group.inputs.map((_, column) => Float64Array.from(group.rows, (r) => r.inputs[column])),
      rate: builder.lift(compileFormula(row, group.rate), 1),
      yearFactor: group.yearFactor,
      lines: linesOf(event, 2, group.lines),
      facts: Object.entries(group.facts).map(([fact, name]) => ({
        bit: bitOf(source.facts, fact),
        ref: eventRef(name),
      })),
      outageHours: group.outageHours === undefined ? undefined : eventRef(group.outageHours),
      severe: group.severe === undefined ? undefined : eventRef(group.severe),
      claims: group.claims && claimsOf(event, group.claims),
    };
  });

  return {
    graph: builder.graph(),
    blockYears: source.blockYears,
    yearShape: source.yearShape,
    slots: source.slots,
    factCount: source.facts.length,
    partners: source.partners.map(({ id, count }) => ({ id, count, hash: hashId(id) })),
    groups,
    worldNames: Object.fromEntries(world.names),
  };
}

function bitOf(facts: readonly string[], fact: string): number {
  const bit = facts.indexOf(fact);
  if (bit < 0) throw new Error(`unknown event fact ${fact}`);
  return bit;
}

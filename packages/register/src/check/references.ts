import { say, type Text } from '@sonae/core';
import { companyShape, companyTables } from '../company-shape.ts';
import { nearest, SUGGESTED } from '../nearest.ts';
import { formatPath, type Path, valueAt } from '../path.ts';
import type { Finding } from '../problem.ts';
import { danglingReference, duplicateId, wrongTable } from '../problems/row.ts';
import type { Table } from '../shape.ts';
import { Flaw, NO_SOURCE, type Source } from '../source.ts';
import { mapLeaves } from './leaves.ts';
import { rowsOf } from './rows.ts';

/** The column that names a row: a policy by its file, any other row by its id. */
const keyOf = (table: Table) => (table.row.fields.has('id') ? 'id' : 'file');

/** Finds ids used twice within a table, references that lead to no row, and references into the wrong table. */
export function checkReferences(tree: unknown, source: Source = NO_SOURCE): Finding[] {
  const findings: Finding[] = [];
  const ids = new Map(
    companyTables.map(([name, table]) => [name, indexRows(tree, name, table, findings, source)]),
  );
  const tables = new Map(companyTables);
  let suggested = 0;
  // Where a table or an id in it could not be read, that has been reported, and nobody knows what leads there.
  const unsure = new Set(companyTables.filter(([name]) => hasFlaw(tree, name)).map(([name]) => name));
  mapLeaves(companyShape, tree, (leaf, id, path) => {
    const target = leaf.meta.refersTo;
    if (target === undefined || typeof id !== 'string' || id.trim() === '' || ids.get(target)?.has(id))
      return id;
    if (unsure.has(target)) return id;
    // A text where a list belongs is reported as that.
    if (leaf.list && typeof path.at(-1) === 'string') return id;
    const wanted = tables.get(target) as Table;
    const other = companyTables.find(([name]) => name !== target && ids.get(name)?.has(id));
    const byName = () => rowsOf(tree, target).find(({ row }) => row.name === id)?.row.id;
    const meant = () => byName() ?? nearest(id, ids.get(target)?.keys() ?? []);
    const suggestion = suggested++ < SUGGESTED && !other ? meant() : undefined;
    const problem = other
      ? wrongTable(leaf, wanted, other[1], id)
      : danglingReference(leaf, wanted, id, typeof suggestion === 'string' ? suggestion : undefined);
    findings.push({ path, problem });
    return id;
  });
  return findings;
}

function hasFlaw(tree: unknown, name: string): boolean {
  return (
    valueAt(tree, [name]) instanceof Flaw || rowsOf(tree, name).some(({ row }) => row.id instanceof Flaw)
  );
}

/** The ids of a table; a second row with one of them is a finding. */
function indexRows(
  tree: unknown,
  name: string,
  table: Table,
  findings: Finding[],
  source: Source,
): ReadonlySet<string> {
  const first = new Map<string, Path>();
  const key = keyOf(table);
  for (const { path, row } of rowsOf(tree, name)) {
    const id = row[key];
    if (typeof id !== 'string' || id === '') continue;
    // One policy counted twice would pay twice, however its place is spelt.
    const same = key === 'file' ? plainPlace(id) : id;
    const at = first.get(same);
    if (at === undefined) first.set(same, path);
    else findings.push({ path: [...path, key], problem: duplicateId(table, id, placeShown(at, source)) });
  }
  return new Set(first.keys());
}

/** Where a row stands, as its reader finds it: the cell, the line, else its path. */
function placeShown(path: Path, source: Source): Text {
  const { cell, line } = source.place(path, 'value');
  if (cell !== undefined) return say(cell, cell);
  return line === undefined ? say(formatPath(path), formatPath(path)) : say(`${line}行目`, `line ${line}`);
}

/** A place without `.` and `x/..` on the way: `./policies/a.yaml` is `policies/a.yaml`. */
function plainPlace(place: string): string {
  const steps: string[] = [];
  for (const step of place.trim().replaceAll('\\', '/').split('/')) {
    if (step === '.' || (step === '' && steps.length > 0)) continue;
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else steps.push(step);
  }
  return steps.join('/');
}

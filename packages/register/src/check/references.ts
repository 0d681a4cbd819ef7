import { companyShape, companyTables } from '../company-shape.ts';
import { nearest, SUGGESTED } from '../nearest.ts';
import { formatPath } from '../path.ts';
import type { Finding } from '../problem.ts';
import { danglingReference, duplicateId, wrongTable } from '../problems/row.ts';
import type { Leaf, Table } from '../shape.ts';
import { mapLeaves } from './leaves.ts';
import { rowsOf } from './rows.ts';

/** The column that names a row: a policy by its file, any other row by its id. */
const keyOf = (table: Table) => (table.row.fields.has('id') ? 'id' : 'file');

/** Finds ids used twice within a table, references that lead to no row, and references into the wrong table. */
export function checkReferences(tree: unknown): Finding[] {
  const findings: Finding[] = [];
  const ids = new Map(companyTables.map(([name, table]) => [name, indexRows(tree, name, table, findings)]));
  const tables = new Map(companyTables);
  let suggested = 0;
  mapLeaves(companyShape, tree, (leaf, id, path) => {
    const target = leaf.meta.refersTo;
    if (target === undefined || typeof id !== 'string' || id.trim() === '' || ids.get(target)?.has(id))
      return id;
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

function indexRows(tree: unknown, name: string, table: Table, findings: Finding[]): Map<string, string> {
  const first = new Map<string, string>();
  const key = keyOf(table);
  const leaf = table.row.fields.get(key) as Leaf;
  for (const { path, row } of rowsOf(tree, name)) {
    const id = row[key];
    if (typeof id !== 'string' || id === '' || leaf.list) continue;
    const at = first.get(id);
    if (at === undefined) first.set(id, formatPath(path));
    else findings.push({ path: [...path, key], problem: duplicateId(table, id, at) });
  }
  return first;
}

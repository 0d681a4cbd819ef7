// Makes examples/playbooks/*.json (CACAO 2.0) of examples/playbooks/source/*.yaml:
//   node scripts/playbooks.mjs
// Sources write both languages as `日本語 || English`. A test compares what is committed with what this makes.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const FOLDER = path.join(import.meta.dirname, '../examples/playbooks');
const SOURCE = path.join(FOLDER, 'source');
/** Version of all of them: raised when a source changes. */
const WRITTEN = { created: '2026-11-22T00:00:00Z', modified: '2026-11-22T00:00:00Z' };

/** Every source, with its key, its roles and both languages apart. */
export function sources() {
  const roles = read('_roles.yaml');
  return readdirSync(SOURCE)
    .filter((name) => name.endsWith('.yaml') && !name.startsWith('_'))
    .sort()
    .map((name) => {
      const source = { key: name.replace(/\.yaml$/, ''), ...WRITTEN, ...read(name) };
      const used = JSON.stringify(source);
      const own = Object.entries(roles).filter(([role]) => used.includes(`"who":"${role}"`));
      return { ...source, roles: Object.fromEntries(own) };
    });
}

/** @param {string} name */
const read = (name) => bothLanguages(parse(readFileSync(path.join(SOURCE, name), 'utf8')));

/** @param {unknown} value @returns {any} */
function bothLanguages(value) {
  if (typeof value === 'string') {
    const [ja, en, more] = value.split(' || ');
    if (en === undefined) return value;
    if (more !== undefined) throw new Error(`more than two languages: ${value}`);
    return { ja: ja.trim(), en: en.trim() };
  }
  if (Array.isArray(value)) return value.map(bothLanguages);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, bothLanguages(item)]));
}

if (import.meta.main) {
  const { composePlaybook } = await import('../packages/incident/src/playbook/compose/compose.ts');
  for (const source of sources())
    writeFileSync(
      path.join(FOLDER, `${source.key}.json`),
      `${JSON.stringify(composePlaybook(source), null, 2)}\n`,
    );
  console.log(`${sources().length} playbooks; format them: biome check --write examples/playbooks`);
}

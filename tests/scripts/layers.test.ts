import { expect, test } from 'vitest';
import { checkLayers } from '../../scripts/layers.mjs';
import { tempFolder } from '../support/temp-folder.ts';

/** A repository with these packages: name → its dependencies and its files. */
function check(
  packages: Record<string, { dependencies?: string[]; files: Record<string, string> }>,
): string[] {
  const files: Record<string, unknown> = {
    'package.json': { devDependencies: { vitest: '5.1.1' } },
  };
  for (const [folder, { dependencies = [], files: sources }] of Object.entries(packages)) {
    const name = `@sonae/${folder.split('/')[1]}`;
    files[`${folder}/package.json`] = {
      name,
      dependencies: Object.fromEntries(dependencies.map((d) => [d, '1.0.0'])),
    };
    for (const [file, text] of Object.entries(sources)) files[`${folder}/${file}`] = text;
  }
  return checkLayers(tempFolder(files)).map(({ file, line, message }) => `${file}:${line} ${message}`);
}

const core = { files: { 'src/index.ts': 'export const yen = 1;\n' } };

test('L1 a package imports those before it', () => {
  const engine = {
    dependencies: ['@sonae/core'],
    files: { 'src/a.ts': "import { yen } from '@sonae/core';\n" },
  };
  expect(check({ 'packages/core': core, 'packages/engine': engine })).toEqual([]);
});

test.each([
  ["import { a } from '@sonae/engine';", 'a value'],
  ["import type { A } from '@sonae/engine';", 'a type'],
  ["export * from '@sonae/engine';", 'a re-export'],
  ["const a = await import('@sonae/engine');", 'at run time'],
  ["type A = import('@sonae/engine').A;", 'inside a type'],
  ["import {\n} from '@sonae/engine/sub';", 'over two lines, a subpath'],
])('L1 nothing after itself: %s (%s)', (text) => {
  const found = check({
    'packages/core': { dependencies: ['@sonae/engine'], files: { 'src/a.ts': `\n${text}\n` } },
  });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(
    /^packages\/core\/src\/a\.ts:[23] core may not import @sonae\/engine.*: engine comes after core$/,
  );
});

test('L1 screens carry nothing into a browser that needs a server, but may know its types', () => {
  const store = { files: { 'src/index.ts': 'export type Row = 1;\n' } };
  const web = (text: string) =>
    check({
      'packages/store': store,
      'apps/web': { dependencies: ['@sonae/store'], files: { 'src/a.tsx': text } },
    });
  expect(web("import type { Row } from '@sonae/store';\n")).toEqual([]);
  expect(web("import type {\n  Row,\n} from '@sonae/store';\n")).toEqual([]);
  const found = ['apps/web/src/a.tsx:1 @sonae/store cannot run in a browser'];
  expect(web("import { openStore } from '@sonae/store';\n")).toEqual(found);
  expect(web("const store = await import('@sonae/store');\n")).toEqual(found);
});

test('L1 an import in a comment or in a text is none', () => {
  const text = [
    "// import { a } from '@sonae/engine';",
    "/* import '@sonae/engine' */",
    `const help = "import x from '@sonae/engine'";`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source text under test
    'const more = `from "@sonae/engine" ${1 / 2} from "@sonae/engine"`;',
    "const pattern = /from '@sonae\\/engine'/;",
  ];
  expect(check({ 'packages/core': { files: { 'src/a.ts': text.join('\n') } } })).toEqual([]);
});

test('L1 apps import packages, and only cli imports another app', () => {
  const server = { dependencies: ['@sonae/core'], files: { 'src/a.ts': "import '@sonae/core';" } };
  const cli = { dependencies: ['@sonae/server'], files: { 'src/a.ts': "import '@sonae/server';" } };
  const web = { dependencies: ['@sonae/server'], files: { 'src/a.ts': "import '@sonae/server';" } };
  expect(check({ 'packages/core': core, 'apps/server': server, 'apps/cli': cli, 'apps/web': web })).toEqual([
    'apps/web/src/a.ts:1 web may not import @sonae/server',
  ]);
});

test('L1 a package without a place in the order is refused', () => {
  expect(check({ 'packages/utils': { files: {} } })).toEqual([
    'packages/utils/package.json:1 utils has no place in the order (scripts/layers.config.mjs)',
  ]);
});

test('L2 no relative path leaves the package', () => {
  const files = {
    'src/a.ts': "import data from '../build/data.json';\nimport { yen } from '../../core/src/index.ts';\n",
    'src/b.ts': "const file = new URL('../../core/data/x.bin', import.meta.url);\n",
    'src/c.test.ts': "import { tempFolder } from '../../../tests/support/temp-folder.ts';\n",
  };
  expect(check({ 'packages/core': core, 'packages/knowledge': { files } })).toEqual([
    'packages/knowledge/src/a.ts:2 ../../core/src/index.ts leaves packages/knowledge: import through the package name',
    'packages/knowledge/src/b.ts:1 ../../core/data/x.bin leaves packages/knowledge: import through the package name',
  ]);
});

test('L3 dependencies list what the source imports: missing and unused are reported', () => {
  const files = {
    'src/a.ts': "import { z } from 'zod/v4';\nconst font = import.meta.resolve('@fonts/gothic/400.ttf');\n",
    'src/a.test.ts': "import { test } from 'vitest';\nimport fc from 'fast-check';\n",
  };
  expect(check({ 'packages/core': { dependencies: ['@fonts/gothic', 'yaml'], files } })).toEqual([
    'packages/core/package.json:5 yaml is listed but nothing in packages/core imports it',
    'packages/core/src/a.test.ts:2 fast-check is missing in the dependencies of packages/core/package.json',
    'packages/core/src/a.ts:1 zod is missing in the dependencies of packages/core/package.json',
  ]);
});

test('L3 a package that has no source yet may keep its dependencies', () => {
  expect(check({ 'packages/core': { dependencies: ['zod'], files: {} } })).toEqual([]);
});

test.each([
  ["import fs from 'node:fs';", 'node:fs'],
  ["import { createHash } from 'crypto';", 'node:crypto'],
  ['const t = Date.now();', 'Date.now'],
  ['const clock = Date.now;', 'Date.now'],
  ['const d = new Date();', 'new Date()'],
  ['const s = Date();', 'Date()'],
  ['const r = Math.random();', 'Math.random'],
  ['const e = process.env.HOME;', 'process'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: source text under test
  ['const e = `home ${process.env.HOME}`;', 'process'],
  ["const x = await fetch('https://example.jp/');", 'fetch'],
  ["const x = await globalThis.fetch('https://example.jp/');", 'fetch'],
])('L4 a package before store does not touch the outside world: %s', (text, what) => {
  expect(check({ 'packages/core': { files: { 'src/a.ts': text } } })).toEqual([
    `packages/core/src/a.ts:1 ${what}: packages before store get it passed in`,
  ]);
});

test('L4 what only looks like it is allowed', () => {
  const text = [
    'const d = new Date(2026, 0, 1); const e = new Date(instant);',
    'const x = port.fetch(url); const y = step.process.name; const z = clock.now();',
    '// Date.now() is forbidden here',
  ];
  expect(check({ 'packages/core': { files: { 'src/a.ts': text.join('\n') } } })).toEqual([]);
});

test('L4 tests, packages from store on and allowed files are free', () => {
  const text = "import fs from 'node:fs';\nconst t = Date.now();\n";
  expect(
    check({
      'packages/core': { files: { 'src/a.test.ts': text } },
      'packages/store': { files: { 'src/a.ts': text } },
      'packages/register': { files: { 'src/readers/excel.ts': "import fs from 'node:fs';" } },
    }),
  ).toEqual([]);
});

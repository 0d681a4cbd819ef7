import { expect, test } from 'vitest';
import { checkLock } from '../../scripts/lockcheck.mjs';
import { tempFolder } from '../support/temp-folder.ts';

type Manifest = Record<string, unknown>;

/** A repository with this root manifest, these workspaces and these locked packages. */
function check(
  root: Manifest,
  workspaces: Record<string, Manifest>,
  locked: Record<string, unknown>,
): string[] {
  const main = { name: 'root', version: '0.1.0', workspaces: ['packages/*'], ...root };
  const files: Record<string, unknown> = {
    'package.json': main,
    'package-lock.json': { lockfileVersion: 3, packages: { '': main, ...workspaces, ...locked } },
  };
  for (const [folder, manifest] of Object.entries(workspaces)) files[`${folder}/package.json`] = manifest;
  return checkLock(tempFolder(files)).map(({ file, line, message }) => `${file}:${line} ${message}`);
}

const lib = (more: object = {}) => ({ version: '1.0.0', integrity: 'sha512-x', ...more });

test('K1 a complete lock passes', () => {
  const tool = lib({ optionalDependencies: { 'tool-linux': '1.0.0', 'tool-mac': '1.0.0' } });
  const locked = {
    'node_modules/tool': tool,
    'node_modules/tool-linux': lib({ optional: true, os: ['linux'] }),
    'node_modules/tool/node_modules/tool-mac': lib({ optional: true, os: ['darwin'] }),
    'node_modules/@sonae/core': { resolved: 'packages/core', link: true },
  };
  const core = { name: '@sonae/core', version: '0.1.0' };
  expect(check({ devDependencies: { tool: '1.0.0' } }, { 'packages/core': core }, locked)).toEqual([]);
});

test('K1 a platform package that npm dropped is missed, with the line of the package that wants it', () => {
  const tool = lib({ optionalDependencies: { 'tool-linux': '1.0.0', 'tool-mac': '1.0.0' } });
  const locked = { 'node_modules/tool': tool, 'node_modules/tool-linux': lib({ optional: true }) };
  const found = check({ devDependencies: { tool: '1.0.0' } }, {}, locked);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(
    /^package-lock\.json:1\d tool 1\.0\.0 wants tool-mac@1\.0\.0, which is not in the lock$/,
  );
});

test('K1 another version of a platform package is not the one wanted', () => {
  const tool = lib({ optionalDependencies: { 'tool-mac': '1.0.0' } });
  const locked = { 'node_modules/tool': tool, 'node_modules/tool-mac': lib({ version: '0.9.0' }) };
  expect(check({ devDependencies: { tool: '1.0.0' } }, {}, locked)[0]).toContain('the lock has 0.9.0');
});

test('K2 the lock names no registry and every package has its integrity', () => {
  const locked = {
    'node_modules/a': lib({ resolved: 'https://registry.example/a-1.0.0.tgz' }),
    'node_modules/b': { version: '1.0.0' },
    'node_modules/c': { version: '1.0.0', inBundle: true },
  };
  const found = check({}, {}, locked).join('\n');
  expect(found).toContain('"resolved" names a host (https://registry.example/a-1.0.0.tgz)');
  expect(found).toContain('has no "integrity"');
  expect(found.split('\n')).toHaveLength(2);
});

test.each(['^1.0.0', '~1.0.0', '*', '1', '1.x', 'latest', '>=1.0.0', 'git+ssh://example/x.git', ''])(
  'K3 the version %j is not exact',
  (version) => {
    const core = { name: '@sonae/core', version: '0.1.0', dependencies: { zod: version } };
    expect(check({}, { 'packages/core': core }, {})).toEqual([
      `packages/core/package.json:5 zod: ${version} is not an exact version`,
    ]);
  },
);

test.each(['1.0.0', '18.4.0-beta.17', '1.5.5-r.5', 'npm:other@1.0.0', 'npm:@scope/other@1.0.0-rc.1'])(
  'K3 the version %j is exact',
  (version) => {
    expect(check({ dependencies: { zod: version } }, {}, {})).toEqual([]);
  },
);

test('K4 a package of ours is wanted at its own version, else npm would look for the name in a registry', () => {
  const core = { name: '@sonae/core', version: '0.1.0' };
  const engine = { name: '@sonae/engine', version: '0.1.0', dependencies: { '@sonae/core': '0.2.0' } };
  expect(check({}, { 'packages/core': core, 'packages/engine': engine }, {})).toEqual([
    'packages/engine/package.json:5 @sonae/core: 0.2.0, but the workspace is at 0.1.0',
  ]);
});

test('K5 a manifest that the lock does not know yet is reported', () => {
  const root = { name: 'root', version: '0.1.0' };
  const folder = tempFolder({
    'package.json': { ...root, dependencies: { zod: '4.6.7' } },
    'package-lock.json': { packages: { '': root } },
  });
  expect(checkLock(folder)).toEqual([
    { file: 'package.json', line: 1, message: 'dependencies differ from package-lock.json: run npm install' },
  ]);
});

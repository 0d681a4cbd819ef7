// The order of the house (docs: architecture) and its exceptions, each with its reason. Read by layers.mjs.

/** A package imports only those before it. */
export const PACKAGE_ORDER = [
  'core',
  'predicate',
  'knowledge',
  'engine',
  'evidence',
  'detect',
  'register',
  'loss',
  'contract',
  'policy',
  'law',
  'assessment',
  'incident',
  'documents',
  'store',
  'adapters',
  'operations',
];

/** Apps import any package, and of each other only this. */
export const APP_IMPORTS = { server: [], cli: ['server'], web: [] };

/** What reaches files, a database or a server, and therefore no browser. Screens may import its types: they are gone when it runs. */
export const NOT_FOR_BROWSERS = [
  /^@sonae\/(store|adapters)(\/|$)/,
  /^@sonae\/operations(?!\/(access|answers-input|client|rating-facts)$)/,
  /^@sonae\/documents(?!\/(charts|format)$)/,
  /^@sonae\/register\/(readers|zip)$/,
  /^@sonae\/evidence\/files$/,
];

/** Packages before this one touch the outside world only through what is passed to them. */
export const PURE_UNTIL = 'store';

/** Shared folders that tests and tools (never sources) may import by a relative path. */
export const TOOLS_MAY_REACH = ['tests/', 'examples/', 'scripts/'];

/** Clock, chance, network and host reached through a global. Node's own modules are found by their import. */
export const SIDE_EFFECTS = [
  { what: 'Date.now', pattern: /\bDate\s*\.\s*now\b/g },
  { what: 'new Date()', pattern: /\bnew\s+Date\b(?!\s*\(\s*[^\s)])/g },
  { what: 'Date()', pattern: /(?<!\bnew\s+)(?<![\w$.])Date\s*\(/g },
  { what: 'performance.now', pattern: /\bperformance\s*\.\s*now\b/g },
  { what: 'Math.random', pattern: /\bMath\s*\.\s*random\b/g },
  { what: 'crypto.randomUUID', pattern: /\bcrypto\s*\.\s*(?:randomUUID|getRandomValues)\b/g },
  { what: 'process', pattern: /(?:(?<![\w$.#])|\bglobalThis\s*\.\s*)process\s*(?:\.|\[|\?\.)/g },
  { what: 'fetch', pattern: /(?:(?<![\w$.#])|\bglobalThis\s*\.\s*)fetch\s*\(/g },
];

/**
 * Who may all the same. `file` is one file, or a folder when it ends in `/`.
 *
 * @type {{ file: string, uses: string[], reason: string }[]}
 */
export const ALLOWED = [
  {
    file: 'packages/engine/src/platform.node.ts',
    uses: ['node:timers/promises', 'node:worker_threads', 'performance.now'],
    reason:
      'the Node half of #platform: starts workers, lets others run, tells when to; no result depends on it',
  },
  {
    file: 'packages/engine/src/threads.ts',
    uses: ['node:module', 'node:worker_threads'],
    reason: 'the threads of the Node half of #platform, started before there is work for them',
  },
  {
    file: 'packages/engine/src/platform.browser.ts',
    uses: ['performance.now'],
    reason: 'the browser half of #platform: decides when to let others through; no result depends on it',
  },
  {
    file: 'packages/engine/src/worker.node.ts',
    uses: ['node:worker_threads'],
    reason: 'the thread behind #platform: receives its orders from the thread that started it',
  },
  {
    file: 'packages/engine/src/worker.node.mjs',
    uses: ['node:module', 'node:path', 'node:worker_threads'],
    reason: 'its entry: keeps what was compiled between starts',
  },
  {
    file: 'packages/engine/src/helper.node.mjs',
    uses: ['node:worker_threads', 'performance.now'],
    reason: 'a helping thread behind #platform: decides when to sleep',
  },
  {
    file: 'packages/engine/src/helper.browser.ts',
    uses: ['performance.now'],
    reason: 'the same in a browser',
  },
  {
    file: 'packages/engine/src/simulate/pool.ts',
    uses: ['performance.now'],
    reason: 'decides when to let timers and signals through; no result depends on it',
  },
  {
    file: 'packages/register/src/readers/',
    uses: ['node:fs', 'node:fs/promises', 'node:path', 'node:buffer', 'node:zlib'],
    reason:
      'an entry of its own (@sonae/register/readers), for Node only: YAML and Excel files, with positions',
  },
  {
    file: 'packages/evidence/src/',
    uses: ['node:crypto'],
    reason: 'digests, signatures and ciphers: functions of their input. Randomness is passed in',
  },
  {
    file: 'packages/evidence/src/files/',
    uses: ['node:fs', 'node:fs/promises', 'node:path', 'node:util', 'Date.now', 'new Date()', 'process'],
    reason:
      'an entry of its own (@sonae/evidence/files), for Node only: the disk behind the Disk port, the lock, the master key file',
  },
  {
    file: 'packages/documents/src/assets.ts',
    uses: ['node:fs', 'node:fs/promises', 'node:path', 'node:url'],
    reason: 'reads the fonts and templates that the package itself carries, and no other file',
  },
];

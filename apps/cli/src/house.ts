import { createLog, examine, startWorker } from '@sonae/server';
import { type Digests, exportAll, ImportRefused, importAll, openStore, type Store } from '@sonae/store';
import { EXIT } from './exit.ts';
import { settings } from './serve.ts';
import { table } from './table.ts';
import type { Host, Terminal } from './terminal.ts';

/** `sonae worker`: works off the queue until stopped. */
export async function work(terminal: Terminal, host: Host): Promise<void> {
  const config = settings(terminal, host);
  if (!config) return;
  const log = createLog(config.log);
  await withStore(terminal, host, async (store) => {
    const worker = await startWorker({ store, config, log, work: true });
    terminal.write('ready worker\n');
    await terminal.stopped();
    await worker.close();
  });
}

/** `sonae export FILE`. */
export async function exportFile(file: string, json: boolean, terminal: Terminal, host: Host): Promise<void> {
  await withStore(terminal, host, async (store) => {
    const { tables, bytes } = await exportAll(store, file);
    show(tables, json, terminal);
    terminal.error(
      terminal.say({
        ja: `${file} に書きました（${bytes} バイト）。パスワードの要約などを含みます。大切に保管してください。`,
        en: `Wrote ${file} (${bytes} bytes). It holds digests of passwords: keep it safe.`,
      }),
    );
  });
}

/** `sonae import FILE`. */
export async function importFile(file: string, json: boolean, terminal: Terminal, host: Host): Promise<void> {
  await withStore(terminal, host, async (store) => {
    try {
      show((await importAll(store, file)).tables, json, terminal);
    } catch (error) {
      if (!(error instanceof ImportRefused)) throw error;
      terminal.error(terminal.say(REFUSED[error.code]));
      terminal.exitCode = EXIT.bad;
    }
  });
}

/** `sonae doctor`. */
export async function doctor(json: boolean, terminal: Terminal, host: Host): Promise<void> {
  const config = settings(terminal, host);
  if (!config) return;
  const findings = await examine(config);
  const bad = findings.some(({ state }) => state === 'bad');
  terminal.exitCode = bad ? EXIT.bad : EXIT.good;
  if (json) {
    terminal.write(`${JSON.stringify({ ok: !bad, checks: findings }, null, 2)}\n`);
    return;
  }
  for (const { id, state, message, hint } of findings) {
    terminal.write(`${terminal.say(STATES[state])} ${id}: ${terminal.say(message)}\n`);
    if (hint) terminal.write(`    → ${terminal.say(hint)}\n`);
  }
}

const STATES = {
  ok: { ja: '正常', en: 'ok' },
  warning: { ja: '注意', en: 'warning' },
  bad: { ja: '異常', en: 'bad' },
};

const REFUSED = {
  format: { ja: 'Sonae の書き出しファイルではありません。', en: 'This is no export of Sonae.' },
  schema: {
    ja: 'より新しい Sonae で書き出されています。この Sonae を更新してください。',
    en: 'It comes from a newer Sonae: update this one.',
  },
  damaged: {
    ja: 'ファイルが途中で切れているか、書き換えられています。何も取り込んでいません。',
    en: 'The file is cut off or has been changed. Nothing was taken.',
  },
  'not-empty': {
    ja: 'データベースがすでに使われています。空のデータベースに取り込んでください。',
    en: 'The database is in use: import into an empty one.',
  },
};

async function withStore(
  terminal: Terminal,
  host: Host,
  use: (store: Store) => Promise<void>,
): Promise<void> {
  const config = settings(terminal, host);
  if (!config) return;
  let store: Store | undefined;
  try {
    store = await openStore({ data: config.data, url: config.databaseUrl });
    await use(store);
  } catch (error) {
    const { message } = error as Error;
    terminal.error(terminal.say({ ja: `できませんでした: ${message}`, en: `Failed: ${message}` }));
    terminal.exitCode = EXIT.usage;
  } finally {
    await store?.close();
  }
}

function show(tables: Digests, json: boolean, terminal: Terminal): void {
  if (json) {
    terminal.write(`${JSON.stringify({ tables }, null, 2)}\n`);
    return;
  }
  const rows = Object.entries(tables).map(([name, { rows: n, sha256 }]) => [
    name,
    String(n),
    sha256.slice(0, 16),
  ]);
  const head = [terminal.say({ ja: '表', en: 'table' }), terminal.say({ ja: '行', en: 'rows' }), 'SHA-256'];
  terminal.write(`${table(head, rows)}\n`);
}

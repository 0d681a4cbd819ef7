import { accessSync, constants, existsSync, mkdirSync, readdirSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Text } from '@sonae/core';
import { migrationState, OLDEST_SERVER, openStore, type Store } from '@sonae/store';
import type { Config } from './config.ts';
import { evidence, journalsOf } from './doctor-evidence.ts';

/** One thing that was looked at. */
export type Finding = {
  readonly id: string;
  readonly state: 'ok' | 'warning' | 'bad';
  readonly message: Text;
  readonly hint?: Text;
};

const GIGABYTE = 1024 ** 3;
const LEAST_FREE = GIGABYTE;
/** Backups are daily; one that is older than two days means that one has been missed. */
const OLDEST_BACKUP_MS = 2 * 86_400_000;
const MOST_SKEW_MS = 5_000;

/** Looks at everything the product stands on and changes nothing of it. */
export async function examine(config: Config, now = Date.now()): Promise<readonly Finding[]> {
  return [node(), dataFolder(config), backups(config, now), ...(await database(config))];
}

function node(): Finding {
  return ok('node', `Node ${process.version} (${process.platform}-${process.arch})`);
}

function dataFolder({ data }: Config): Finding {
  try {
    mkdirSync(data, { recursive: true });
    accessSync(data, constants.R_OK | constants.W_OK);
    const { bavail, bsize } = statfsSync(data);
    const free = bavail * bsize;
    const size = `${(free / GIGABYTE).toFixed(1)} GB`;
    if (free >= LEAST_FREE) return ok('data', `${data} (${size})`);
    return {
      id: 'data',
      state: 'warning',
      message: {
        ja: `${data} の空きが少なくなっています（${size}）。`,
        en: `${data} is nearly full (${size}).`,
      },
      hint: { ja: '不要なファイルを消してください。', en: 'Make room.' },
    };
  } catch (error) {
    return {
      id: 'data',
      state: 'bad',
      message: {
        ja: `データの置き場所 ${data} に書けません（${(error as Error).message}）。`,
        en: `The data folder ${data} cannot be written (${(error as Error).message}).`,
      },
      hint: { ja: 'SONAE_DATA を確かめてください。', en: 'Check SONAE_DATA.' },
    };
  }
}

function backups({ backup, data }: Config, now: number): Finding {
  if (backup.schedule === 'off') {
    return {
      id: 'backup',
      state: 'warning',
      message: { ja: 'バックアップは止めてあります。', en: 'Backups are switched off.' },
      hint: { ja: 'SONAE_BACKUP_SCHEDULE を決めてください。', en: 'Set SONAE_BACKUP_SCHEDULE.' },
    };
  }
  const folder = backup.folder ?? path.join(data, 'backups');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.sonae')) : [];
  const newest = Math.max(0, ...files.map((name) => statSync(path.join(folder, name)).mtimeMs));
  if (newest > now - OLDEST_BACKUP_MS) return ok('backup', `${folder} (${files.length})`);
  return {
    id: 'backup',
    state: 'warning',
    message: { ja: `新しいバックアップがありません（${folder}）。`, en: `No recent backup in ${folder}.` },
    hint: {
      ja: 'サーバーを動かし続けるか、sonae export を使ってください。',
      en: 'Keep the server running, or use sonae export.',
    },
  };
}

async function database(config: Config): Promise<Finding[]> {
  let store: Store;
  try {
    store = await openStore({ data: config.data, url: config.databaseUrl, migrate: false, connections: 2 });
  } catch (error) {
    return [away(error as Error)];
  }
  try {
    const found = await store.run('system', async ({ $client: client }) => {
      const { rows } = await client.query(
        `select current_setting('server_version_num')::int / 10000 as major, current_setting('server_version') as version,
                extract(epoch from clock_timestamp()) * 1000 as now, current_setting('fsync') as fsync,
                (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as unbound`,
      );
      return {
        ...rows[0],
        skew: Math.abs(Number(rows[0].now) - Date.now()),
        ...(await migrationState(client)),
        journals: await journalsOf(client),
      };
    });
    return [
      version(found.major, found.version, store.kind),
      schemaState(found.open, found.newer),
      found.unbound ? UNBOUND : ok('row-security', 'row security binds this role'),
      found.fsync === 'on' ? ok('durability', 'fsync on') : NOT_DURABLE,
      clock(found.skew),
      await evidence(config, found.journals),
    ];
  } catch (error) {
    return [away(error as Error)];
  } finally {
    await store.close();
  }
}

function version(major: number, full: string, kind: string): Finding {
  if (major >= OLDEST_SERVER) return ok('database', `PostgreSQL ${full} (${kind})`);
  return {
    id: 'database',
    state: 'bad',
    message: { ja: `PostgreSQL ${full} は古すぎます。`, en: `PostgreSQL ${full} is too old.` },
    hint: { ja: `${OLDEST_SERVER} 以降にしてください。`, en: `Use ${OLDEST_SERVER} or later.` },
  };
}

function schemaState(open: readonly string[], newer: readonly string[]): Finding {
  if (newer.length > 0) {
    return {
      id: 'schema',
      state: 'bad',
      message: {
        ja: 'データベースは、より新しい Sonae で使われています。',
        en: 'The database belongs to a newer Sonae.',
      },
      hint: { ja: 'この Sonae を更新してください。', en: 'Update this one.' },
    };
  }
  if (open.length === 0) return ok('schema', 'up to date');
  return {
    id: 'schema',
    state: 'warning',
    message: {
      ja: `次の起動で更新されます: ${open.join('、')}`,
      en: `Updated at the next start: ${open.join(', ')}`,
    },
  };
}

const away = (error: Error): Finding => ({
  id: 'database',
  state: 'bad',
  message: {
    ja: `データベースを開けません（${error.message}）。`,
    en: `The database cannot be opened (${error.message}).`,
  },
  hint: {
    ja: 'DATABASE_URL か、データの置き場所の postgres.log を確かめてください。',
    en: 'Check DATABASE_URL, or postgres.log in the data folder.',
  },
});

const UNBOUND: Finding = {
  id: 'row-security',
  state: 'warning',
  message: {
    ja: 'データベースの利用者が特権を持つため、行ごとの制限が効きません。',
    en: 'The database role is privileged: row security does not bind it.',
  },
  hint: {
    ja: 'SUPERUSER も BYPASSRLS も持たない利用者を DATABASE_URL に書いてください。',
    en: 'Use a role without SUPERUSER and BYPASSRLS in DATABASE_URL.',
  },
};

const NOT_DURABLE: Finding = {
  id: 'durability',
  state: 'bad',
  message: {
    ja: 'fsync が切られています。停電でデータを失います。',
    en: 'fsync is off: a power cut loses data.',
  },
  hint: {
    ja: 'PostgreSQL の設定で fsync を on にしてください。',
    en: 'Turn fsync on in the settings of PostgreSQL.',
  },
};

function clock(skew: number): Finding {
  if (skew < MOST_SKEW_MS) return ok('clock', `${Math.round(skew)} ms`);
  return {
    id: 'clock',
    state: 'warning',
    message: {
      ja: `データベースと時計が ${Math.round(skew / 1000)} 秒ずれています。`,
      en: `The clock differs from the database's by ${Math.round(skew / 1000)} s.`,
    },
    hint: { ja: '時刻合わせ（NTP）を確かめてください。', en: 'Check NTP on both machines.' },
  };
}

const ok = (id: string, what: string): Finding => ({ id, state: 'ok', message: { ja: what, en: what } });

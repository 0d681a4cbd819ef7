// PostgreSQL beside us: a server of its own in a folder of its own on the same disk, everything durable (fsync on, the default).
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const VERSIONS = ['18', '17', '16', '15'];
/** PostgreSQL refuses root: then it runs under an account that exists already. */
const ACCOUNTS = ['postgres', 'nobody'];

const bins = VERSIONS.map((version) => `/usr/lib/postgresql/${version}/bin`).find((folder) =>
  existsSync(folder),
);

/**
 * A server, and `rate(script, seconds)`: durable inserts a second by pgbench with one client, prepared. Scripts: `single`, one row to a
 * transaction; `batched`, a hundred statements to one; `pipelined`, the same without waiting for each answer; `oneStatement`, a hundred rows in one
 * statement. Undefined where there is no PostgreSQL on the machine.
 */
export function startPostgres({ folder, bytes, batch }) {
  if (!bins) return undefined;
  const data = mkdtempSync(path.join(path.dirname(folder), 'sonae-pg-'));
  const account = process.getuid?.() === 0 ? ACCOUNTS.find((name) => idOf(name) !== undefined) : undefined;
  if (account) chownSync(data, ...idOf(account));
  chmodSync(data, 0o755);
  const run = (program, ...args) => {
    const [command, rest] = account
      ? [
          'setpriv',
          ['--reuid', account, '--regid', String(idOf(account)[1]), '--clear-groups', program, ...args],
        ]
      : [program, args];
    const done = spawnSync(command, rest, { encoding: 'utf8', cwd: data });
    if (done.status !== 0) throw new Error(`${program}: ${done.stderr}${done.stdout}`);
    return done.stdout;
  };
  const clean = () => rmSync(data, { recursive: true, force: true });
  try {
    run(`${bins}/initdb`, '-D', `${data}/db`, '-U', 'bench', '--auth=trust');
    const version = run(`${bins}/postgres`, '--version').trim();
    run(`${bins}/pg_ctl`, '-D', `${data}/db`, '-w', '-l', `${data}/log`, '-o', `-k ${data} -h ''`, 'start');
    const sql = (text) =>
      run(`${bins}/psql`, '-h', data, '-U', 'bench', '-d', 'postgres', '-Atqc', text).trim();
    const durability = sql(
      "select current_setting('fsync') || ' ' || current_setting('synchronous_commit') || ' ' || current_setting('wal_sync_method')",
    );
    sql('create table e (i bigserial primary key, b text not null)');
    const insert = `insert into e (b) values ('${'a'.repeat(bytes)}');\n`;
    const manyRows = `insert into e (b) values ${Array(batch)
      .fill(`('${'a'.repeat(bytes)}')`)
      .join(',')};\n`;
    const scripts = {
      single: [insert, 1],
      batched: [`begin;\n${insert.repeat(batch)}commit;\n`, batch],
      pipelined: [`\\startpipeline\nbegin;\n${insert.repeat(batch)}commit;\n\\endpipeline\n`, batch],
      oneStatement: [manyRows, batch],
    };
    return {
      version,
      durability,
      rate: (name, seconds) => {
        const [text, rows] = scripts[name];
        const file = path.join(data, `${name}.sql`);
        writeFileSync(file, text);
        const flags = [
          '-h',
          data,
          '-U',
          'bench',
          '-n',
          '-M',
          'prepared',
          '-c',
          '1',
          '-T',
          String(seconds),
          '-f',
          file,
        ];
        const said = run(`${bins}/pgbench`, ...flags, 'postgres');
        return Math.round(Number(/tps = ([\d.]+)/.exec(said)[1]) * rows);
      },
      stop: () => {
        run(`${bins}/pg_ctl`, '-D', `${data}/db`, '-m', 'immediate', 'stop');
        clean();
      },
    };
  } catch (error) {
    clean();
    throw error;
  }
}

function idOf(name) {
  const [user, group] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
  return user.status === 0 ? [Number(user.stdout), Number(group.stdout)] : undefined;
}

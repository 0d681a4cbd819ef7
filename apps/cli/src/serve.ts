import { type Config, type House, readConfig, type ServerOptions, startServer } from '@sonae/server';
import { EXIT } from './exit.ts';
import { showIssues } from './issues.ts';
import type { Host, Terminal } from './terminal.ts';

/** The settings from file and environment; where they are wrong, says so and sets the exit code. */
export function settings(terminal: Terminal, host: Host): Config | undefined {
  const { config, issues } = readConfig(host.env);
  showIssues(issues, terminal);
  if (!config) terminal.exitCode = EXIT.usage;
  return config;
}

/** Starts the server; where it cannot, says why, sets the exit code and rejects. */
export async function open(terminal: Terminal, options: ServerOptions): Promise<House> {
  try {
    return await startServer(options);
  } catch (error) {
    terminal.error(cannotStart(terminal, options.config, error as NodeJS.ErrnoException));
    terminal.exitCode = EXIT.usage;
    throw error;
  }
}

/** Says that requests are answered (`ready ADDRESS`), and waits for the end. */
export async function serveUntilStopped(terminal: Terminal, { url, setUpLink }: House): Promise<void> {
  if (setUpLink) {
    terminal.error(
      terminal.say({
        ja: `最初の管理者を作るリンク（一度だけ使えます）: ${setUpLink}`,
        en: `Link to make the first owner (works once): ${setUpLink}`,
      }),
    );
  }
  terminal.write(`ready ${url}\n`);
  await terminal.stopped();
}

/** `sonae serve`. */
export async function serve(terminal: Terminal, options: ServerOptions): Promise<void> {
  const running = await open(terminal, options).catch(() => undefined);
  if (!running) return;
  try {
    await serveUntilStopped(terminal, running);
  } finally {
    await running.close();
  }
}

function cannotStart({ say }: Terminal, { port }: Config, error: NodeJS.ErrnoException): string {
  if (error.syscall === 'listen') {
    return say({
      ja: `ポート ${port} を使えません（${error.code}）。SONAE_PORT で別の番号を指定してください。`,
      en: `Port ${port} cannot be used (${error.code}). Give another one in SONAE_PORT.`,
    });
  }
  return say({
    ja: `起動できません: ${error.message}`,
    en: `Cannot start: ${error.message}`,
  });
}

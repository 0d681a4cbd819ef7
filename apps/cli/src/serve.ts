import { type Config, readConfig, type ServerOptions, startServer } from '@sonae/server';
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

/** Serves until stopped. The line `ready ADDRESS` says that requests are answered. */
export async function serve(terminal: Terminal, options: ServerOptions): Promise<void> {
  const running = await startServer(options).catch((error: NodeJS.ErrnoException) => {
    terminal.error(cannotStart(terminal, options.config, error));
    terminal.exitCode = EXIT.usage;
  });
  if (!running) return;
  if (running.setUpLink) {
    terminal.error(
      terminal.say({
        ja: `最初の管理者を作るリンク（一度だけ使えます）: ${running.setUpLink}`,
        en: `Link to make the first owner (works once): ${running.setUpLink}`,
      }),
    );
  }
  terminal.write(`ready ${running.url}\n`);
  await terminal.stopped();
  await running.close();
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

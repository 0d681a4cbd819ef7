import type { Command } from 'commander';
import type { Host, Terminal } from '../terminal.ts';

/** `sonae serve`: the server with accounts, until stopped. */
export function serveCommand(program: Command, terminal: Terminal, host: Host): void {
  program
    .command('serve')
    .description(
      terminal.say({
        ja: 'サーバーを動かす（設定は環境変数か SONAE_CONFIG のファイル）',
        en: 'run the server (settings from the environment or the file in SONAE_CONFIG)',
      }),
    )
    .action(async () => {
      const { serve, settings } = await import('../serve.ts');
      const config = settings(terminal, host);
      if (!config) return;
      const { VERSION } = await import('../version.ts');
      await serve(terminal, { config, version: VERSION });
    });
}

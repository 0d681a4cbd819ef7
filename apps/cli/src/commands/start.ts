import type { Command } from 'commander';
import type { Host, Terminal } from '../terminal.ts';

/** `sonae start`: what `npm start` runs. Shows the example company and serves its page. */
export function startCommand(program: Command, terminal: Terminal, host: Host): void {
  const { say } = terminal;
  program
    .command('start')
    .description(
      say({ ja: '例の会社を計算し、画面を開く', en: 'assess the example company and serve its page' }),
    )
    .action(async () => {
      const { start } = await import('../start.ts');
      await start(terminal, host);
    });
}

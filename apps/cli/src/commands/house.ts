import type { Command } from 'commander';
import type { Host, Terminal } from '../terminal.ts';

/** What keeps or moves the data: `sonae worker`, `export`, `import`, `doctor`. */
export function houseCommands(program: Command, terminal: Terminal, host: Host): void {
  const { say } = terminal;
  const json = ['--json', say({ ja: 'JSONで出力', en: 'print JSON' })] as const;

  program
    .command('worker')
    .description(
      say({
        ja: 'バックアップなどの仕事を引き受ける（何台でも動かせる）',
        en: 'work off jobs such as backups; run as many as you like',
      }),
    )
    .action(async () => {
      const { work } = await import('../house.ts');
      await work(terminal, host);
    });

  program
    .command('export')
    .argument('<file>', say({ ja: '書き出すファイル', en: 'file to write' }))
    .option(...json)
    .description(say({ ja: 'すべてを一つのファイルに書き出す', en: 'write everything to one file' }))
    .action(async (file: string, flags: { json?: boolean }) => {
      const { exportFile } = await import('../house.ts');
      await exportFile(file, flags.json === true, terminal, host);
    });

  program
    .command('import')
    .argument('<file>', say({ ja: '書き出したファイル', en: 'file written by export' }))
    .option(...json)
    .description(say({ ja: '書き出したファイルを空の環境に取り込む', en: 'fill an empty installation' }))
    .action(async (file: string, flags: { json?: boolean }) => {
      const { importFile } = await import('../house.ts');
      await importFile(file, flags.json === true, terminal, host);
    });

  program
    .command('doctor')
    .option(...json)
    .description(say({ ja: '環境を調べる', en: 'examine the installation' }))
    .action(async (flags: { json?: boolean }) => {
      const { doctor } = await import('../house.ts');
      await doctor(flags.json === true, terminal, host);
    });
}

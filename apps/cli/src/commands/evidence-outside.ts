import type { Command } from 'commander';
import type { Host, Terminal } from '../terminal.ts';
import { addStoreFlags, placeOf, type StoreFlags, show } from './evidence-shared.ts';

type CaseFlags = StoreFlags & { readonly case?: string };
type SshFlags = CaseFlags & {
  readonly host: string;
  readonly user?: string;
  readonly knownHosts: string;
  readonly identity?: string;
};

/** Evidence that comes from outside, and those outside who watch or read the log. */
export function outsideCommands(evidence: Command, terminal: Terminal, host: Host): void {
  const { say } = terminal;
  const dir = say({ ja: '保管先のフォルダー', en: 'folder of the store' });
  const on = (name: string) =>
    addStoreFlags(evidence.command(name).argument('<dir>', dir), terminal).option(
      '--case <id>',
      say({ ja: '事案番号', en: 'id of the case' }),
    );
  const line = ({ index, sha256 }: { index: number; sha256: string }) => `${index}\t${sha256}\n`;

  on('add-url')
    .argument('<url>', say({ ja: 'アドレス', en: 'address' }))
    .description(say({ ja: 'ウェブページを保全する', en: 'acquire a web page' }))
    .action(async (root: string, url: string, flags: CaseFlags) => {
      const { addUrl } = await import('@sonae/operations/evidence/outside');
      await show(terminal, flags.json, await addUrl(placeOf(root, flags, host), url, flags.case), line);
    });

  on('add-host-logs')
    .argument('<path...>', say({ ja: 'ホスト上の絶対パス', en: 'absolute paths on the host' }))
    .requiredOption('--host <name>', say({ ja: 'ホスト', en: 'host' }))
    .requiredOption(
      '--known-hosts <file>',
      say({ ja: 'ホスト鍵を固定したファイル', en: 'file with the pinned host key' }),
    )
    .option('--user <name>', say({ ja: 'ユーザー', en: 'user' }))
    .option('--identity <file>', say({ ja: '秘密鍵', en: 'private key' }))
    .description(say({ ja: 'ホストのログを ssh で保全する', en: 'acquire logs of a host over ssh' }))
    .action(async (root: string, paths: string[], flags: SshFlags) => {
      const { addHostLogs } = await import('@sonae/operations/evidence/outside');
      const { host: name, user, knownHosts, identity } = flags;
      const logs = { host: name, user, knownHosts, identity, paths };
      await show(terminal, flags.json, await addHostLogs(placeOf(root, flags, host), logs, flags.case), line);
    });

  on('testimony')
    .argument('<file>', say({ ja: '証言の文章', en: 'text of the testimony' }))
    .requiredOption('--speaker <name>', say({ ja: '話した人', en: 'who speaks' }))
    .requiredOption(
      '--speaker-key <file>',
      say({ ja: '話した人の署名鍵（無ければ作る）', en: 'key of the speaker (made where absent)' }),
    )
    .description(say({ ja: '署名付きの証言を入れる', en: 'take a signed testimony in' }))
    .action(
      async (root: string, file: string, flags: CaseFlags & { speaker: string; speakerKey: string }) => {
        const { addSignedTestimony } = await import('@sonae/operations/evidence/outside');
        const order = { file, speaker: flags.speaker, keyFile: flags.speakerKey, case: flags.case };
        await show(terminal, flags.json, await addSignedTestimony(placeOf(root, flags, host), order), line);
      },
    );

  const witness = evidence
    .command('witness')
    .description(say({ ja: '立会人になる（保険会社、弁護士、鑑識会社）', en: 'be a witness' }));
  witness
    .command('init')
    .argument('<dir>', say({ ja: '立会人のフォルダー', en: 'folder of the witness' }))
    .requiredOption(
      '--name <name>',
      say({ ja: '名前（例 insurer.example/w1）', en: 'name (insurer.example/w1)' }),
    )
    .action(async (folder: string, { name }: { name: string }) => {
      const { setUpWitness } = await import('@sonae/operations/evidence/outside');
      await show(terminal, false, await setUpWitness(folder, { name }), ({ vkey }) => `${vkey}\n`);
    });
  witness
    .command('watch')
    .argument('<dir>', say({ ja: '立会人のフォルダー', en: 'folder of the witness' }))
    .argument('<vkey>', say({ ja: '記録簿の鍵', en: 'vkey of the log' }))
    .action(async (folder: string, watch: string) => {
      const { setUpWitness } = await import('@sonae/operations/evidence/outside');
      await show(terminal, false, await setUpWitness(folder, { watch }), ({ vkey }) => `${vkey}\n`);
    });
  for (const [command, what, words] of [
    [
      witness.command('serve'),
      'witness',
      { ja: '立会人を公開する（127.0.0.1）', en: 'serve the witness on 127.0.0.1' },
    ],
    [
      evidence.command('serve'),
      'log',
      { ja: '記録簿を公開する（127.0.0.1）', en: 'serve the log on 127.0.0.1' },
    ],
  ] as const)
    command
      .argument('<dir>', dir)
      .option('--port <n>', say({ ja: 'ポート', en: 'port' }), '0')
      .option('--entries', say({ ja: '記録の中身も公開する', en: 'serve the entries too' }))
      .description(say(words))
      .action(async (folder: string, flags: { port: string; entries?: boolean }) => {
        const { serve } = await import('@sonae/operations/evidence/outside');
        const running = await serve(what, folder, Number(flags.port), flags.entries);
        terminal.write(`ready ${running.url}\n`);
        await terminal.stopped();
        await running.close();
      });
}

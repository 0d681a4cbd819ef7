import { type Command, InvalidArgumentError } from 'commander';
import { disk, writeWhole } from '../disk.ts';
import { EXIT } from '../exit.ts';
import { issuesJson, showIssues } from '../issues.ts';
import type { Host, Terminal } from '../terminal.ts';

type Flags = {
  readonly company?: string;
  readonly answers?: string;
  readonly last?: string;
  readonly out?: string;
  readonly speed: number;
  readonly start?: string;
  readonly json?: boolean;
};

/** One real second is one minute of the drill. */
const SPEED = 60;

/** `sonae drill …`: practise on a sealed case (訓練). */
export function drillCommand(program: Command, terminal: Terminal, host: Host): void {
  const { say } = terminal;
  const drill = program
    .command('drill')
    .description(
      say({ ja: '自社の台帳から引いた状況で訓練する', en: 'practise on news drawn from your own register' }),
    );
  const more = (low: number, high: number) => (text: string) => {
    const value = Number(text);
    if (value >= low && value <= high) return value;
    throw new InvalidArgumentError(`${low}–${high}`);
  };
  drill
    .command('run')
    .argument('<scenario>', say({ ja: '筋書き（drill list）', en: 'scenario (drill list)' }))
    .option('--company <file>', say({ ja: '台帳', en: 'register' }))
    .option(
      '--answers <file>',
      say({
        ja: '回答（YAML・JSON）。無ければ画面で答える',
        en: 'scripted answers; without them, people answer',
      }),
    )
    .option(
      '--speed <n>',
      say({ ja: '時計の倍率', en: 'how many times as fast the clock runs' }),
      more(1, 1_000_000),
      SPEED,
    )
    .option('--start <iso>', say({ ja: '訓練の時計の始まり', en: 'where the drill’s clock starts' }))
    .option('--last <json>', say({ ja: '前回の結果と比べる', en: 'compare with the last result' }))
    .option('--out <json>', say({ ja: '結果を書き出す', en: 'write the result' }))
    .option('--json', say({ ja: 'JSONで出力', en: 'print JSON' }))
    .description(say({ ja: '訓練をする', en: 'run a drill' }))
    .action(async (scenario: string, flags: Flags) => {
      const { runDrill } = await import('@sonae/operations/drill');
      const start = flags.start === undefined ? Date.now() : Date.parse(flags.start);
      if (Number.isNaN(start)) {
        terminal.error(say({ ja: '--start の日時が読めません。', en: '--start is no instant.' }));
        terminal.exitCode = EXIT.usage;
        return;
      }
      const people = flags.answers === undefined && !flags.json && host.stderr.isTTY === true;
      const player = people
        ? (await import('../drill-play.ts')).playAtKeyboard(terminal, flags.speed)
        : undefined;
      const { report, issues } = await runDrill(disk, { ...flags, scenario, start }, player);
      if (!report) {
        if (flags.json) terminal.write(issuesJson(issues, terminal));
        else showIssues(issues, terminal);
        terminal.exitCode = EXIT.usage;
        return;
      }
      showIssues(issues, terminal);
      const json = `${JSON.stringify(report, null, 2)}\n`;
      if (flags.out !== undefined) await writeWhole(flags.out, json);
      terminal.write(flags.json ? json : (await import('../drill-text.ts')).drillText(report, terminal));
    });

  drill
    .command('list')
    .option('--json', say({ ja: 'JSONで出力', en: 'print JSON' }))
    .description(say({ ja: '筋書きを一覧にする', en: 'list the scenarios' }))
    .action(async ({ json }: { json?: boolean }) => {
      const { SCENARIOS } = await import('@sonae/operations/drill');
      const rows = SCENARIOS.map(({ id, title, minutes, injects }) => ({
        id,
        title,
        minutes,
        injects: injects.length,
      }));
      terminal.write(
        json
          ? `${JSON.stringify(rows, null, 2)}\n`
          : rows.map(({ id, title, minutes }) => `${id}\t${say(title)}\t${minutes / 60} h\n`).join(''),
      );
    });
}

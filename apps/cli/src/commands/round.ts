import { type Command, InvalidArgumentError } from 'commander';
import { disk, writeWhole } from '../disk.ts';
import { exitCodeOf, issuesJson, showIssues } from '../issues.ts';
import type { Terminal } from '../terminal.ts';

type Flags = {
  readonly year?: number;
  readonly today?: string;
  readonly records?: string;
  readonly ics?: string;
  readonly json?: boolean;
};

/** `sonae round`: the yearly round (年間の点検). */
export function roundCommand(program: Command, terminal: Terminal): void {
  const { say } = terminal;
  const yearOf = (text: string) => {
    if (/^2\d{3}$/.test(text)) return Number(text);
    throw new InvalidArgumentError('2000–2999');
  };
  const dateText = (text: string) => {
    if (/^\d{4}-\d\d-\d\d$/.test(text)) return text;
    throw new InvalidArgumentError('YYYY-MM-DD');
  };
  program
    .command('round')
    .argument('<company>', say({ ja: '台帳（YAML か Excel）', en: 'register (YAML or Excel)' }))
    .option(
      '--year <year>',
      say({ ja: '何年の予定か（既定は今年）', en: 'the year; this one by default' }),
      yearOf,
    )
    .option('--today <date>', say({ ja: '状態を見る日（既定は今日）', en: 'the day to look from' }), dateText)
    .option('--records <file>', say({ ja: '実施の記録（YAML か JSON）', en: 'records of what was done' }))
    .option('--ics <file>', say({ ja: '暦（iCalendar）を書き出す', en: 'write the calendar (iCalendar)' }))
    .option('--json', say({ ja: 'JSONで出力', en: 'print JSON' }))
    .description(
      say({
        ja: '年間の点検：研修・訓練・監査・契約と保険の見直しの予定と状態',
        en: 'the yearly round: training, drills, audits, reviews of contracts and policies, with their state',
      }),
    )
    .action(async (path: string, { year, today, records, ics, json }: Flags) => {
      const { roundFeed, roundOfFiles } = await import('@sonae/operations/round');
      const { dateOf } = await import('@sonae/core');
      const day = today ?? dateOf(Date.now());
      const wanted = year ?? Number(day.slice(0, 4));
      const found = await roundOfFiles(disk, path, { year: wanted, today: day, records });
      const { items, issues } = found;
      terminal.exitCode = exitCodeOf(found);
      if (!items) {
        if (json) terminal.write(issuesJson(issues, terminal));
        else showIssues(issues, terminal);
        return;
      }
      if (ics !== undefined) await writeWhole(ics, roundFeed(items, terminal.language, Date.now()));
      if (json) {
        terminal.write(`${JSON.stringify({ year: wanted, today: day, items }, null, 2)}\n`);
        return;
      }
      showIssues(issues, terminal);
      const { roundText } = await import('../round-text.ts');
      terminal.write(roundText(items, terminal));
    });
}

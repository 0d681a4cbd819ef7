import { hasErrors } from '@sonae/core';
import { type Command, InvalidArgumentError } from 'commander';
import { contentNow, disk, mayWrite, writeWhole } from '../disk.ts';
import { EXIT } from '../exit.ts';
import { exitCodeOf, issuesJson, issuesText, showIssues } from '../issues.ts';
import type { Terminal } from '../terminal.ts';

/** `sonae register …`: the register of a company (台帳). */
export function registerCommand(program: Command, terminal: Terminal): void {
  const { say } = terminal;
  const register = program
    .command('register')
    .description(say({ ja: '台帳を読む・作る', en: 'read and write registers' }));
  const force = [
    '--force',
    say({ ja: '同じ名前のファイルがあっても書き換える', en: 'replace a file of that name' }),
  ] as const;

  register
    .command('read')
    .argument('<file>', say({ ja: '会社の台帳（YAML または Excel）', en: 'register (YAML or Excel)' }))
    .option('--json', say({ ja: 'JSON で出力する', en: 'print JSON' }))
    .description(
      say({
        ja: '台帳を読み、直すべき所をすべて示す',
        en: 'check a register and show every mistake',
      }),
    )
    .action(async (file: string, { json }: { json?: boolean }) => {
      const { readRegister } = await import('@sonae/operations/register');
      const reading = await readRegister(disk, file);
      const { issues } = reading;
      if (json) terminal.write(issuesJson(issues, terminal));
      else terminal.write(issuesText(issues, terminal));
      if (!json && !hasErrors(issues))
        terminal.write(say({ ja: '台帳に誤りはありません。\n', en: 'The register is in order.\n' }));
      terminal.exitCode = exitCodeOf(reading);
    });

  register
    .command('template')
    .requiredOption(
      '--xlsx <file>',
      say({ ja: '書き出すファイル（.xlsx）', en: 'file to write (.xlsx)' }),
      nameEnding(/\.xlsx$/i, '.xlsx', terminal),
    )
    .option(...force)
    .description(say({ ja: '記入用の Excel を作る', en: 'write the workbook to fill in' }))
    .action(async ({ xlsx, force }: { xlsx: string; force?: boolean }) => {
      const { registerTemplate } = await import('@sonae/operations/register');
      await mayWrite(xlsx);
      await save(xlsx, await registerTemplate(), force ?? false, terminal);
    });

  register
    .command('convert')
    .argument('<from>', say({ ja: '会社の台帳（YAML または Excel）', en: 'register (YAML or Excel)' }))
    .argument(
      '<to>',
      say({ ja: '書き出すファイル（.xlsx か .yaml）', en: 'file to write (.xlsx or .yaml)' }),
      nameEnding(/\.(?:xlsx|ya?ml)$/i, '.xlsx / .yaml', terminal),
    )
    .option(...force)
    .description(say({ ja: '台帳を Excel と YAML の間で移し替える', en: 'turn YAML into Excel and back' }))
    .action(async (from: string, to: string, { force }: { force?: boolean }) => {
      const { convertRegister } = await import('@sonae/operations/register');
      await mayWrite(to);
      const reading = await convertRegister(disk, from, /\.xlsx$/i.test(to) ? 'xlsx' : 'yaml');
      showIssues(reading.issues, terminal);
      terminal.exitCode = exitCodeOf(reading);
      if (reading.output) await save(to, reading.output, force ?? false, terminal);
    });
}

/** Writes a register, but not over one that somebody may have filled in. */
async function save(file: string, content: Uint8Array, force: boolean, terminal: Terminal): Promise<void> {
  const now = force ? undefined : await contentNow(file);
  if (now !== undefined && Buffer.compare(now, content) !== 0) {
    terminal.error(
      terminal.say({
        ja: `${file} はすでにあり、内容が違います。書き換えるなら --force を付けてください。`,
        en: `${file} exists and holds something else. To replace it, add --force.`,
      }),
    );
    terminal.exitCode = EXIT.usage;
    return;
  }
  await writeWhole(file, content);
  terminal.error(terminal.say({ ja: `${file} を書きました。`, en: `Wrote ${file}.` }));
}

function nameEnding(pattern: RegExp, endings: string, { say }: Terminal): (file: string) => string {
  return (file) => {
    if (pattern.test(file)) return file;
    throw new InvalidArgumentError(
      say({ ja: `名前の終わりを ${endings} にします`, en: `The name must end in ${endings}` }),
    );
  };
}

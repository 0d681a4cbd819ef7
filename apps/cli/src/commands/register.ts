import { hasErrors } from '@sonae/core';
import type { Command } from 'commander';
import { disk, writeWhole } from '../disk.ts';
import { exitCodeOf, issuesJson, showIssues } from '../issues.ts';
import type { Terminal } from '../terminal.ts';

/** `sonae register …`: the register of a company (台帳). */
export function registerCommand(program: Command, terminal: Terminal): void {
  const { say } = terminal;
  const register = program
    .command('register')
    .description(say({ ja: '台帳を読む・作る', en: 'read and write registers' }));

  register
    .command('read')
    .argument('<file>', say({ ja: '台帳（YAML または Excel）', en: 'register (YAML or Excel)' }))
    .option('--json', say({ ja: 'JSONで出力', en: 'print JSON' }))
    .description(say({ ja: '台帳を読み、誤りをすべて示す', en: 'check a register and show every mistake' }))
    .action(async (file: string, { json }: { json?: boolean }) => {
      const { readRegister } = await import('@sonae/operations/register');
      const { issues } = await readRegister(disk, file);
      if (json) terminal.write(issuesJson(issues, terminal));
      else showIssues(issues, terminal);
      if (!json && !hasErrors(issues))
        terminal.write(say({ ja: '台帳に誤りはありません。\n', en: 'The register is in order.\n' }));
      terminal.exitCode = exitCodeOf(issues);
    });

  register
    .command('template')
    .requiredOption('--xlsx <file>', say({ ja: '書き出すファイル', en: 'file to write' }))
    .description(say({ ja: '記入用の Excel を作る', en: 'write the workbook to fill in' }))
    .action(async ({ xlsx }: { xlsx: string }) => {
      const { registerTemplate } = await import('@sonae/operations/register');
      await writeWhole(xlsx, await registerTemplate());
      terminal.error(say({ ja: `${xlsx} を書きました。`, en: `Wrote ${xlsx}.` }));
    });

  register
    .command('convert')
    .argument('<from>', say({ ja: '台帳', en: 'register' }))
    .argument('<to>', say({ ja: '書き出す先（.xlsx または .yaml）', en: 'file to write (.xlsx or .yaml)' }))
    .description(say({ ja: 'YAML と Excel を行き来する', en: 'turn YAML into Excel and back' }))
    .action(async (from: string, to: string) => {
      const { convertRegister } = await import('@sonae/operations/register');
      const { output, issues } = await convertRegister(disk, from, /\.xlsx$/i.test(to) ? 'xlsx' : 'yaml');
      showIssues(issues, terminal);
      if (output) await writeWhole(to, output);
      terminal.exitCode = exitCodeOf(issues);
    });
}

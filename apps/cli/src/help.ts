import type { Language, Text } from '@sonae/core';
import type { Argument, Command, HelpConfiguration, Option } from 'commander';
import type { Terminal } from './terminal.ts';
import { COLUMNS, widthOf, wrap } from './width.ts';

const TITLES: Readonly<Record<string, string>> = {
  'Usage:': '使い方:',
  'Arguments:': '引数:',
  'Options:': 'オプション:',
  'Global Options:': '共通オプション:',
  'Commands:': 'コマンド:',
};

/** How help texts are laid out: aligned by columns of the terminal, in the language of the reader. */
export function helpIn(language: Language): HelpConfiguration {
  return {
    helpWidth: COLUMNS,
    showGlobalOptions: true,
    displayWidth: widthOf,
    boxWrap: (text: string, width: number) => wrap(text, { columns: width }),
    styleTitle: (title: string) => (language === 'ja' ? (TITLES[title] ?? title) : title),
    optionDescription,
    subcommandTerm: (command) =>
      [command.name(), ...command.registeredArguments.map(argumentShown)].join(' '),
  };

  function optionDescription({ description, defaultValue }: Option): string {
    if (defaultValue === undefined) return description;
    return language === 'ja'
      ? `${description}（省略時 ${defaultValue}）`
      : `${description} (default ${defaultValue})`;
  }
}

function argumentShown(argument: Argument): string {
  return argument.required ? `<${argument.name()}>` : `[${argument.name()}]`;
}

/** Adds command lines to try to the end of a help text, each with what it does. */
export function addExamples(command: Command, { say }: Terminal, examples: readonly Example[]): Command {
  const lines = examples.map(({ line, does }) => `  ${say(line)}\n      ${say(does)}`);
  return command.addHelpText('after', `\n${say({ ja: '例:', en: 'Examples:' })}\n${lines.join('\n')}`);
}

export type Example = { readonly line: Text; readonly does: Text };

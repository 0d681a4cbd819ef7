import { COMMANDS, operations } from '@sonae/operations/catalogue';
import { expect, test } from 'vitest';
import { run } from './testing/run.ts';

/** Names of commands, `register read`, as the help lists them. */
async function commandsOf(prefix = ''): Promise<string[]> {
  const { out } = await run(`${prefix} --help --lang en`.trim());
  const list = out.split(/^Commands:?\n/m)[1]?.split('\n\n')[0] ?? '';
  const names = [...list.matchAll(/^ {2}([a-z][a-z-]*)/gm)]
    .map(([, name]) => name)
    .filter((name) => name !== 'help');
  const nested = await Promise.all(names.map((name) => (prefix ? [] : commandsOf(name))));
  return names.flatMap((name, i) =>
    nested[i].length > 0 ? nested[i].map((inner) => `${name} ${inner}`) : [name],
  );
}

test('P1 every command is the face of an operation, and every command an operation names is there', async () => {
  const named = [...operations().map(({ faces }) => faces.command), ...COMMANDS.map(({ command }) => command)]
    .filter((command) => typeof command === 'string')
    .map((command) => (/^sonae ((?:[a-z][a-z-]* ?)+)/.exec(command)?.[1] ?? '').trim());
  const there = await commandsOf();
  expect(there.length).toBeGreaterThan(8);
  for (const name of new Set(named)) expect(there, name).toContain(name);
  for (const name of there) expect(named, name).toContain(name);
});

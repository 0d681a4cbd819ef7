import { createInterface } from 'node:readline';
import type { Player } from '@sonae/operations/drill';
import type { Terminal } from './terminal.ts';

/** Looks for news so often, in milliseconds. */
const TICK = 250;

/**
 * People play at the keyboard while the drill's clock runs `speed` times as fast as theirs. Ends with the scenario, with `end`, or when the
 * input ends.
 */
export function playAtKeyboard(terminal: Terminal, speed: number): Player {
  return async (drill) => {
    const { readDrillLine } = await import('@sonae/operations/drill');
    const begun = performance.now();
    const minute = () => Math.min(drill.scenario.minutes, ((performance.now() - begun) * speed) / 60_000);
    const lines = createInterface({ input: process.stdin, terminal: false });
    const show = () => {
      for (const entry of drill.advance(minute()))
        if (entry.kind === 'inject')
          terminal.write(`${entry.at} [${entry.channel} → ${entry.to}] ${terminal.say(entry.text)}\n`);
    };
    terminal.write(
      terminal.say({
        ja: '入力：declare ／ tell insurer ／ spend forensic 3000000 ／ draft regulator outline,cause ／ fact persons 1200 ／ do log.hold 花子 resource=vpn ／ end\n',
        en: 'Type: declare / tell insurer / spend forensic 3000000 / draft regulator outline,cause / fact persons 1200 / do log.hold Hanako resource=vpn / end\n',
      }),
    );
    show();
    await new Promise<void>((resolve, reject) => {
      const timer = setInterval(() => {
        show();
        if (minute() >= drill.scenario.minutes) lines.close();
      }, TICK);
      let last: Promise<unknown> = Promise.resolve();
      lines.on('line', (line) => {
        if (line.trim() === 'end') return lines.close();
        const answer = readDrillLine(line, minute());
        if (!answer) return terminal.error(terminal.say({ ja: '読めません。', en: 'Not understood.' }));
        last = last.then(() => drill.act(answer, Math.round(answer.at!)));
      });
      lines.on('close', () => {
        clearInterval(timer);
        last.then(() => resolve(), reject);
      });
    });
  };
}

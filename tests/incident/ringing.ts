/**
 * A program that rings the alarms of a case of 60 days against a fake clock, with its marks in a file of its own. It is killed
 * again and again and started anew (see alarms-kill.alone.test.ts). Arguments: folder, and how fast the clock runs.
 */
import { closeSync, existsSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { type Alarm, sweep } from '@sonae/incident/alarms';
import { clocksOfSixtyDays, START } from './sixty-days.ts';

const folder = process.argv[2];
const lines = (name: string): string[] => {
  const file = path.join(folder, name);
  // The last line may be torn by a kill: it was never acknowledged.
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
};
const appender = (name: string) => {
  const file = path.join(folder, name);
  const torn =
    existsSync(file) && !readFileSync(file, 'utf8').endsWith('\n') && readFileSync(file, 'utf8') !== '';
  const handle = openSync(file, 'a');
  if (torn) writeSync(handle, '\n');
  return {
    handle,
    write: (line: string) => void writeSync(handle, `${line}\n`),
    close: () => closeSync(handle),
  };
};

const marks = appender('sent');
const outbox = appender('delivered');
const clocks = clocksOfSixtyDays();
const known = new Set(lines('sent'));
const ports = {
  clocks: async () => clocks,
  sent: async () => known,
  deliver: async ({ key }: Alarm) => outbox.write(key),
  mark: async ({ key }: Alarm) => {
    marks.write(key);
    fdatasyncSync(marks.handle);
    known.add(key);
  },
};
// The clock goes on from where the last process noted it, and stands still while nobody runs.
const ticks = appender('clock');
let now: number | undefined = Number(lines('clock').at(-1) ?? START);
process.stdout.write('running\n');
while (now !== undefined) {
  ticks.write(String(now));
  const { next } = await sweep(ports, now);
  now = next;
  await new Promise((resolve) => setTimeout(resolve, 1));
}
process.stdout.write('done\n');

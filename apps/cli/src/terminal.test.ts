import { expect, test } from 'vitest';
import { terminalOf } from './terminal.ts';
import { fakeHost } from './testing/run.ts';

const text = { ja: '備え', en: 'Sonae' };
const say = (argv: string[], env = {}) => terminalOf(fakeHost({ env }).host, argv).say(text);

test('U6 Japanese is spoken unless --lang or SONAE_LANG says English', () => {
  expect(say([])).toBe('備え');
  expect(say([], { LANG: 'en_US.UTF-8' })).toBe('備え');
  expect(say(['assess', 'x', '--lang', 'en'])).toBe('Sonae');
  expect(say(['--lang=en', 'assess'])).toBe('Sonae');
  expect(say([], { SONAE_LANG: 'en' })).toBe('Sonae');
  expect(say(['--lang', 'ja'], { SONAE_LANG: 'en' })).toBe('備え');
});

test('U13 a log gets a line for each quarter, a terminal one line for all, and no message begins on it', () => {
  const log = fakeHost();
  const toLog = terminalOf(log.host, []);
  for (let i = 0; i <= 100; i++) toLog.progress(i / 100);
  expect(log.printed()).toEqual({
    out: '',
    err: '計算中 0 %\n計算中 25 %\n計算中 50 %\n計算中 75 %\n計算中 100 %\n',
  });

  const screen = fakeHost({ isTTY: true });
  const toScreen = terminalOf(screen.host, ['--lang', 'en']);
  toScreen.progress(0);
  toScreen.progress(0.501);
  toScreen.progress(0.502);
  toScreen.error('stop');
  toScreen.error('again');
  expect(screen.printed().err).toBe(
    `\rsimulating ${'░'.repeat(20)}   0 %\rsimulating ${'█'.repeat(10)}${'░'.repeat(10)}  50 %\nstop\nagain\n`,
  );
});

test('U10 an interrupt reaches the work, and its result no longer counts', async () => {
  const { host, interrupt } = fakeHost();
  const terminal = terminalOf(host, []);
  const work = terminal.stoppable(async (signal) => {
    interrupt();
    expect(signal.aborted).toBe(true);
    return 'too late';
  });
  await expect(work).rejects.toMatchObject({ name: 'AbortError' });
  expect(await terminal.stoppable(async () => 'in time')).toBe('in time');
});

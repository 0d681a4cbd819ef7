import { addDays, formatInstant } from '@sonae/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarFeed } from './calendar-feed.ts';
import {
  type Alarm,
  alarmsOf,
  type Clock,
  dueAlarms,
  messageOf,
  nextAlarm,
  noticeOf,
  sweep,
  webhookBody,
} from './index.ts';

const at = (text: string) => Date.parse(`${text}+09:00`);
const clock = (startedAt: string, due: string, more: Partial<Clock> = {}): Clock => ({
  case: 'c1',
  duty: 'jp-appi-26-prelim',
  startedAt: at(startedAt),
  due: at(due),
  ...more,
});
const told = (alarms: readonly Alarm[]) =>
  alarms.map(({ stage, at }) => `${stage} ${formatInstant(at).slice(0, 19)}`);

test('AL1 a clock of days rings at half, 24 h, 4 h, 1 h, due and overdue', () => {
  const alarms = alarmsOf(clock('2026-11-21T22:10:00', '2026-11-25T23:59:59'));
  expect(told(alarms).slice(0, 6)).toEqual([
    'half 2026-11-23T23:04:59',
    'h24 2026-11-24T23:59:59',
    'h4 2026-11-25T19:59:59',
    'h1 2026-11-25T22:59:59',
    'due 2026-11-25T23:59:59',
    'overdue 2026-11-26T00:00:00',
  ]);
  expect(alarms.slice(6).map(({ repeat }) => repeat)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('AL2 a clock of four hours leaves out what lies before its start', () => {
  const alarms = alarmsOf(clock('2026-11-21T22:00:00', '2026-11-22T02:00:00'));
  expect(told(alarms).slice(0, 4)).toEqual([
    'half 2026-11-22T00:00:00',
    'h1 2026-11-22T01:00:00',
    'due 2026-11-22T02:00:00',
    'overdue 2026-11-22T02:00:01',
  ]);
});

test('AL3 what was sent is not due again; a clock set anew rings anew; a stopped one rings no more', () => {
  const running = clock('2026-11-21T22:10:00', '2026-11-25T23:59:59');
  const now = at('2026-11-25T00:00:00');
  const first = dueAlarms([running], new Set(), now);
  expect(first.map(({ stage }) => stage)).toEqual(['half', 'h24']);
  const sent = new Set(first.map(({ key }) => key));
  expect(dueAlarms([running], sent, now)).toEqual([]);
  const corrected = { ...running, due: at('2026-11-24T23:59:59') };
  expect(dueAlarms([corrected], sent, now).map(({ stage }) => stage)).toEqual([
    'half',
    'h24',
    'h4',
    'h1',
    'due',
    'overdue',
  ]);
  expect(dueAlarms([{ ...running, stoppedAt: now }], new Set(), now)).toEqual([]);
});

const clocks = fc.array(
  fc.record({
    case: fc.constantFrom('a', 'b', 'c'),
    duty: fc.constantFrom('d1', 'd2', 'd3', 'd4'),
    startedAt: fc.integer({ min: 0, max: 40 * 86_400_000 }),
    hours: fc.integer({ min: 1, max: 1440 }),
  }),
  { maxLength: 8 },
);

test('AL4 whenever sweeps happen, also with the clock set back and forth, every alarm rings once', async () => {
  await fc.assert(
    fc.asyncProperty(
      clocks,
      fc.array(fc.integer({ min: 0, max: 110 * 86_400_000 }), { maxLength: 30 }),
      async (rows, moments) => {
        const table = new Map<string, Clock>();
        for (const { hours, ...row } of rows) {
          table.set(`${row.case} ${row.duty}`, { ...row, due: row.startedAt + hours * 3_600_000 });
        }
        const sent = new Set<string>();
        const rung: Alarm[] = [];
        const ports = {
          clocks: async () => table.values(),
          sent: async () => sent,
          deliver: async (alarm: Alarm) => void rung.push(alarm),
          mark: async ({ key }: Alarm) => void sent.add(key),
        };
        const last = 120 * 86_400_000;
        for (const moment of [...moments, last]) await sweep(ports, moment);
        const all = [...table.values()].flatMap(alarmsOf).filter((alarm) => alarm.at <= last);
        expect(rung.map(({ key }) => key).sort()).toEqual(all.map(({ key }) => key).sort());
      },
    ),
    { numRuns: 60 },
  );
});

test('AL5 woken only when told to, a case of 60 days rings every alarm at its second and in order', async () => {
  const start = at('2026-11-21T22:10:00');
  const rows = [5, 30, 60].map(
    (days, i): Clock => ({
      case: 'c1',
      duty: `d${i}`,
      startedAt: start,
      due: at(`${addDays('2026-11-21', days)}T23:59:59`),
    }),
  );
  const sent = new Set<string>();
  const rung: string[] = [];
  const ports = {
    clocks: async () => rows,
    sent: async () => sent,
    deliver: async (alarm: Alarm) => void rung.push(`${alarm.at} ${alarm.key}`),
    mark: async ({ key }: Alarm) => void sent.add(key),
  };
  let now: number | undefined = start;
  for (let turns = 0; now !== undefined; turns++) {
    expect(turns).toBeLessThan(100);
    const { rung: here, next }: Awaited<ReturnType<typeof sweep>> = await sweep(ports, now);
    for (const alarm of here) expect(alarm.at).toBe(now);
    now = next;
  }
  expect(rung).toEqual(
    rows
      .flatMap(alarmsOf)
      .sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))
      .map(({ at, key }) => `${at} ${key}`),
  );
  expect(nextAlarm(rows, sent, start)).toBeUndefined();
});

test('AL6 an alarm that cannot be delivered comes again', async () => {
  const running = clock('2026-11-21T22:10:00', '2026-11-25T23:59:59');
  let broken = true;
  const sent = new Set<string>();
  const ports = {
    clocks: async () => [running],
    sent: async () => sent,
    deliver: async () => {
      if (broken) throw new Error('no route');
    },
    mark: async ({ key }: Alarm) => void sent.add(key),
  };
  const now = at('2026-11-24T00:00:00');
  expect((await sweep(ports, now)).failed).toHaveLength(1);
  broken = false;
  expect((await sweep(ports, now)).rung.map(({ stage }) => stage)).toEqual(['half']);
});

const alarm = alarmsOf(clock('2026-11-21T22:10:00', '2026-11-25T23:59:59'))[2];
const subject = {
  caseName: '誤送信[1] <至急>',
  duty: { ja: '速報', en: 'preliminary report' },
  link: 'https://sonae.example/cases/c1',
  drill: true,
};

test('AL7 a message says what is due and what time is left, and that it is a drill', () => {
  const { title, body } = messageOf(alarm, subject, alarm.at);
  expect(title.ja).toBe('【訓練】速報：期限まで4時間');
  expect(body.ja).toBe('【訓練】事案「誤送信[1] <至急>」\n期限 2026-11-25 23:59（日本時間）　残り4時間0分');
  expect(messageOf(alarm, subject, alarm.due + 7_200_000).body.en).toContain('2 h 0 min late');
});

test('AL8 each service gets its own form, and no text of ours becomes a mark of theirs', () => {
  const message = messageOf(alarm, subject, alarm.at);
  expect(JSON.parse(webhookBody('slack', message, 'ja').text).text).toContain('&lt;至急&gt;');
  const chatwork = new URLSearchParams(webhookBody('chatwork', message, 'ja').text).get('body');
  expect(chatwork).toContain('［1］');
  expect(chatwork).toMatch(/^\[info\]\[title\].*\[\/info\]$/s);
  const card = JSON.parse(webhookBody('teams', message, 'ja').text).attachments[0];
  expect(card.contentType).toBe('application/vnd.microsoft.card.adaptive');
  expect(card.content.actions[0].url).toBe(subject.link);
});

test('AL9 the feed is in UTC, replaces moved events, and has the same bytes each time', () => {
  const event = {
    id: 'c1/jp-appi-26-prelim',
    at: at('2026-11-25T23:59:59'),
    title: { ja: '速報の期限', en: 'preliminary report due' },
    details: { ja: '事案「誤送信」', en: 'case' },
    sequence: 2,
  };
  const feed = calendarFeed([event], 'ja', 0);
  expect(feed).toContain('DTSTART:20261125T145900Z');
  expect(feed).toContain('UID:c1/jp-appi-26-prelim@sonae');
  expect(feed).toContain('SEQUENCE:2');
  expect(feed).toContain('SUMMARY:速報の期限');
  expect(calendarFeed([event], 'ja', 0).replace(/X-UNSTABLE.*/g, '')).toBe(feed);
});

test('AL11 a notice on a device says duty, stage and time left, never the name of a case, and that it is a drill', () => {
  const notice = noticeOf(alarm, { duty: subject.duty, drill: true }, alarm.at, 'ja');
  expect(notice.title).toBe(messageOf(alarm, subject, alarm.at).title.ja);
  expect([notice.body, notice.tag, notice.path]).toEqual(['残り4時間0分', alarm.key, `/cases/${alarm.case}`]);
  expect(JSON.stringify(notice)).not.toContain('誤送信');
  expect(noticeOf(alarm, { duty: subject.duty, drill: false }, alarm.at, 'en').title).not.toContain('DRILL');
});

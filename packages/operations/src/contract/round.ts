import type { Issue } from '@sonae/core';
import type { RoundItem } from '@sonae/incident/round';
import * as z from 'zod';
import { id, json, NO, operation } from './base.ts';

const civil = z.iso.date();
const line = z.string().trim().min(1).max(2_000);
/** The law the product knows begins and ends within these. */
const year = z.coerce.number().pipe(z.int().min(2_000).max(2_100)).optional();
const screen = '/c/{company}/round';
const command = 'sonae round COMPANY';

export const round = {
  get: operation('GET', '/companies/{company}/round', {
    summary: '年間の点検：一年の予定と状態 / The yearly round: dates of a year and their state',
    needs: 'company.read',
    personal: true,
    faces: { command, screen, document: 'calendar' },
  })
    .input(z.object({ company: id, year }))
    .output(
      z.object({
        year: z.int(),
        today: civil,
        items: json<readonly RoundItem[]>('dates of the year, the earliest first'),
        /** Policies that could not be read, and others of that kind. */
        issues: json<readonly Issue[]>('what stands in the way'),
      }),
    ),
  record: operation('POST', '/companies/{company}/round', {
    summary: '点検・研修の記録を残す / Record what was done: who, when, what',
    needs: 'company.write',
    faces: { command, screen, document: NO.noPaper },
  })
    .input(
      z.object({
        company: id,
        item: z.string().min(1).max(200),
        on: civil,
        people: z.array(z.string().trim().min(1).max(200)).min(1).max(1_000),
        content: line,
        evidence: line.optional(),
      }),
    )
    .output(z.object({ items: z.int(), record: id })),
  withdraw: operation('DELETE', '/companies/{company}/round/{record}', {
    summary: '点検・研修の記録を取り下げる / Withdraw a record of the round',
    needs: 'company.write',
    faces: {
      command: { none: 'records of the command line are a file that people write themselves' },
      screen,
      document: NO.noPaper,
    },
  })
    .input(z.object({ company: id, record: id }))
    .output(z.object({ items: z.int() })),
  calendar: operation('GET', '/companies/{company}/round.ics', {
    summary: '年間の点検の暦（iCalendar） / The yearly round as a calendar',
    needs: 'company.read',
    faces: { command, screen, document: 'calendar' },
  })
    .input(z.object({ company: id, year, language: z.enum(['ja', 'en']).default('ja') }))
    .output(z.file()),
};

import { playYears } from '@sonae/assessment';
import { settleYen } from '@sonae/core';
import { heads } from '@sonae/knowledge';
import {
  companySubject,
  headOfSlot,
  type LossModelData,
  type PartyId,
  partyOfSlot,
  type Subject,
} from '@sonae/loss';
import type { Company } from '@sonae/register';
import type { CaseFacts } from './facts.ts';

/** One way the case could go: an event of the loss model that fits the facts. */
export type Course = {
  readonly cause: string;
  /** Persons whose data are out in it. */
  readonly persons: number;
  readonly outageHours: number;
  readonly gross: number;
  readonly lines: readonly CourseLine[];
};

export type CourseLine = {
  readonly head: string;
  readonly party: PartyId;
  readonly claim: number;
  readonly amount: number;
  readonly units: number;
};

export type Sample = {
  readonly courses: readonly Course[];
  /** Too few events of the model had the number of persons known; the nearest stand in. */
  readonly wide: boolean;
};

const FIRST_YEARS = 20_000;
const MOST_YEARS = 160_000;

/**
 * Courses of the case (事案の行方): the loss model of the company is played with what the case concerns, and the events that fit the facts are kept. Small
 * incidents that nobody claims for take no part: a case that was opened is none.
 */
export function coursesOf(
  company: Company,
  data: LossModelData,
  facts: CaseFacts,
  { count, seed }: { readonly count: number; readonly seed: number },
): Sample {
  const subject = concerned(companySubject(company), facts);
  const { minor: _, ...groups } = data.groups;
  // Accidents at services carry their cause by service, not by group: they are looked at one by one below.
  const fitting = Object.entries(groups).filter(([, { causes }]) => {
    const names = Object.keys(causes);
    return (
      facts.causes === undefined || names.length === 0 || names.some((cause) => facts.causes!.includes(cause))
    );
  });
  const part = { ...data, groups: Object.fromEntries(fitting) };
  let courses: Course[] = [];
  // Rare causes need more years; each try begins anew, so the result depends on the facts and the seed alone.
  for (let years = FIRST_YEARS; years <= MOST_YEARS; years *= 2) {
    courses = played(part, subject, facts, years, seed);
    if (courses.filter((course) => fits(course, facts)).length >= count) break;
  }
  const good = courses.filter((course) => fits(course, facts));
  if (good.length >= count / 4 || facts.persons === undefined)
    return { courses: good.slice(0, count), wide: good.length < count / 4 };
  const middle = Math.sqrt(Math.max(1, facts.persons.atLeast) * Math.max(1, facts.persons.atMost));
  const distance = ({ persons }: Course) => Math.abs(Math.log(Math.max(1, persons) / middle));
  return { courses: courses.sort((a, b) => distance(a) - distance(b)).slice(0, count), wide: true };
}

/** The subject with the one asset concerned, holding as many persons as may be out. */
function concerned(subject: Subject, { asset, persons }: CaseFacts): Subject {
  if (asset === undefined) return subject;
  const assets = subject.assets.filter(({ id }) => id === asset);
  return {
    ...subject,
    assets: assets.map((one) => {
      if (persons === undefined) return one;
      return one.owner === undefined
        ? { ...one, persons: persons.atMost }
        : { ...one, entrusted: persons.atMost };
    }),
  };
}

function played(
  data: LossModelData,
  subject: Subject,
  facts: CaseFacts,
  years: number,
  seed: number,
): Course[] {
  const { table, row, model } = playYears(data, subject, { years, seed });
  const courses: Course[] = [];
  for (let event = 0; event < table.events; event++) {
    const { cause, asset } = model.scenarios[row[event]];
    if (facts.causes !== undefined && !facts.causes.includes(cause)) continue;
    if (facts.asset !== undefined && asset !== undefined && asset !== facts.asset) continue;
    const lines: CourseLine[] = [];
    let persons = 0;
    for (let line = table.firstLine[event]; line < table.firstLine[event + 1]; line++) {
      const head = heads[headOfSlot(table.slot[line])].id;
      const [amount, units] = [settleYen(table.amount[line]), Math.round(table.units[line])];
      if (head === 'notification' || head === 'solatium') persons = Math.max(persons, units);
      if (amount > 0)
        lines.push({ head, party: partyOfSlot(table.slot[line]), claim: table.claim[line], amount, units });
    }
    const gross = lines.reduce((sum, { amount }) => sum + amount, 0);
    courses.push({ cause, persons, outageHours: table.outageHours[event], gross, lines });
  }
  return courses;
}

/** Whether as many persons are concerned as is known; half of the least may go unnoticed by those who count letters. */
function fits({ persons }: Course, facts: CaseFacts): boolean {
  if (facts.persons === undefined) return true;
  return persons >= facts.persons.atLeast / 2 && persons <= facts.persons.atMost;
}

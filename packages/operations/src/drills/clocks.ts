import { formatInstant, type Instant, type Text } from '@sonae/core';
import type { Drill } from '@sonae/incident/drill';
import { dutiesOf } from '@sonae/law';
import { parseFacts } from '@sonae/law/read';
import type { Company } from '@sonae/register';

/** A deadline on the drill's clock (訓練の中の期限). */
export type DrillClock = {
  readonly id: string;
  readonly title: Text;
  /** `perhaps` where a fact that nobody has stated decides. */
  readonly state: 'due' | 'perhaps' | 'done';
  /** When, in Japan's time, and the minute of the drill; beyond its end where the law gives days. */
  readonly at: string;
  readonly minute: number;
};

const MINUTE_MS = 60_000;
/** So many are shown: the nearest are what people act on. */
const MOST_CLOCKS = 8;

/** Values of drills as values of the law. */
const BOOLEANS: Readonly<Record<string, boolean>> = { yes: true, no: false, improper: true, ordinary: false };
/** Facts of drills that decide duties. What outsiders take out serves an improper purpose. */
const LAW_FACTS: Readonly<Record<string, string>> = {
  encrypted: 'encrypted',
  myNumber: 'myNumber',
  recovered: 'recoveredUnseen',
  purpose: 'improperPurpose',
  exfiltrated: 'improperPurpose',
};
/** Whoever was told: the duties that are done with it. */
const DONE_BY: Readonly<Record<string, (duty: string) => boolean>> = {
  regulator: (duty) => /-prelim$/.test(duty),
  individuals: (duty) => /-individual$/.test(duty),
  partner: (duty) => duty.startsWith('contract:'),
  police: (duty) => duty === 'jp-police',
};

/** The deadlines of law and contract for what people have stated in a drill; the same rules as for a case. */
export function drillClocks(drill: Drill, register: Company | undefined, minute: number): DrillClock[] {
  const begun = Date.parse(drill.scenario.begins);
  const at = (passed: number): Instant => begun + Math.round(passed * MINUTE_MS);
  const acts = drill.log.flatMap((entry) => (entry.kind === 'act' && entry.done ? [entry] : []));
  const declared = acts.find(({ act }) => act === 'declare');
  if (!declared) return [];
  const { facts } = parseFacts({
    learnedAt: formatInstant(at(declared.minute)),
    role: 'controller',
    jurisdictions: ['JP'],
    ...statedOf(acts),
    ...noticesOf(register),
  });
  if (!facts) return [];
  const now = at(minute);
  const told = acts.flatMap(({ answer: { tell } }) => (tell ? [tell] : []));
  const isDone = (duty: string) => told.some((whom) => DONE_BY[whom]?.(duty));
  return dutiesOf(facts, { now })
    .flatMap(({ id, title, state, due }): DrillClock[] => {
      if (due === undefined || (state !== 'due' && state !== 'perhaps')) return [];
      const clock = {
        id,
        title: nameOf(id, register) ?? title,
        at: formatInstant(due),
        minute: (due - begun) / MINUTE_MS,
      };
      return [{ ...clock, state: isDone(id) ? 'done' : state }];
    })
    .sort((a, b) => Number(a.state === 'done') - Number(b.state === 'done') || a.minute - b.minute)
    .slice(0, MOST_CLOCKS);
}

/** A contract by the names people know. */
function nameOf(duty: string, register: Company | undefined): Text | undefined {
  const contract = register?.contracts?.find(({ id }) => duty === `contract:${id}`);
  if (!contract) return undefined;
  const who = register?.partners?.find(({ id }) => id === contract.partner)?.name ?? contract.partner;
  return {
    ja: `${who}への通知（「${contract.title}」）`,
    en: `Notice to ${who} (${contract.title})`,
  };
}

/** What was stated last of each fact, as the law asks for it. */
function statedOf(acts: readonly { readonly answer: { readonly fact?: { id: string; value: string } } }[]) {
  const stated: Record<string, unknown> = {};
  for (const { answer } of acts) {
    if (!answer.fact) continue;
    const { id, value } = answer.fact;
    const persons = Number(value.replaceAll(',', ''));
    if (id === 'persons' && Number.isSafeInteger(persons)) stated.persons = persons;
    if (LAW_FACTS[id] !== undefined && BOOLEANS[value] !== undefined) stated[LAW_FACTS[id]] = BOOLEANS[value];
  }
  return stated;
}

/** Notice clauses towards those we supply. */
function noticesOf(register: Company | undefined) {
  const contracts = (register?.contracts ?? []).flatMap(({ id, side, noticeHours }) =>
    side === 'we_supply' && noticeHours !== undefined ? [{ id, noticeHours }] : [],
  );
  return contracts.length > 0 ? { contracts } : {};
}

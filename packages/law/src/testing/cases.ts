import { formatInstant } from '@sonae/core';
import { readYamlTree } from '@sonae/register/yaml';
import type { Duty } from '../duties.ts';
import { dutiesOf } from '../duties.ts';
import { parseFacts } from '../read/index.ts';

/** A row of the dated table. */
export type Case = {
  readonly name: string;
  readonly base?: 'none';
  readonly exact?: boolean;
  readonly now?: string;
  readonly facts: { readonly [name: string]: unknown };
  readonly expect: { readonly [duty: string]: string };
};

type Table = { readonly quiet: { readonly [name: string]: unknown }; readonly cases: readonly Case[] };

const NOW = '2026-11-21T22:10:00+09:00';

/** The cases of the table with their base filled in. */
export function readCases(text: string): Case[] {
  const { quiet, cases } = readYamlTree(text, 'cases.yaml').tree as Table;
  return cases.map((row) => (row.base === 'none' ? row : { ...row, facts: { ...quiet, ...row.facts } }));
}

/** What is not as a case expects; empty where all is. */
export function mistakesOf({ facts: tree, expect, exact, now = NOW }: Case): string[] {
  const { facts, issues } = parseFacts(tree);
  if (!facts) return issues.map(({ path, message }) => `${path}: ${message.en}`);
  const duties = dutiesOf(facts, { now: Date.parse(now) });
  const named = Object.entries(expect).flatMap(([id, expected]) => {
    const duty = duties.find((one) => one.id === id);
    return duty ? compare(duty, expected) : [`${id}: no such duty`];
  });
  const others = exact ? duties.filter(({ id }) => expect[id] === undefined) : [];
  return [
    ...named,
    ...others
      .filter(({ state }) => state !== 'not_due' && state !== 'optional')
      .map(({ id, state }) => `${id}: ${state}, not expected at all`),
  ];
}

function compare(duty: Duty, expected: string): string[] {
  const words = expected.split(' ');
  const on = words.find((word) => word === 'late' || word === 'ontime');
  const [state, when] = words.filter((word) => !word.includes('=') && word !== on);
  const check = (what: string, got: string | undefined, want: string | undefined) =>
    got === want ? [] : [`${duty.id}: ${what} ${got ?? '–'}, expected ${want ?? '–'}`];
  const option = (name: string) => words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
  const time = (instant: number | undefined) => (instant === undefined ? undefined : formatInstant(instant));
  const optional = (name: string, got: string | undefined) => {
    const want = option(name);
    return want === undefined ? [] : check(name, got, full(want));
  };
  const needs = option('needs');
  return [
    ...check('state', duty.state, state),
    ...check('due', time(duty.due), when === undefined || isWord(when) ? undefined : full(when)),
    ...(when === undefined || !isWord(when) ? [] : check('urgency', duty.urgency ?? 'none', when)),
    ...optional('warn', time(duty.warnAt)),
    ...optional('safe', time(duty.safeDue)),
    ...optional('statutory', time(duty.statutoryDue)),
    ...(on === undefined ? [] : check('late', String(duty.late), String(on === 'late'))),
    ...(needs === undefined
      ? check('has needs', String(duty.needs.length > 0), String(state === 'perhaps'))
      : check('needs', duty.needs.join(), needs)),
  ];
}

const isWord = (text: string) => /^[a-z]/.test(text);

/** A date means its last second. */
function full(text: string): string {
  return text.includes('T') ? `${text}+09:00` : `${text}T23:59:59+09:00`;
}

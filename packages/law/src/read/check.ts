import { dateOf, say, type Text } from '@sonae/core';
import { nearest } from '@sonae/register/nearest';
import type { Path } from '@sonae/register/path';
import { type Facts, TIMES } from '../facts.ts';
import { currentLaw } from '../snapshot.ts';
import type { Report } from './explain.ts';

/** What facts contradict each other, and ids that name nothing. */
export function checkFacts(facts: Facts, report: Report): void {
  checkRange(facts, report);
  checkTerms(facts, report);
  checkDone(facts, report);
  checkOrder(facts, report);
  checkAgreement(facts, report);
}

function checkRange({ persons }: Facts, report: Report): void {
  if (persons?.most === undefined || persons.least <= persons.most) return;
  report({
    code: 'impossible-range',
    path: ['persons'],
    message: say(
      `少なくとも ${persons.least} 人で、多くとも ${persons.most} 人ということはありません。`,
      `There cannot be at least ${persons.least} and at most ${persons.most} persons.`,
    ),
    hint: say('atLeast は atMost 以下で書きます。', 'atLeast is not more than atMost.'),
  });
}

function checkTerms(facts: Facts, report: Report): void {
  for (const kind of ['contracts', 'policies'] as const) {
    const ids = facts[kind]?.map(({ id }) => id) ?? [];
    for (const [i, id] of ids.entries()) {
      if (ids.indexOf(id) === i) continue;
      report({
        code: 'same-id',
        path: [kind, i, 'id'],
        message: say(`id「${id}」が二つあります。`, `There are two of the id ${id}.`),
        hint: say('条項ごとに違う id を付けます。', 'Give each clause an id of its own.'),
      });
    }
  }
}

function checkDone(facts: Facts, report: Report): void {
  const known = [
    ...currentLaw.rules.map(({ id }) => id),
    ...(facts.contracts ?? []).map(({ id }) => `contract:${id}`),
    ...(facts.policies ?? []).map(({ id }) => `policy:${id}`),
  ];
  for (const id of Object.keys(facts.done ?? {})) {
    if (known.includes(id)) continue;
    const near = nearest(id, known);
    report({
      code: 'unknown-duty',
      path: ['done', id],
      at: 'key',
      message: say(`「${id}」という義務はありません。`, `There is no duty ${id}.`),
      hint: near
        ? say(`「${near}」の誤りではありませんか。`, `Did you mean ${near}?`)
        : say(
            '義務の id は sonae law due の出力にあります。',
            'Ids of duties are in the output of sonae law due.',
          ),
    });
  }
}

/** The table of holidays ends in 2050, so a clock that runs beyond cannot be counted. */
const FIRST_YEAR = '1970';
const LAST_YEAR = '2049';

/** An instant the calendar can count from. */
export function isCountable(instant: number): boolean {
  const year = dateOf(instant).slice(0, 4);
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

function checkOrder(facts: Facts, report: Report): void {
  const { learnedAt } = facts;
  if (learnedAt === undefined) return;
  const warn = (path: Path, message: Text) =>
    report({
      code: 'time-order',
      severity: 'warning',
      path,
      message,
      hint: say('どちらかの時刻を確かめてください。', 'Check which of the two times is right.'),
    });
  if ((facts.occurredAt ?? learnedAt) > learnedAt)
    warn(
      ['occurredAt'],
      say('起きる前に知ったことになっています。', 'It was learned of before it occurred.'),
    );
  for (const name of TIMES) {
    if (name === 'learnedAt' || name === 'occurredAt' || (facts[name] ?? learnedAt) >= learnedAt) continue;
    warn([name], say('知る前にしたことになっています。', 'It was done before the incident was learned of.'));
  }
  for (const [name, metAt] of Object.entries(facts.triggersMetAt ?? {})) {
    if ((metAt ?? learnedAt) < learnedAt)
      warn(
        ['triggers', name, 'metAt'],
        say(
          '知る前に要件を満たしたことになっています。時計は知った時から進めます。',
          'The trigger was met before the incident was learned of; the clock starts at learning.',
        ),
      );
  }
}

/** Facts that cannot both be: the fact that names the trigger decides. */
function checkAgreement(facts: Facts, report: Report): void {
  const { triggersMetAt: metAt = {}, persons } = facts;
  const contradiction = (path: Path, ja: string, en: string) =>
    report({
      code: 'contradiction',
      severity: 'warning',
      path,
      message: say(ja, en),
      hint: say('どちらが正しいか確かめてください。', 'Check which of the two is right.'),
    });
  if (facts.cards === true && facts.propertyDamageRisk === false)
    contradiction(
      ['propertyDamageRisk'],
      'カード番号の漏えいなのに、財産的被害のおそれがないとされています。',
      'Card numbers leaked, yet no property damage is feared.',
    );
  const unmet = {
    sensitive: facts.sensitive === false,
    property: facts.propertyDamageRisk === false,
    purpose: facts.improperPurpose === false,
    count: persons?.most !== undefined && persons.most <= 1000,
  };
  for (const name of ['sensitive', 'property', 'purpose', 'count'] as const) {
    if (metAt[name] !== undefined && unmet[name])
      contradiction(
        ['triggers', name, 'metAt'],
        '要件を満たした時刻があるのに、事実は満たさないと言っています。',
        'A time is stated at which the trigger was met, yet the facts say it is not.',
      );
  }
}

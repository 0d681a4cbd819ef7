import type { ClaimSource, Definition, GroupSource, LineSource, ModelSource } from '@sonae/engine';
import { LINE_FLAG } from '@sonae/engine';
import { industries } from '@sonae/knowledge';
import type { FormulaByGroup, LineRow, LossModelData, Quantity } from './data.ts';
import { ROW_INPUTS, rowsOfGroup, type Scenario } from './rows.ts';
import { SLOTS, slotOf } from './slots.ts';
import type { Subject } from './subject.ts';

/** The loss model of one subject: what the engine plays, and what its parts mean. */
export type LossModel = {
  readonly source: ModelSource;
  /** Scenarios in the order of the rows of the model. */
  readonly scenarios: readonly Scenario[];
  /** Names of the facts nobody has stated, which are drawn once a world. */
  readonly openFacts: readonly string[];
};

/** Builds the model of a subject from the data. */
export function lossModel(data: LossModelData, subject: Subject): LossModel {
  const groups: GroupSource[] = [];
  const scenarios: Scenario[] = [];
  for (const group of Object.keys(data.groups)) {
    const rows = rowsOfGroup(data, group, subject);
    if (rows.length === 0) continue;
    scenarios.push(...rows.map((row) => row.scenario));
    groups.push(
      groupSource(
        data,
        group,
        rows.map((row) => row.row),
      ),
    );
  }
  const open = Object.entries(data.facts).filter(
    ([name, row]) => subject.stated[name] === undefined && !row.hidden,
  );
  return {
    source: {
      tables: tablesOf(data),
      world: [...factDefinitions(data, subject), ...data.world.map((row) => definitionOf(row, ''))],
      blockYears: data.blockYears,
      yearShape: data.yearShape,
      slots: SLOTS,
      facts: data.eventFacts.map((fact) => fact.id),
      partners: subject.partners.map(({ id, count, persons }) => ({ id, count, inputs: [persons] })),
      partnerInputs: ['partner_persons'],
      groups,
    },
    scenarios,
    openFacts: open.map(([name]) => name),
  };
}

/** Tables by the number of the industry. */
function tablesOf(data: LossModelData): ModelSource['tables'] {
  return Object.fromEntries(
    Object.entries(data.tables).map(([name, { values, otherwise }]) => [
      name,
      industries.map((industry) => values[industry.id] ?? otherwise),
    ]),
  );
}

/** A stated fact is a number; the others are drawn from their prior. */
function factDefinitions(data: LossModelData, subject: Subject): Definition[] {
  return Object.entries(data.facts).map(([name, row]) => {
    const stated = subject.stated[name];
    return { name, formula: stated === undefined ? row.prior : formulaOf(stated) };
  });
}

/** A number as a formula; plain digits, because the language has no negative literals or exponents with a sign. */
function formulaOf(value: number): string {
  return value < 0 ? `0 - ${-value}` : String(value);
}

function groupSource(data: LossModelData, group: string, rows: GroupSource['rows']): GroupSource {
  const within = (row: { readonly groups?: readonly string[] }) =>
    row.groups === undefined || row.groups.includes(group);
  const definitions = (rows: readonly Quantity[]): Definition[] =>
    rows.filter(within).map((row) => definitionOf(row, group));
  const facts = data.eventFacts.filter(within).map(({ id, formula }) => [id, formula]);
  const choice = data.claimChoice[group];
  const claims: ClaimSource | undefined = choice && {
    ...choice,
    definitions: definitions(data.claim),
    lines: data.claimLines.filter(within).map(lineSource),
  };
  return {
    id: group,
    inputs: ROW_INPUTS,
    rows,
    row: definitions(data.row),
    event: definitions(data.event),
    rate: 'rate',
    yearFactor: data.groups[group].yearFactor,
    lines: data.lines.filter(within).map(lineSource),
    facts: Object.fromEntries(facts),
    outageHours: data.outageHours[group],
    severe: data.severe[group],
    claims,
  };
}

function definitionOf({ name, formula }: Quantity, group: string): Definition {
  return { name, formula: formulaFor(name, formula, group) };
}

function formulaFor(name: string, formula: FormulaByGroup, group: string): string {
  if (typeof formula === 'string') return formula;
  const chosen = formula[group] ?? formula.otherwise;
  if (chosen === undefined) throw new Error(`${name} has no formula for ${group}`);
  return chosen;
}

function lineSource(row: LineRow): LineSource {
  const { head, party, amount, units, fromHour, toHour, claim, own, keepEmpty } = row;
  return {
    slot: slotOf(head, party),
    amount,
    units,
    fromHour,
    toHour,
    claim,
    own,
    keepEmpty,
    flags: row.contractualOnly ? LINE_FLAG.contractualOnly : 0,
  };
}

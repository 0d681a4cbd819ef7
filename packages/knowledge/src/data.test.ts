import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { facts } from './calibration.ts';
import { cases } from './cases.ts';
import { duties } from './duties.ts';
import { sources } from './sources.ts';
import { PACKAGE } from './testing/files.ts';
import { vocabulary } from './vocabulary.ts';

// The research files this data was made from. They are not part of the repository.
const ORIGIN = process.env.SONAE_DATA_SOURCE ?? path.resolve(PACKAGE, '../../../shared/data');
const here = existsSync(path.join(ORIGIN, 'calibration.json'));
const absent = `skipped: ${ORIGIN} is not there, set SONAE_DATA_SOURCE`;
const title = here ? '' : ` (${absent})`;
if (!here) console.warn(absent);

type Row = Record<string, unknown> & { id: string };
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(ORIGIN, file), 'utf8'));
const rowOf = <T extends { id: string }>(rows: readonly T[], id: string) =>
  rows.find((row) => row.id === id)!;
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).toSorted();

/** Without what says nothing. */
const said = (row: object) =>
  Object.fromEntries(
    Object.entries(row).filter(
      ([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );

test.runIf(here)(`K15 no row of calibration is lost${title}`, () => {
  const { parameters } = read('calibration.json') as {
    parameters: (Row & { source: { title: string }; also?: { title: string }[] })[];
  };
  expect(ids(facts)).toEqual(ids(parameters));
  for (const filed of parameters) {
    const row = rowOf(facts, filed.id);
    expect(row.value, filed.id).toEqual(filed.value);
    expect(row.unit, filed.id).toBe(filed.unit);
    expect(row.appliesTo.en, filed.id).toBe(filed.applies_to);
    expect(row.kind, filed.id).toBe(filed.kind);
    if (filed.year !== null) expect(row.date, filed.id).toBe(String(filed.year));
    if (filed.note && !filed.id.startsWith('jo.mean')) expect(row.note, filed.id).toContain(filed.note);
    if (filed.distribution) {
      const { certainty: _, for: target, ...shape } = row.distribution!;
      expect({ ...shape, ...(target && { for_: target }) }, filed.id).toEqual(filed.distribution);
    }
    const titles = [filed.source, ...(filed.also ?? [])].map((source) => source.title);
    // Rows computed in the research file now cite what they were computed from.
    if (titles[0] !== 'computed in this file')
      expect(
        row.sources.map((source) => source.title),
        filed.id,
      ).toEqual(titles);
    expect(row.extra, filed.id).toEqual(extraOf(filed));
  }
});

test.runIf(here)(`K15 no duty is lost${title}`, () => {
  const filed = read('obligations.json') as (Row & { triggers: Row[]; deadline: Row; sources: Row[] })[];
  expect(duties.map(({ id }) => id)).toEqual(filed.map(({ id }) => id));
  for (const duty of filed) {
    const row = rowOf(duties, duty.id);
    const texts = (list: readonly { en: string }[] | undefined) => list?.map(({ en }) => en) ?? [];
    expect({
      title_ja: row.ja,
      title_en: row.en,
      jurisdiction: row.jurisdiction,
      legal_basis: row.legalBasis,
      actor: row.actor,
      recipient: row.recipient,
      clock_start: row.clockStart ?? '',
      contents: texts(row.contents),
      exemptions: texts(row.exemptions),
      sanctions: texts(row.sanctions),
      verified: row.certainty === 'verified',
      verified_note: row.note ?? '',
    }).toEqual(
      pick(duty, [
        'title_ja',
        'title_en',
        'jurisdiction',
        'legal_basis',
        'actor',
        'recipient',
        'clock_start',
        'contents',
        'exemptions',
        'sanctions',
        'verified',
        'verified_note',
      ]),
    );
    expect(
      row.triggers.map(({ code, en, minPersons }) =>
        said({ code, text: en, min_persons: minPersons ?? null }),
      ),
    ).toEqual(duty.triggers);
    const { amountMax, dayType, firstDayCounts, urgency: _, rolloverRule: __, ...deadline } = row.deadline;
    expect(
      said({
        ...deadline,
        amount_max: amountMax ?? null,
        day_type: dayType ?? null,
        first_day_counts: firstDayCounts ?? null,
      }),
    ).toEqual(said(duty.deadline));
    expect(row.sources.map((source) => `${source.title} ${source.kind}`)).toEqual(
      duty.sources.map((source) => `${source.title} ${source.kind}`),
    );
    if (duty.effective_from) expect(duty.effective_from).toContain(row.effectiveFrom);
    else expect(row.effectiveFrom).toBeUndefined();
  }
});

test.runIf(here)(`K15 no case is lost${title}`, () => {
  const filed = read('cases.json') as (Row & {
    name: string;
    litigation: Row[];
    sources: Row[];
    data_kinds: string[];
  })[];
  expect(cases.map(({ id }) => id)).toEqual(filed.map(({ id }) => id));
  for (const original of filed) {
    const row = rowOf(cases, original.id);
    expect(row.date.startsWith(String(original.date)), original.id).toBe(true);
    if (original.id === 'jtb_2016') continue; // filed empty and without a source, filled since
    expect([row.ja, row.en], original.id).toContain(original.name);
    expect(
      said({
        country: row.country,
        org_sector: row.sector,
        records: row.records ?? null,
        record_unit: row.recordUnit ?? '',
        data_kinds: row.data ?? [],
        cause: row.causeFiled ?? null,
        cause_detail: row.causeDetail ?? '',
        per_person_award_yen: row.perPersonAwardYen ?? null,
        per_person_voluntary_yen: row.perPersonVoluntaryYen ?? null,
        total_cost_yen: row.totalCostYen ?? null,
        total_cost_note: row.totalCostNote ?? '',
        total_cost_basis: row.totalCostBasis ?? null,
        cost_breakdown_yen: row.costBreakdown ?? {},
        outcome: row.outcome ?? '',
        verified: row.certainty === 'verified',
        notes: row.note ?? '',
      }),
      original.id,
    ).toEqual(
      said(
        pick(original, [
          'country',
          'org_sector',
          'records',
          'record_unit',
          'data_kinds',
          'cause',
          'cause_detail',
          'per_person_award_yen',
          'per_person_voluntary_yen',
          'total_cost_yen',
          'total_cost_note',
          'total_cost_basis',
          'cost_breakdown_yen',
          'outcome',
          'verified',
          'notes',
        ]),
      ),
    );
    const steps = (row.litigation ?? []).map(({ claimedYen, ...step }) =>
      said({ ...step, claimed_yen: claimedYen ?? null }),
    );
    expect(steps, original.id).toEqual(original.litigation.map(said));
    expect(row.sources.map(({ title }) => title)).toEqual(original.sources.map((source) => source.title));
  }
});

test.runIf(here)(`K15 no extra source of the loss model is lost${title}`, () => {
  const { extra_sources } = parse(readFileSync(path.join(ORIGIN, 'loss-parameters.yaml'), 'utf8'));
  for (const [id, filed] of Object.entries(extra_sources))
    expect(rowOf(sources, id)).toMatchObject(filed as object);
});

test.runIf(here)(`K19 the vocabulary has the words it was given, and none less${title}`, () => {
  const filed = parse(readFileSync(path.join(ORIGIN, 'vocabulary.yaml'), 'utf8'));
  for (const list of ['causes', 'drivers', 'heads'] as const) {
    expect(vocabulary[list].map(({ id }) => id)).toEqual(filed[list].map((row: Row) => row.id));
    for (const row of filed[list]) expect(rowOf<{ id: string }>(vocabulary[list], row.id)).toMatchObject(row);
  }
  expect(vocabulary.sizes.map(({ id }) => id)).toEqual(filed.sizes);
  expect(vocabulary.tiers.map(({ id }) => id)).toEqual(filed.tiers);
  expect(vocabulary.taxBases.map(({ id }) => id)).toEqual(filed.taxBasis);
  const { sectors } = parse(readFileSync(path.join(ORIGIN, 'loss-parameters.yaml'), 'utf8'));
  expect(vocabulary.industries.map(({ id }) => id).toSorted()).toEqual(
    Object.keys(sectors)
      .filter((id) => id !== 'src')
      .toSorted(),
  );
});

function pick(row: Row, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, row[key]]));
}

function extraOf(row: Row): unknown {
  const extra = Object.fromEntries(
    ['axes', 'total', 'extra'].filter((key) => key in row).map((key) => [key, row[key]]),
  );
  return Object.keys(extra).length > 0 ? extra : undefined;
}

// Not a time but a study: the headlines of the examples beside those of the first fit, and which part of the model or of the
// file moves them, by runs with parts taken away. `--write` puts the tables into the decision record.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { replaceMarked } from '../scripts/support/marked.mjs';
import { ROOT } from '../scripts/support/node.mjs';
import { bareSubject, firstFitData, ladder } from './support/ladder.mjs';
import { exampleAnswers, exampleCompany, play, usualPolicy, withGroups, YEARS } from './support/study.mjs';

export const about =
  'headlines of the examples, and what moves them away from the first fit (minutes; --write)';

const RECORD = 'docs/decisions/0001-headlines-of-the-examples.md';

/**
 * What the first fit gave (its section 6), in million yen: medians of worlds of the gross loss; the pooled 1-in-100 kept
 * under a policy of 100 / 30 million; medians of single severe events.
 */
const FIRST_FIT = {
  wholesaler: { in20: 0.41, in100: 2.7, kept100: 2.1, ransomware: 22, web: 13, insider: 10 },
  retailer: { in20: 0.94, in100: 9.4, kept100: 8.3, ransomware: 91, web: 75, insider: 63 },
  'it-vendor': { in20: 2.8, in100: 24, kept100: 10, ransomware: 71, web: 88, insider: 87 },
  clinic: { in20: 0.35, in100: 1.9, kept100: 1.5, ransomware: 26, web: 27, insider: 26 },
};
const SEVERE_GROUPS = ['ransomware', 'web', 'insider'];
const ANSWERS = ['wholesaler', 'shop', 'clinic', 'unknown'];

export async function run({ note, args, threads }) {
  const companies = [];
  for (const name of Object.keys(FIRST_FIT)) {
    note(name);
    companies.push({ name, ...(await studyOf(await exampleCompany(name), threads)) });
  }
  const answers = [];
  for (const name of ANSWERS) {
    note(`answers ${name}`);
    answers.push({ name, ...(await play(await exampleAnswers(name), threads)) });
  }
  const result = { unit: 'yen', years: YEARS, seed: 42, firstFit: FIRST_FIT, companies, answers };
  const tables = markdown(result);
  note(Object.values(tables).join('\n\n'));
  if (args.includes('--write')) {
    const file = path.join(ROOT, RECORD);
    let text = readFileSync(file, 'utf8');
    for (const [name, table] of Object.entries(tables)) text = replaceMarked(text, name, table);
    writeFileSync(file, text);
  }
  return result;
}

async function studyOf(full, threads) {
  const steps = [];
  for (const { name, input } of ladder(full)) steps.push({ name, ...(await play(input, threads)) });
  const bare = { ...full, subject: bareSubject(full.subject), data: firstFitData(full.data), policies: [] };
  const severe = {};
  const asOwn = {};
  for (const group of SEVERE_GROUPS) {
    const data = withGroups(full.data, (id) => id === group);
    const input = { ...bare, data, liabilities: new Map() };
    severe[group] = (await play(input, threads)).serious;
    if (input.subject.assets[0].entrusted > 0)
      asOwn[group] = (await play({ ...input, subject: entrustedAsOwn(input.subject) }, threads)).serious;
  }
  const insured = {
    bare: await play({ ...bare, liabilities: new Map(), policies: [usualPolicy] }, threads),
    file: await play({ ...full, policies: [usualPolicy] }, threads),
  };
  return { steps, severe, asOwn, insured };
}

/** Persons entrusted by clients counted as the company's own, which is how the first fit priced them. */
function entrustedAsOwn(subject) {
  const [asset] = subject.assets;
  return { ...subject, assets: [{ ...asset, persons: asset.persons + asset.entrusted, entrusted: 0 }] };
}

function markdown({ companies, answers }) {
  const file = ({ steps }) => steps.at(-1);
  const range = ({ low, high }) => `${millions(low)}–${millions(high)}`;
  const headline = (name, { in20, in100, serious }) => [
    name,
    `${millions(in20.pooled)} (${range(in20)})`,
    `${millions(in100.pooled)} (${range(in100)})`,
    `${millions(serious.median)} (${range(serious)})`,
  ];
  return {
    headlines: table(
      ['', '1 in 20', '1 in 100', 'serious'],
      [
        ...companies.map((company) => headline(`\`${company.name}\``, file(company))),
        ...answers.map((answer) => headline(`answers \`${answer.name}\``, answer)),
      ],
    ),
    'beside-the-fit': table(
      ['median of worlds', '1 in 20: fit', 'bare', 'file', '1 in 100: fit', 'bare', 'file'],
      companies.map(({ name, steps }) => [
        `\`${name}\``,
        ...['in20', 'in100'].flatMap((key) => [
          FIRST_FIT[name][key],
          againstFit(steps[0][key].median, FIRST_FIT[name][key]),
          againstFit(steps.at(-1)[key].median, FIRST_FIT[name][key]),
        ]),
      ]),
    ),
    ladder: table(
      ['step', ...companies.map(({ name }) => `\`${name}\``)],
      companies[0].steps.map((step, i) => [
        step.name,
        ...companies.map(({ steps }) => {
          const { in20, in100, serious } = steps[i];
          return [in20.median, in100.median, in100.pooled, serious.median].map(millions).join(' / ');
        }),
      ]),
    ),
    insured: table(
      [
        'pooled 1 in 100, kept',
        'fit',
        'bare company, usual policy',
        'file, usual policy',
        'file, its own policies',
      ],
      companies.map(({ name, insured, steps }) => [
        `\`${name}\``,
        FIRST_FIT[name].kept100,
        ...[insured.bare, insured.file, steps.at(-1)].map(({ in100 }) =>
          againstFit(in100.pooled, FIRST_FIT[name].kept100),
        ),
      ]),
    ),
    severe: table(
      [
        'one severe event, median',
        ...SEVERE_GROUPS.flatMap((group) => [`${group}: fit`, 'bare', 'entrusted as own']),
      ],
      companies.map(({ name, severe, asOwn }) => [
        `\`${name}\``,
        ...SEVERE_GROUPS.flatMap((group) => [
          FIRST_FIT[name][group],
          againstFit(severe[group].median, FIRST_FIT[name][group]),
          asOwn[group] ? againstFit(asOwn[group].median, FIRST_FIT[name][group]) : '',
        ]),
      ]),
    ),
  };
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The amount, and in bold its ratio to the fit where they differ by more than a third. */
function againstFit(yen, fit) {
  const ratio = yen / 1e6 / fit;
  const far = ratio > 4 / 3 || ratio < 2 / 3;
  return far ? `**${millions(yen)}** (×${ratio.toFixed(2)})` : millions(yen);
}

function millions(yen) {
  const value = yen / 1e6;
  return value >= 100 ? value.toFixed(0) : value.toPrecision(2);
}

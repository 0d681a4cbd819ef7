import { addDays, hasErrors, type Issue, isCivilDate, ppmOf, say, sortIssues } from '@sonae/core';
import { nearest } from '@sonae/register/nearest';
import { readPolicyYaml } from '../read/policy.ts';
import { readCsv } from './csv.ts';
import { type OedRow, policyOfRow } from './policy-of-row.ts';

/** Policies of an account file of Open Exposure Data, ready to be written as YAML; those of rows without mistakes. */
export type OedImport = { readonly policies: readonly object[]; readonly issues: readonly Issue[] };

/** Columns that carry no term: who, where, when, how it was counted. */
const DESCRIPTIVE =
  /^(Port|AccNumber|AccName|AccGroup|AccStatus|AccCurrency|AccUserDef|Expiring|Cedant|Flexi|PolNumber|PolStatus|PolInception|PolExpiry|Producer|Underwriter|Branch|LOB|PolPerilsCovered|PolGrossPremium|PolTax|PolBrokerage|PolNetPremium|PolUserDef|OEDVersion|OriginalCurrency|RateOfExchange|Company|YearFounded|Street|Postal|City|Country|Area|Industry|NumberOf|AnnualRevenue|GrossProfit|URL|IsPackage|IsGroup|Stacked|LimitCurrency|DedCurrency|PolCoverage$|OSVendor|CloudVendor|EmailVendor|CRMVendor|PatchPolicy|BackUpFreq|Insured|CoverageClass|LayerNumber)/;

/** Columns whose terms are taken over. */
const TERMS = [
  'LayerParticipation',
  'LayerLimit',
  'LayerAttachment',
  'LayerAggLimit',
  'LayerAggAttachment',
  'PolDed',
  'PolSIR',
  'BIWaitingPeriod',
  'BIPOI',
  'CoverageTrigger',
  'CoverageTerritory',
  'DefenceCost',
];
const COVERAGE_TERM = /^Pol(Limit|Ded)\d*(NPBI|CBI|DIAS|EXT|FIN|INRE|LIA|REG|ENO)$/;

/** Yen for one unit of a currency, by its code. */
export type Rates = Readonly<Record<string, number>>;

/**
 * Reads an account file of Open Exposure Data (cyber or liability): one policy a row. A filled term nobody takes over is
 * a mistake, not ignored; all mistakes come at once, each at its row and column.
 *
 * @param rates for amounts in other currencies than yen
 */
export function importOed(text: string, file: string, rates: Rates = {}): OedImport {
  const [head, ...rows] = readCsv(text);
  const issues: Issue[] = [];
  const policies: object[] = [];
  if (!head)
    return {
      policies,
      issues: [
        problem(
          file,
          1,
          '',
          'empty',
          ['ファイルが空です。', 'The file is empty.'],
          ['OED の account ファイルを渡してください。', 'Give an OED account file.'],
        ),
      ],
    };
  const columns = head.cells;
  for (const { line, cells } of rows) {
    const found: Issue[] = [];
    const report: OedRow['report'] = (column, code, message, hint) => {
      found.push(problem(file, line, column, code, message, hint));
    };
    const row: OedRow = {
      text: (column) => {
        const at = columns.indexOf(column);
        return at < 0 || cells[at] === '' ? undefined : cells[at];
      },
      number: (column) => numberOf(row.text(column), column, report),
      coverage: (kind, code) =>
        row.number(
          columns.find((name) => COVERAGE_TERM.exec(name)?.slice(1).join() === `${kind},${code}`) ?? '',
        ),
      rates,
      report,
    };
    unusedTerms(columns, cells, report);
    const policy = policyOfRow(row);
    if (!hasErrors(found) && policy) {
      const { issues: own } = readPolicyYaml(JSON.stringify(policy), file);
      found.push(...own.map((issue) => ({ ...issue, line, column: undefined })));
      if (!hasErrors(found)) policies.push(policy);
    }
    issues.push(...found);
  }
  return { policies, issues: sortIssues(issues) };
}

/** Terms that are filled in and that nobody would read. */
function unusedTerms(columns: readonly string[], cells: readonly string[], report: OedRow['report']): void {
  columns.forEach((column, i) => {
    if (
      (cells[i] ?? '') === '' ||
      DESCRIPTIVE.test(column) ||
      TERMS.includes(column) ||
      COVERAGE_TERM.test(column)
    )
      return;
    const near = nearest(column, TERMS);
    report(
      column,
      'unused-term',
      [`列「${column}」の条件は取り込めません。`, `The term of column ${column} cannot be taken over.`],
      near
        ? [`「${near}」の誤りではありませんか。`, `Did you mean ${near}?`]
        : [
            '空にするか、取り込んだ証券に手で書き足してください。',
            'Empty it, or add it to the policy by hand.',
          ],
    );
  });
}

function numberOf(text: string | undefined, column: string, report: OedRow['report']): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text.replace(/,/g, ''));
  if (Number.isFinite(value) && value >= 0) return value;
  report(
    column,
    'number',
    [`「${text}」は0以上の数ではありません。`, `${text} is no number from 0.`],
    ['数字だけを書きます。', 'Write digits only.'],
  );
  return undefined;
}

type Pair = readonly [ja: string, en: string];

function problem(file: string, line: number, column: string, code: string, message: Pair, hint: Pair): Issue {
  return {
    code: `oed.${code}`,
    severity: 'error',
    path: column,
    file,
    line,
    message: say(...message),
    hint: say(...hint),
  };
}

/** The day after a date, on which a period that includes it has ended; undefined where the text is no date. */
export function dayAfter(text: string): string | undefined {
  const date = text.slice(0, 10);
  return isCivilDate(date) ? addDays(date, 1) : undefined;
}

/** A share with at most six decimals. */
export const isShare = (value: number): boolean => value >= 0 && value <= 1 && ppmOf(value) !== undefined;

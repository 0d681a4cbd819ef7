import { MOST_LINE } from '../lines.ts';
import { FIELD, KEY, STRIDE, TERM, type TermProgramme } from '../programme.ts';

/** Columns the kernel reads and writes, each behind a word with its address. */
export const LINE_COLUMNS = [
  ['order', 4, 'event'],
  ['firstOfYear', 4, 'year'],
  ['yearGross', 8, 'year'],
  ['yearOwed', 8, 'year'],
  ['yearRetained', 8, 'year'],
  ['firstLine', 4, 'event'],
  ['flags', 4, 'flags'],
  ['outageHours', 8, 'event'],
  ['gross', 8, 'event'],
  ['relieved', 8, 'event'],
  ['slot', 4, 'line'],
  ['claim', 4, 'line'],
  ['partner', 4, 'line'],
  ['lineFlags', 4, 'line'],
  ['amount', 8, 'line'],
  ['units', 8, 'line'],
  ['weight', 8, 'line'],
  ['fromHour', 8, 'line'],
  ['toHour', 8, 'line'],
  ['day', 8, 'line'],
  ['left', 8, 'line'],
  ['owed', 8, 'line'],
  ['current', 8, 'line'],
] as const;
export type LineColumn = (typeof LINE_COLUMNS)[number][0];

/** Where a programme keeps what it needs: constants, and the words that hold the addresses of columns. */
export type TermPlaces = {
  readonly columns: Readonly<Record<LineColumn, number>>;
  readonly paid: readonly number[];
  /** Address words of keyed cells, by cell, and how many keys each has. */
  readonly keyed: readonly number[];
  readonly keyCounts: number;
  readonly byEvent: number;
  readonly open: number;
  /** The number of flag words itself. */
  readonly flagWords: number;
  /** Amounts of cells that live for the period and have no key. */
  readonly single: number;
  /** The sum at the last mark. */
  readonly marked: number;
  readonly sets: readonly number[];
  /** Amount and second amount of every instruction, for those that are read instead of folded. */
  readonly amounts: number;
  readonly partnerTable: number;
  /** The partner table as flags. */
  readonly partnerMasks: number;
  readonly mostLine: number;
  /** Where the columns of a block begin. */
  readonly end: number;
};

export function placesOf(programme: TermProgramme): TermPlaces {
  let end = 64;
  const take = (bytes: number): number => {
    const at = end;
    end = (end + bytes + 15) & ~15;
    return at;
  };
  const policies = programme.stages.filter((stage) => stage.kind === 'policy').length;
  const words = (count: number): number[] => {
    const at = take(count * 4);
    return Array.from({ length: count }, (_, i) => at + i * 4);
  };
  const columnWords = words(LINE_COLUMNS.length);
  return {
    columns: Object.fromEntries(
      LINE_COLUMNS.map(([name], i) => [name, columnWords[i]]),
    ) as TermPlaces['columns'],
    paid: words(policies),
    keyed: words(programme.cells.length),
    keyCounts: take(programme.cells.length * 4),
    byEvent: words(1)[0],
    open: words(1)[0],
    flagWords: words(1)[0],
    single: take(programme.cells.length * 8),
    marked: take(8),
    sets: programme.sets.map((set) => take(set.length)),
    amounts: take((programme.code.length / STRIDE) * 16),
    partnerTable: take(programme.partnerTable.byteLength),
    partnerMasks: take(programme.partnerTable.length * 4),
    mostLine: MOST_LINE,
    end,
  };
}

/** Instructions only the interpreter knows: they take lines together as one loss with a memory of its own. */
const GATHERED: ReadonlySet<number> = new Set([TERM.gather, TERM.spread, TERM.between, TERM.payout]);

/** Whether the kernel has a form for all of a programme. */
export function isSupported({ cells, code }: TermProgramme): boolean {
  for (let at = 0; at < code.length; at += STRIDE) if (GATHERED.has(code[at + FIELD.op])) return false;
  return cells.every(({ life, key }) => life !== 'forever' && key !== KEY.line);
}

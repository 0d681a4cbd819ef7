import {
  type Cell,
  FIELD,
  KEY,
  type Key,
  type Part,
  type Reason,
  STRIDE,
  type Stage,
  TERM,
  type TermOp,
  type TermProgramme,
  UNLIMITED,
} from './programme.ts';

/** One instruction by the names of its fields; what is left out takes its neutral value. */
export type Instruction = {
  readonly op: TermOp;
  readonly set: number;
  readonly amount?: number;
  readonly amountColumn?: number;
  readonly second?: number;
  readonly third?: number;
  readonly mode?: number;
  readonly key?: Key;
  readonly cell?: number;
  readonly flagWord?: number;
  readonly flagNeed?: number;
  readonly flagWithout?: number;
  readonly lineNeed?: number;
  readonly lineWithout?: number;
  readonly reason?: number;
  readonly liftedColumn?: number;
};

/** Puts a term programme together, sharing equal sets, cells and reasons. */
export type Assembler = {
  /** The set of the slots given; `all` for every slot. */
  set(slots: Iterable<number> | 'all'): number;
  cell(cell: Cell): number;
  reason(reason: Reason): number;
  /** Adds a band of a step policy, the columns of {@link PAYOUT}; returns its row. */
  payout(band: readonly number[]): number;
  /** Adds a stage whose parts are written by the callback. */
  stage(kind: Stage['kind'], id: string, write: (part: PartWriter) => void): void;
  programme(): TermProgramme;
};

/** Writes one part: `begin` with the set, the instructions in their order, `end`. */
export type PartWriter = (
  id: string,
  begin: { readonly set: number; readonly mode?: number },
  instructions: readonly Instruction[],
) => void;

export type AssemblerOptions = {
  readonly slots: number;
  readonly wholeYen?: boolean;
  /** Amounts by partner, one row each; a negative amount means the term does not exist for the partner. */
  readonly partners?: readonly (readonly number[])[];
};

export function createAssembler({ slots, wholeYen = true, partners = [] }: AssemblerOptions): Assembler {
  const sets: Uint8Array[] = [];
  const setNumbers = new Map<string, number>();
  const cells: Cell[] = [];
  const reasons: Reason[] = [{ id: 'not_insured' }];
  const code: number[] = [];
  const payouts: number[] = [];
  const stages: Stage[] = [];

  const write = (instruction: Instruction): void => {
    const row = new Array<number>(STRIDE).fill(0);
    row[FIELD.amountColumn] = -1;
    row[FIELD.cell] = -1;
    row[FIELD.liftedColumn] = -1;
    for (const [name, value] of Object.entries(instruction)) {
      if (value !== undefined) row[FIELD[name as keyof typeof FIELD]] = value;
    }
    code.push(...row);
  };

  return {
    set: (members) => {
      const bytes = new Uint8Array(slots);
      if (members === 'all') bytes.fill(1);
      else for (const slot of members) bytes[slot] = 1;
      const key = bytes.join('');
      const known = setNumbers.get(key);
      if (known !== undefined) return known;
      setNumbers.set(key, sets.length);
      return sets.push(bytes) - 1;
    },
    cell: (cell) => {
      const known = cells.findIndex(
        (c) => c.name === cell.name && c.life === cell.life && c.key === cell.key,
      );
      return known >= 0 ? known : cells.push(cell) - 1;
    },
    reason: (reason) => {
      const known = reasons.findIndex((r) => JSON.stringify(r) === JSON.stringify(reason));
      return known >= 0 ? known : reasons.push(reason) - 1;
    },
    payout: (band) => (payouts.push(...band) - band.length) / band.length,
    stage: (kind, id, writeParts) => {
      const parts: Part[] = [];
      writeParts((partId, begin, instructions) => {
        const from = code.length / STRIDE;
        write({ op: TERM.begin, ...begin });
        for (const instruction of instructions) write(instruction);
        write({ op: TERM.end, set: begin.set });
        parts.push({ id: partId, from, to: code.length / STRIDE });
      });
      stages.push({ kind, id, parts });
    },
    programme: () => ({
      slots,
      sets,
      code: Float64Array.from(code),
      stages,
      cells,
      reasons,
      partnerTable: Float64Array.from(partners.flat()),
      partnerColumns: partners[0]?.length ?? 0,
      payouts: Float64Array.from(payouts),
      wholeYen,
    }),
  };
}

/** Per event: a layer `limit xs excess`, the commonest pair of terms. */
export function layer(set: number, excess: number, limit = UNLIMITED): Instruction[] {
  return [
    { op: TERM.deduct, set, amount: excess, key: KEY.event },
    { op: TERM.limit, set, amount: limit, key: KEY.event },
  ];
}

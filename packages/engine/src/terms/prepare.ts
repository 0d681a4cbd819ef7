import { FIELD, type Part, STRIDE, type Stage, TERM, type TermProgramme } from './programme.ts';

/** A part as the interpreter runs it. */
export type PreparedPart = {
  /** Offsets of its instructions, `begin` first; `end` and a pro-rata term are not among them. */
  readonly steps: Int32Array;
  /** Offset of the pro-rata term, or −1. */
  readonly proRata: number;
  /** Flags of an event, by word, any of which strikes the whole part. */
  readonly gates: Int32Array;
};

/** A stage with its parts, those that share yearly terms in proportion apart: they can only be paid at the year's end. */
export type PreparedStage = {
  readonly kind: Stage['kind'];
  readonly firstCome: readonly PreparedPart[];
  readonly proRata: readonly PreparedPart[];
  /** Flags of an event, by word, any of which strikes every part. */
  readonly gates: Int32Array;
};

export function prepareStages(programme: TermProgramme): PreparedStage[] {
  const words = wordsOf(programme.code);
  return programme.stages.map(({ kind, parts }) => {
    const prepared = parts.map((part) => preparePart(programme, part, words));
    const gates = Int32Array.from({ length: words }, (_, w) =>
      prepared.reduce((common, part) => common & part.gates[w], prepared.length === 0 ? 0 : -1),
    );
    return {
      kind,
      firstCome: prepared.filter((part) => part.proRata < 0),
      proRata: prepared.filter((part) => part.proRata >= 0),
      gates,
    };
  });
}

/**
 * Facts of an event, as bits, any of which shuts it out of every policy: unless somebody claims for it, no term touches it.
 * Without policies, any fact there is.
 */
export function shutOutOfAll(programme: TermProgramme): number {
  return prepareStages(programme)
    .filter((stage) => stage.kind === 'policy')
    .reduce((common, { gates }) => common & gates[0], -1);
}

/** Whether an event carries a flag that shuts it out. */
export function isShutOut(gates: Int32Array, flags: Int32Array, at: number): boolean {
  for (let w = 0; w < gates.length; w++) if ((flags[at + w] & gates[w]) !== 0) return true;
  return false;
}

function preparePart({ code }: TermProgramme, part: Part, words: number): PreparedPart {
  const beforeEnd = (part.to - 2) * STRIDE;
  const proRata = code[beforeEnd + FIELD.op] === TERM.proRata ? beforeEnd : -1;
  const to = proRata >= 0 ? part.to - 2 : part.to - 1;
  const steps = Int32Array.from({ length: to - part.from }, (_, i) => (part.from + i) * STRIDE);
  const gates = new Int32Array(words);
  for (let i = 1; i < steps.length && isGate(code, steps[0], steps[i]); i++) {
    gates[code[steps[i] + FIELD.flagWord]] |= code[steps[i] + FIELD.flagNeed];
  }
  return { steps, proRata, gates };
}

/** Whether an instruction at the head of a part strikes all of it for one flag of the event. */
function isGate(code: Float64Array, begin: number, at: number): boolean {
  const need = code[at + FIELD.flagNeed] | 0;
  return (
    code[at + FIELD.op] === TERM.strike &&
    code[at + FIELD.set] === code[begin + FIELD.set] &&
    need !== 0 &&
    (need & (need - 1)) === 0 &&
    code[at + FIELD.flagWithout] === 0 &&
    code[at + FIELD.lineNeed] === 0 &&
    code[at + FIELD.lineWithout] === 0 &&
    code[at + FIELD.amountColumn] < 0 &&
    code[at + FIELD.liftedColumn] < 0
  );
}

/** Flag words the programme speaks of. */
function wordsOf(code: Float64Array): number {
  let words = 1;
  for (let at = 0; at < code.length; at += STRIDE) words = Math.max(words, code[at + FIELD.flagWord] + 1);
  return words;
}

import { FIELD, STRIDE, TERM, type TermProgramme } from './programme.ts';

/**
 * The instructions, by offset, whose amounts differ between two programmes that are alike otherwise; undefined where
 * anything else differs. Numbers of the partner table may differ freely: a kernel reads them from memory anyway.
 */
export function openAmounts(a: TermProgramme, b: TermProgramme): ReadonlySet<number> | undefined {
  if (a.code.length !== b.code.length || !alikeOutsideCode(a, b)) return undefined;
  const open = new Set<number>();
  for (let i = 0; i < a.code.length; i++) {
    if (Object.is(a.code[i], b.code[i])) continue;
    const field = i % STRIDE;
    const shared = a.code[i - field + FIELD.op] === TERM.proRata;
    if (field !== FIELD.amount && !(shared && field === FIELD.second)) return undefined;
    open.add(i - field);
  }
  return open;
}

function alikeOutsideCode(a: TermProgramme, b: TermProgramme): boolean {
  const rest = (programme: TermProgramme) =>
    JSON.stringify({
      ...programme,
      code: undefined,
      partnerTable: programme.partnerTable.length,
      sets: programme.sets.map((set) => [...set]),
      payouts: [...programme.payouts],
    });
  return rest(a) === rest(b);
}

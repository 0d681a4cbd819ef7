import { createAssembler } from '../../wasm/assembler.ts';
import { prepareStages } from '../prepare.ts';
import type { TermProgramme } from '../programme.ts';
import { isSupported, type LineColumn, type TermPlaces } from './layout.ts';
import { definePart } from './part.ts';
import { definePay } from './pay.ts';
import { definePeriod, defineRun } from './period.ts';
import type { Context } from './scene.ts';
import type { WrittenStage } from './stages.ts';

/** A programme as the bytes of a module, and the columns that it reads or writes. */
export type WrittenTerms = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly used: ReadonlySet<LineColumn>;
};

/**
 * Writes a term programme as WebAssembly: each part a function, each instruction unrolled with its constants folded.
 * `run()` takes the periods of a block through all stages. It does what `interpret.ts` does, step by step, so the
 * outcomes are the same to the bit; explaining them is left to the interpreter. Undefined for a programme whose cells
 * live for ever, or that the kernel has no form for.
 *
 * @param open offsets of instructions whose amounts are read from memory instead of folded, see `places.amounts`
 */
export function writeTerms(
  programme: TermProgramme,
  places: TermPlaces,
  open: ReadonlySet<number> = new Set(),
): WrittenTerms | undefined {
  if (!isSupported(programme)) return undefined;
  const module = createAssembler();
  const context: Context = { module, programme, places, open, used: new Set(['flags', 'firstOfYear']) };
  const pay = definePay(context);
  const stages = prepareStages(programme).map(
    ({ kind, gates, firstCome, proRata }, s): WrittenStage => ({
      kind,
      gates,
      firstCome: firstCome.map((part, p) => definePart(context, part, `part ${s}.${p}`)),
      proRata: proRata.map((part, p) => ({
        part: definePart(context, part, `shared ${s}.${p}`),
        term: part.proRata,
      })),
    }),
  );
  defineRun(context, definePeriod(context, stages, pay));
  return { bytes: module.bytes({ pages: 1, most: 65536, shared: false }), used: context.used };
}

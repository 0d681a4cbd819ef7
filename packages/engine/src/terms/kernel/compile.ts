import type { TermProgramme } from '../programme.ts';
import { placesOf } from './layout.ts';
import type { TermModule } from './run.ts';
import { writeTerms } from './write-terms.ts';

/**
 * Compiles a programme; undefined where only the interpreter can run it.
 *
 * @param open offsets of instructions whose amounts may change without compiling anew
 */
export function compileTerms(
  programme: TermProgramme,
  open: ReadonlySet<number> = new Set(),
): TermModule | undefined {
  const places = placesOf(programme);
  const written = writeTerms(programme, places, open);
  return written && { places, open, used: written.used, module: new WebAssembly.Module(written.bytes) };
}

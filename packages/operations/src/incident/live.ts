import { type LiveInput, type LiveLiability, liveLiability } from '@sonae/incident/liability';
import { lossData } from '../answers-input.ts';

/** What the liability of a case depends on; the loss model is the house's own. */
export type CaseQuestion = Omit<LiveInput, 'data'> & { readonly courses?: number };

/** Works out the liability of a running case (進行中の事案の責任額). Takes seconds of one core. */
export async function caseLiability({ courses, ...input }: CaseQuestion): Promise<LiveLiability> {
  return liveLiability({ ...input, data: await lossData() }, courses === undefined ? {} : { courses });
}

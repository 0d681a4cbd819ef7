import { implement } from '@orpc/server';
import type { OperationMeta } from '../access/faces.ts';
import { contract } from '../contract/index.ts';
import { authorise } from './authorise.ts';
import type { RequestContext } from './context.ts';
import { invalid } from './refusals.ts';
import { unstorable } from './storable.ts';

/** Handlers are put on this: every one of them runs behind {@link authorise}, and sees no text that cannot be kept. */
export const os = implement(contract)
  .$context<RequestContext>()
  .use(async ({ context, next, path, procedure }, input) => {
    const meta = procedure['~orpc'].meta as OperationMeta;
    const inside = await authorise(context, path.join('.'), meta, input);
    const problem = unstorable(input);
    if (problem) throw invalid([problem]);
    return next({ context: inside });
  });

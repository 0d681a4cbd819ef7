import { implement } from '@orpc/server';
import type { OperationMeta } from '../access/faces.ts';
import { contract } from '../contract/index.ts';
import { authorise } from './authorise.ts';
import type { RequestContext } from './context.ts';

/** Handlers are put on this: every one of them runs behind {@link authorise}. */
export const os = implement(contract)
  .$context<RequestContext>()
  .use(async ({ context, next, path, procedure }, input) => {
    const meta = procedure['~orpc'].meta as OperationMeta;
    return next({ context: await authorise(context, path.join('.'), meta, input) });
  });

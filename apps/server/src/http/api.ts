import { OpenAPIHandler } from '@orpc/openapi/fetch';
import { ORPCError } from '@orpc/server';
import { RPCHandler } from '@orpc/server/fetch';
import type { Issue } from '@sonae/core';
import { type RequestContext, router } from '@sonae/operations/router';
import { StoreUnavailable } from '@sonae/store';
import { verbatim } from './verbatim.ts';

/** Answers a request, or undefined where it is for nobody here. */
export type Api = (request: Request, context: RequestContext) => Promise<Response | undefined>;

/** Operations over HTTP: by resource under `/api`, and as calls of the typed client under `/api/rpc`. */
export function createApi(failed: (error: unknown, requestId: string) => void): Api {
  // What fails before its operation is reached could not be read; what fails after it could not be written.
  const reached = new WeakSet<RequestContext>();
  const around = [
    async <T>(options: { next(): Promise<T>; context: RequestContext }): Promise<T> => {
      try {
        return await options.next();
      } catch (error) {
        if (error instanceof ORPCError) throw error;
        if (!reached.has(options.context)) throw malformed();
        failed(error, options.context.requestId);
        throw error;
      }
    },
  ];
  const interceptors = [
    async <T>(options: { next(): Promise<T>; context: RequestContext }): Promise<T> => {
      reached.add(options.context);
      try {
        return await options.next();
      } catch (error) {
        throw known(error, (cause) => failed(cause, options.context.requestId));
      }
    },
  ];
  // The handlers add to these lists, so each gets its own.
  const options = () => ({ interceptors: [...around], clientInterceptors: [...interceptors] });
  const rest = new OpenAPIHandler<RequestContext>(router, options());
  const rpc = new RPCHandler<RequestContext>(router, {
    interceptors: [...around],
    clientInterceptors: [...interceptors, async ({ next, procedure }) => verbatim(await next(), procedure)],
  });
  return async (request, context) => {
    const isRpc = new URL(request.url).pathname.startsWith('/api/rpc/');
    const { matched, response } = isRpc
      ? await rpc.handle(request, { prefix: '/api/rpc', context })
      : await rest.handle(request, { prefix: '/api', context });
    return matched ? response : undefined;
  };
}

/** The error as the outside may see it: what went wrong inside stays inside. */
function known(error: unknown, failed: (error: unknown) => void): ORPCError<string, unknown> {
  if (error instanceof StoreUnavailable || (error as Error)?.cause instanceof StoreUnavailable)
    return new ORPCError('BUSY', {
      status: 503,
      message: 'the database does not answer',
      data: DATABASE_AWAY,
    });
  if (error instanceof ORPCError) {
    const { data, code } = error;
    if (code === 'BAD_REQUEST' && isValidation(data))
      return new ORPCError('INVALID', {
        status: 422,
        message: 'invalid',
        data: { issues: data.issues.map(issueOf) },
        defined: true,
      });
    if (error.status < 500 || error.defined) return error;
  }
  if ((error as DOMException)?.name === 'AbortError')
    return new ORPCError('CLIENT_CLOSED_REQUEST', { status: 499, message: 'stopped' });
  failed(error);
  return new ORPCError('INTERNAL_SERVER_ERROR', { status: 500, message: 'internal error' });
}

type Validation = { issues: { message: string; path?: readonly (PropertyKey | { key: PropertyKey })[] }[] };

function isValidation(data: unknown): data is Validation {
  return Array.isArray((data as Validation | undefined)?.issues);
}

/** What a schema refused, as an issue like all others. */
function issueOf({ message, path = [] }: Validation['issues'][number]): Issue {
  const steps = path.map((step) => (typeof step === 'object' ? step.key : step));
  const text = steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return {
    code: 'request.schema',
    severity: 'error',
    path: text.replace(/^\./, ''),
    message: { ja: `値が正しくありません（${message}）。`, en: message },
    hint: { ja: '/api/openapi.json で形式を確かめてください。', en: 'See /api/openapi.json.' },
  };
}

const malformed = () =>
  new ORPCError('BAD_REQUEST', {
    status: 400,
    message: MALFORMED.message.en,
    data: MALFORMED,
    defined: true,
  });

const MALFORMED = {
  code: 'request.malformed',
  message: { ja: '要求の形が読み取れません。', en: 'The request cannot be read.' },
  hint: { ja: '/api/openapi.json で形式を確かめてください。', en: 'See /api/openapi.json.' },
};

const DATABASE_AWAY = {
  code: 'database.away',
  message: { ja: 'データベースが応答しません。', en: 'The database does not answer.' },
  hint: { ja: '少し待ってからもう一度お試しください。', en: 'Try again in a moment.' },
};

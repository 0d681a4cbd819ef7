import { createORPCClient, isDefinedError, safe } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from './contract/index.ts';

export { isDefinedError, safe };
/** Every operation as a function with the types of its contract. */
export type SonaeClient = ContractRouterClient<Contract>;

export type ClientOptions = {
  /** Where the server is, `location.origin` in a browser. */
  readonly url: string;
  /** The organisation requests are about; asked for at each request. Undefined: the first of whoever asks. */
  readonly organisation?: () => string | undefined;
  /** The token of an expert's link, in place of signing in. */
  readonly expertToken?: () => string | undefined;
  readonly fetch?: typeof fetch;
};

/** A client of a server of Sonae. Carries none of the server's code: types alone come from the contract. */
export function createClient({ url, organisation, expertToken, fetch: own }: ClientOptions): SonaeClient {
  const link = new RPCLink({
    url: `${url}/api/rpc`,
    headers: () => {
      const [chosen, token] = [organisation?.(), expertToken?.()];
      return {
        ...(chosen !== undefined && { 'sonae-organisation': chosen }),
        ...(token !== undefined && { 'sonae-expert-token': token }),
      };
    },
    ...(own && { fetch: (request, init) => own(request, init) }),
  });
  return createORPCClient(link);
}

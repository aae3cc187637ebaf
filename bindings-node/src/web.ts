/** What has a `Request` of the Fetch standard: route handlers of Next.js, SvelteKit, Remix, and others. */

import type { Identity } from './identity.js';
import { visitOfFetch } from './internal/visit.js';
import { Gate, WsseHttpError, responseOf } from './server.js';
import type { OptionalServerOptions } from './server.js';

export { WsseHttpError } from './server.js';
export type { HeaderVerifier, OptionalServerOptions } from './server.js';

/** As {@link OptionalServerOptions}, where a token is always required. */
export type WebOptions = OptionalServerOptions<Request> & { optional?: false | undefined };

/**
 * Makes a function that resolves to the {@link Identity} of a request, or to the `Response` that refuses it: 401 with the
 * challenge, or 503 with `Retry-After`, and a body that is the same for every reason.
 *
 * With `optional: true` it resolves to `null` for a request without the header.
 *
 * It does not read the body. Two tokens are refused; but a `Request` joins the values of a header with a comma, so two
 * headers with half a token each are one token. It runs on Node, whose native packages it needs.
 *
 * @example
 * ```js
 * import { createAuthenticator } from 'xwsse/web';
 *
 * const authenticate = createAuthenticator({ secrets: { alice: 's3cr3t' }, realm: 'api' });
 * export async function GET(request) {
 *   const identity = await authenticate(request);
 *   if (identity instanceof Response) return identity;
 *   return Response.json({ hello: identity.username });
 * }
 * ```
 */
export function createAuthenticator(options: WebOptions): (request: Request) => Promise<Identity | Response>;
export function createAuthenticator(
  options: OptionalServerOptions<Request>,
): (request: Request) => Promise<Identity | Response | null>;
export function createAuthenticator(
  options: OptionalServerOptions<Request>,
): (request: Request) => Promise<Identity | Response | null> {
  const gate = new Gate(options);
  return async (request) => {
    try {
      return await gate.admit(visitOfFetch(request));
    } catch (error) {
      if (!(error instanceof WsseHttpError)) throw error;
      return responseOf(error);
    }
  };
}

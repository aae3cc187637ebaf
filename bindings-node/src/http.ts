/** `node:http` without a framework. */

import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Identity } from './identity.js';
import { visitOf } from './internal/visit.js';
import { Gate, WsseHttpError } from './server.js';
import type { ServerOptions } from './server.js';

export { WsseHttpError } from './server.js';
export type { HeaderVerifier, ServerOptions } from './server.js';

/**
 * Makes a function that resolves to the {@link Identity} of a request, or rejects with a {@link WsseHttpError}, which
 * {@link refuse} answers.
 *
 * It does not read the body. Two `X-WSSE` headers are refused. You may ask about the same request more than once: its token is
 * used once.
 *
 * @example
 * ```js
 * import { createServer } from 'node:http';
 * import { createAuthenticator, refuse } from 'xwsse/http';
 *
 * const authenticate = createAuthenticator({ secrets: { alice: 's3cr3t' }, realm: 'api' });
 * const server = createServer((req, res) => {
 *   authenticate(req).then(
 *     (identity) => res.end(`hello ${identity.username}\n`),
 *     (error) => refuse(res, error),
 *   );
 * });
 * ```
 */
export function createAuthenticator(options: ServerOptions<IncomingMessage>): (req: IncomingMessage) => Promise<Identity> {
  const gate = new Gate(options, []);
  return async (req) => (await gate.admit(visitOf(req)))!;
}

/**
 * Answers a refused request: 401 with the challenge, or 503 with `Retry-After`, and a body that is the same for every
 * reason.
 *
 * @throws the error itself when it is not a {@link WsseHttpError}: a mistake is not an answer.
 */
export function refuse(res: ServerResponse, error: unknown): void {
  if (!(error instanceof WsseHttpError)) throw error;
  res.writeHead(error.status, {
    ...error.headers,
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(error.body),
  });
  res.end(error.body);
}

/** Express (4 and 5) and connect. */

import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Identity } from './identity.js';
import { Gate, headersOf } from './server.js';
import type { OptionalServerOptions } from './server.js';

export { WsseHttpError } from './server.js';
export type { HeaderVerifier, OptionalServerOptions } from './server.js';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace Express {
    interface Request {
      /** Who signed the request, set by `xwsse/express`; `undefined` where it did not run, and for nobody. */
      auth?: Identity;
    }
  }
}

/** A middleware of Express, and of connect, whose request type has no `auth`. */
export type WsseMiddleware = (
  req: IncomingMessage & { auth?: Identity },
  res: ServerResponse,
  next: (error?: unknown) => void,
) => void;

/**
 * Makes a middleware that lets only signed requests through, with the {@link Identity} in `req.auth`.
 *
 * A refused request goes to the error handlers, as a {@link WsseHttpError}. The one that Express has of its own makes
 * of it 401 with the challenge, or 503 with `Retry-After`, and a body that is the same for every reason. In yours, send
 * `err.headers`, and do not send `err.cause`, which is for logs.
 *
 * It does not read the body: put it before what does. Two `X-WSSE` headers are refused.
 *
 * @example
 * ```js
 * import express from 'express';
 * import { wsse } from 'xwsse/express';
 *
 * const app = express();
 * app.use(wsse({ secrets: { alice: 's3cr3t' }, realm: 'api' }));
 * app.get('/', (req, res) => {
 *   res.send(`hello ${req.auth.username}`);
 * });
 * ```
 */
export function wsse(options: OptionalServerOptions): WsseMiddleware {
  const gate = new Gate(options);
  return (req, _res, next) => {
    gate.admit(req, headersOf(req)).then((identity) => {
      // What others put there, or an earlier hook of ours, does not count for this one.
      if (identity === null) delete req.auth;
      else req.auth = identity;
      next();
    }, next);
  };
}

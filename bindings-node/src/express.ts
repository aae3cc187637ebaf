/** Express (4 and 5) and connect. */

import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Identity } from './identity.js';
import { visitOf } from './internal/visit.js';
import { Gate } from './server.js';
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

/** As {@link OptionalServerOptions}, and where the identity goes. */
export type ExpressOptions = OptionalServerOptions<IncomingMessage> & {
  /** The property of the request for the identity, where another package has `auth`; `auth` by default. */
  requestProperty?: string | undefined;
};

/** A middleware of Express, and of connect. */
export type WsseMiddleware = (req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void) => void;

/**
 * Makes a middleware that lets only signed requests through, with the {@link Identity} in `req.auth`, or in the
 * property `requestProperty`; for TypeScript, declare that one in `Express.Request`, as this module does for `auth`.
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
export function wsse(options: ExpressOptions): WsseMiddleware {
  const gate = new Gate(options, ['optional', 'requestProperty']);
  const { requestProperty = 'auth' } = options;
  if (typeof requestProperty !== 'string') throw new TypeError('requestProperty must be a string');
  return (req, _res, next) => {
    const request = req as unknown as Record<string, unknown>;
    gate.admit(visitOf(req)).then((identity) => {
      // What others put there, or an earlier hook of ours, does not count for this one.
      if (identity === null) delete request[requestProperty];
      else request[requestProperty] = identity;
      next();
    }, next);
  };
}

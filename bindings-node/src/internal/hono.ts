/** The middleware of `xwsse/hono`. Hono is two packages in one: its exception comes from the one that asks. */

import type { Context, MiddlewareHandler } from 'hono' with { 'resolution-mode': 'import' };
import type { HTTPException } from 'hono/http-exception' with { 'resolution-mode': 'import' };

import type { IncomingMessage } from 'node:http';

import type { Identity } from '../identity.js';
import { Gate, WsseHttpError, responseOf } from '../server.js';
import type { OptionalServerOptions } from '../server.js';
import { type Visit, visitOf, visitOfFetch } from './visit.js';

/** @internal */
export type HonoException = typeof HTTPException;

/** What it sets: for `new Hono<{ Variables: WsseVariables }>()`. */
export interface WsseVariables {
  /** Who signed the request; `undefined` for nobody. */
  wsse: Identity;
}

/**
 * Makes a middleware that lets only signed requests through, with the {@link Identity} in `c.get('wsse')`.
 *
 * For a refused request it throws an `HTTPException` with the whole answer: 401 with the challenge, or 503 with
 * `Retry-After`, and a body that is the same for every reason. Your own `onError` should return its `getResponse()`;
 * its `cause` is for logs.
 *
 * It does not read the body. Two `X-WSSE` headers are refused. It is for Node, whose native packages it needs: with
 * `@hono/node-server`, for one.
 *
 * @example
 * ```js
 * import { Hono } from 'hono';
 * import { wsse } from 'xwsse/hono';
 *
 * const app = new Hono();
 * app.use(wsse({ secrets: { alice: 's3cr3t' }, realm: 'api' }));
 * app.get('/', (c) => c.text(`hello ${c.get('wsse').username}`));
 * ```
 */
export type Wsse = (options: OptionalServerOptions<Context>) => MiddlewareHandler<{ Variables: WsseVariables }>;

/** @internal */
export function makeWsse(Exception: HonoException): Wsse {
  return (options) => {
    const gate = new Gate(options);
    return async (c, next) => {
      try {
        const identity = await gate.admit(visitIn(c));
        c.set('wsse', (identity ?? undefined) as Identity);
      } catch (error) {
        if (!(error instanceof WsseHttpError)) throw error;
        const { cause, message, status } = error;
        throw new Exception(status, { res: responseOf(error), message, cause });
      }
      await next();
    };
  };
}

/** On Node the server has what a Fetch request has not: the values of a header apart, and the peer. */
function visitIn(c: Context): Visit {
  const { incoming } = (c.env ?? {}) as { incoming?: IncomingMessage };
  return incoming?.rawHeaders ? { ...visitOf(incoming, c), key: c.req.raw } : visitOfFetch(c.req.raw, c);
}

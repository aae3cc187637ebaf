/** Koa. */

import type { IncomingMessage } from 'node:http';

import type { Identity } from './identity.js';
import { visitOf } from './internal/visit.js';
import { Gate } from './server.js';
import type { OptionalServerOptions } from './server.js';

export { WsseHttpError } from './server.js';
export type { HeaderVerifier, OptionalServerOptions } from './server.js';

/** What it puts into `ctx.state`: for `new Koa<WsseState>()`. */
export interface WsseState {
  /** Who signed the request; `undefined` for nobody. */
  user?: Identity | undefined;
}

/** What it needs of Koa's context. */
export type WsseContext = { req: IncomingMessage; state: WsseState };

/** A middleware of Koa. */
export type WsseMiddleware = (ctx: WsseContext, next: () => Promise<unknown>) => Promise<void>;

/**
 * Makes a middleware that lets only signed requests through, with the {@link Identity} in `ctx.state.user`.
 *
 * For a refused request it throws a {@link WsseHttpError}, of which Koa makes 401 with the challenge, or 503 with
 * `Retry-After`, and a body that is the same for every reason. A middleware before it that catches errors should send
 * `err.headers`, and not `err.cause`, which is for logs.
 *
 * It does not read the body. Two `X-WSSE` headers are refused.
 *
 * @example
 * ```js
 * import Koa from 'koa';
 * import { wsse } from 'xwsse/koa';
 *
 * const app = new Koa();
 * app.use(wsse({ secrets: { alice: 's3cr3t' }, realm: 'api' }));
 * app.use((ctx) => {
 *   ctx.body = `hello ${ctx.state.user.username}`;
 * });
 * ```
 */
export function wsse(options: OptionalServerOptions<WsseContext>): WsseMiddleware {
  const gate = new Gate(options);
  return async (ctx, next) => {
    const identity = await gate.admit(visitOf(ctx.req, ctx));
    if (identity === null) delete ctx.state.user;
    else ctx.state.user = identity;
    await next();
  };
}

/** Fastify 5. */

import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { RejectedError } from './errors.js';
import type { Identity } from './identity.js';
import { type Refused, visitOf } from './internal/visit.js';
import { Gate } from './server.js';
import type { OptionalServerOptions } from './server.js';

export { WsseHttpError } from './server.js';
export type { HeaderVerifier, OptionalServerOptions } from './server.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who signed the request, after `verifyWsse` has run; `null` before that, and for nobody. */
    wsse: Identity | null;
  }
  interface FastifyInstance {
    /** The hook of `xwsse/fastify`: for `onRequest`, or for `auth` of `@fastify/auth`. */
    verifyWsse: (request: FastifyRequest) => Promise<void>;
  }
}

/**
 * A plugin that decorates requests with `wsse` and the instance with `verifyWsse`.
 *
 * `verifyWsse` is a hook for `onRequest`, for all routes or for one. It puts the {@link Identity} into `request.wsse`,
 * or throws a {@link WsseHttpError}, which Fastify answers with 401 and the challenge, or 503 and `Retry-After`. Each
 * rejection goes to `request.log`, and then to `onRejected`.
 *
 * Register it in the scope that it protects: its decorators are seen there and in nested scopes, and sibling scopes can
 * each have their own. Two `X-WSSE` headers are refused. The body is not read before `onRequest`.
 *
 * @example
 * ```js
 * import Fastify from 'fastify';
 * import { wsse } from 'xwsse/fastify';
 *
 * const app = Fastify();
 * await app.register(wsse, { secrets: { alice: 's3cr3t' }, realm: 'api' });
 * app.addHook('onRequest', app.verifyWsse);
 * app.get('/', async (request) => `hello ${request.wsse.username}`);
 * ```
 */
export async function wsse(fastify: FastifyInstance, options: OptionalServerOptions<FastifyRequest>): Promise<void> {
  // Fastify adds to the options of a plugin what is its own.
  const gate = new Gate(options, ['optional', 'prefix', 'logLevel', 'logSerializers']);

  fastify.decorateRequest('wsse', null);
  fastify.decorate('verifyWsse', async (request: FastifyRequest): Promise<void> => {
    request.wsse = null;
    request.wsse = await gate.admit({ ...visitOf(request.raw, request), log: log.bind(null, request) });
  });
}

function log({ log }: FastifyRequest, { code, status, message }: RejectedError, about: Refused): boolean {
  const level = status === 401 ? 'info' : 'warn';
  log[level]({ xwsse: { code, ...about } }, `xwsse refused: ${message}`);
  // Only a log that is on can say which levels are.
  return (log as { isLevelEnabled?(level: string): boolean }).isLevelEnabled?.(level) ?? false;
}

// What the package fastify-plugin does: the decorators belong to the scope that registers, not to one below it.
Object.assign(wsse, {
  [Symbol.for('skip-override')]: true,
  [Symbol.for('fastify.display-name')]: 'xwsse',
  [Symbol.for('plugin-meta')]: { name: 'xwsse', fastify: '5.x' },
});

/** The guard of `xwsse/nest`. Nest is loaded by the module that asks: as Hono, it may be there for `import` alone. */

import type { HttpException } from '@nestjs/common' with { 'resolution-mode': 'import' };
import type { IncomingMessage } from 'node:http';

import type { Identity } from '../identity.js';
import { Gate, WsseHttpError } from '../server.js';
import type { OptionalServerOptions } from '../server.js';
import { visitOf } from './visit.js';

/** @internal */
export type NestException = typeof HttpException;

/** What the guard puts the identity into: the request of Express, or that of Fastify. */
export interface WsseRequest {
  /** Who signed the request; `undefined` for nobody. */
  user?: Identity | undefined;
}

/** As much as it needs of Nest's `ExecutionContext`. */
export interface WsseContext {
  switchToHttp(): { getRequest<T>(): T; getResponse<T>(): T };
}

/** A guard of Nest. */
export interface WsseGuard {
  canActivate(context: WsseContext): Promise<true>;
}

/**
 * A guard that lets only signed requests through, with the {@link Identity} in `request.user`.
 *
 * For a refused request it sets the challenge, or `Retry-After`, and throws an `HttpException` of Nest, with the reason
 * as its `cause`: Nest answers 401 or 503, with a body that is the same for every reason.
 *
 * It does not read the body. Two `X-WSSE` headers are refused. It is for HTTP, on Express or Fastify.
 *
 * @example
 * ```ts
 * import { WsseGuard } from 'xwsse/nest';
 *
 * const app = await NestFactory.create(AppModule);
 * app.useGlobalGuards(new WsseGuard({ secrets: { alice: 's3cr3t' }, realm: 'api' }));
 * ```
 */
export type WsseGuardClass = new (options: OptionalServerOptions<WsseRequest>) => WsseGuard;

type NodeRequest = IncomingMessage & WsseRequest & { raw?: IncomingMessage };
type NodeResponse = { header(name: string, value: string): unknown };

/** @internal */
export function makeGuard(Exception: NestException): WsseGuardClass {
  return class WsseGuard {
    readonly #gate: Gate;

    constructor(options: OptionalServerOptions<WsseRequest>) {
      this.#gate = new Gate(options);
    }

    async canActivate(context: WsseContext): Promise<true> {
      const http = context.switchToHttp();
      const request = http.getRequest<NodeRequest>();
      try {
        const identity = await this.#gate.admit(visitOf(request.raw ?? request, request));
        request.user = identity ?? undefined;
        return true;
      } catch (error) {
        if (!(error instanceof WsseHttpError)) throw error;
        const response = http.getResponse<NodeResponse>();
        for (const [name, value] of Object.entries(error.headers)) response.header(name, value);
        throw new Exception(error.message, error.status, { cause: error.cause });
      }
    }
  };
}

/** For tests of programs that sign or verify. */

import { once } from 'node:events';
import { type RequestListener, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createWsseFetch } from './fetch.js';
import { Identity } from './identity.js';
import { millis } from './internal/values.js';
import type { ClientOptions } from './origin.js';
import type { HeaderVerifier } from './server.js';

/** A clock that stands still until it is set: for the option `clock`. */
export interface TestClock {
  (): Date;
  /** Sets it. */
  set(now: Date): void;
  /** Sets it forward by so many milliseconds, or back. */
  advance(milliseconds: number): void;
}

/**
 * Makes a clock to set. Fake timers do not move the clock of a `Signer` or a `Verifier`, which is read in Rust.
 *
 * @example
 * ```js
 * import { Signer, Verifier } from 'xwsse';
 * import { testClock } from 'xwsse/testing';
 *
 * const clock = testClock(new Date('2026-01-15T12:30:00Z'));
 * const header = new Signer({ username: 'key', secret: 'secret', clock }).header();
 * clock.advance(61_000);
 * new Verifier({ secrets: { key: 'secret' }, clock }).verifySync(header); // throws created_stale
 * ```
 */
export function testClock(start: Date): TestClock {
  let now = millis(start, 'the start');
  return Object.assign(() => new Date(now), {
    set(date: Date): void {
      now = millis(date, 'the time');
    },
    advance(milliseconds: number): void {
      now += milliseconds;
    },
  });
}

/**
 * Makes a verifier for server hooks that accepts every request, as this identity. For tests of what comes after the
 * verifier: it verifies nothing.
 *
 * @example
 * ```js
 * import { wsse } from 'xwsse/express';
 * import { acceptAs } from 'xwsse/testing';
 *
 * app.use(wsse({ verifier: acceptAs('alice') }));
 * ```
 */
export function acceptAs(identity: string | Identity): HeaderVerifier {
  const who = typeof identity === 'string' ? new Identity(identity, new Date()) : identity;
  return { headerNames: ['x-wsse'], verifyHeaders: () => who, challenge: (realm) => `WSSE realm="${realm}"` };
}

/** A `fetch` that signs for one application; its paths are relative to it. */
export interface SignedClient {
  (path: string, init?: RequestInit): Promise<Response>;
  /** Stops the application. */
  close(): Promise<void>;
}

/**
 * Serves an application on loopback, and makes a `fetch` that signs for it. Takes what `node:http` takes: an Express or
 * connect application, `app.callback()` of Koa, `app.routing` of Fastify.
 *
 * For one that is a function of a `Request`, such as Hono, none is needed: `createWsseFetch({ …, fetch: app.request })`.
 *
 * @example
 * ```js
 * import { signedClient } from 'xwsse/testing';
 *
 * const api = await signedClient(app, { username: 'alice', secret: 's3cr3t' });
 * const response = await api('/orders');
 * await api.close();
 * ```
 */
export async function signedClient(app: RequestListener, options: ClientOptions): Promise<SignedClient> {
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = createWsseFetch({ ...options, origins: origin });
  return Object.assign((path: string, init?: RequestInit) => send(new URL(path, origin), init), {
    async close(): Promise<void> {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  });
}

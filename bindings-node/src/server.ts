/** What every server hook does alike: ask the verifier, report the code, and answer. */

import { types } from 'node:util';

import { RejectedError, WsseError } from './errors.js';
import type { Identity } from './identity.js';
import { knowInEveryCopy } from './internal/copies.js';
import { checkOptions, flag, pick } from './internal/options.js';
import { firstRefusals } from './internal/refusals.js';
import { bytesOfHttp } from './internal/values.js';
import type { Visit } from './internal/visit.js';
import { VERIFIER_OPTIONS, Verifier, type VerifierOptions } from './xwsse/verifier.js';

/** What a server hook asks of a verifier, whatever its scheme. A {@link Verifier} is one. */
export interface HeaderVerifier {
  /** The headers that it reads, in lower case. */
  readonly headerNames: readonly string[];
  /** Turns all values of each of these headers into an identity, or rejects with a {@link RejectedError}. */
  verifyHeaders(headers: Readonly<Record<string, (string | Uint8Array)[]>>): Identity | Promise<Identity>;
  /** The value of `WWW-Authenticate` to answer a 401 with. */
  challenge(realm: string): string;
  /** The username in these headers, for a log: it is not verified. */
  usernameIn?(headers: Readonly<Record<string, (string | Uint8Array)[]>>): string | undefined;
}

/**
 * What every server hook takes: a verifier, or what a {@link Verifier} is made of.
 *
 * @typeParam R What the framework has for a request.
 */
export type ServerOptions<R = any> = (VerifierOptions | { verifier: HeaderVerifier }) & {
  /** The realm of the challenge; `api` by default. */
  realm?: string | undefined;
  /**
   * Called with each rejection, before the answer, and with the request. Log its `code`, and for a 503 its `cause`, which
   * is what the look-up or the store threw. There is nothing of the header in it. A promise is awaited, and what it throws
   * or rejects with is a mistake, for which the request is refused too.
   *
   * By default, the first few refusals are warnings of the process (`process.on('warning')`), with `code`, `remedy`,
   * `username`, `method`, `path` and `peer`.
   */
  onRejected?: ((rejected: RejectedError, request: R) => unknown) | undefined;
};

/** As {@link ServerOptions}, for frameworks where another way to authenticate may follow. */
export type OptionalServerOptions<R = any> = ServerOptions<R> & {
  /** Let a request without the header through, as nobody. One that has a header which is refused is refused. */
  optional?: boolean | undefined;
};

/**
 * What a peer is told when its request is refused: 401 with the challenge, or 503 with `Retry-After`, and not the reason. That is in `cause`, for logs: a {@link RejectedError}.
 *
 * It has the properties from which Express, Fastify and Koa make an answer.
 */
export class WsseHttpError extends Error {
  readonly status: 401 | 503;
  readonly statusCode: 401 | 503;
  readonly headers: Readonly<Record<string, string>>;
  /** The message may be shown to the peer. */
  readonly expose = true;
  declare readonly cause: RejectedError;

  /** @internal */
  constructor(rejected: RejectedError, challenge: string) {
    const { status } = rejected;
    super(status === 503 ? 'Service Unavailable' : 'Unauthorized', { cause: rejected });
    this.name = 'WsseHttpError';
    // Some frameworks show the stack to the peer while a service is developed. That of the cause is kept.
    this.stack = `${this.name}: ${this.message}`;
    this.status = this.statusCode = status;
    this.headers = status === 503 ? { 'Retry-After': '1' } : { 'WWW-Authenticate': challenge };
  }

  /** The body of the answer: the same for every 401. */
  get body(): string {
    return `${this.status} ${this.message}\n`;
  }
}

knowInEveryCopy({ WsseHttpError });

/** The whole answer, where it is made of a `Response`. */
export function responseOf({ body, headers, status }: WsseHttpError): Response {
  return new Response(body, { status, headers: { ...headers } });
}

const OWN_OPTIONS = ['verifier', 'realm', 'onRejected'];

/** A verifier in front of an application. */
export class Gate {
  readonly #verifier: HeaderVerifier;
  readonly #realm: string;
  readonly #optional: boolean;
  readonly #onRejected: ServerOptions['onRejected'];
  readonly #warn = firstRefusals();

  /** @param more Options that not every hook has. */
  constructor(options: OptionalServerOptions, more: readonly string[] = ['optional']) {
    checkOptions(options, [...VERIFIER_OPTIONS, ...OWN_OPTIONS, ...more]);
    const { realm = 'api', optional, onRejected } = options;
    if (typeof realm !== 'string') throw new TypeError('the realm must be a string');
    if (onRejected !== undefined && typeof onRejected !== 'function') throw new TypeError('onRejected must be a function');
    this.#verifier = verifierOf(options);
    this.#realm = realm;
    this.#optional = flag(optional, 'optional', false);
    this.#onRejected = onRejected;
  }

  /**
   * The identity, or `null` when there is no header and none is required.
   *
   * Two hooks that share a verifier may both see a request: its token is used once.
   *
   * @throws {@link WsseHttpError} when the request is refused; an `Error` for a mistake. Never anything else: Express
   * takes nothing, or a text such as 'route', as permission to go on.
   */
  async admit(visit: Visit): Promise<Identity | null> {
    try {
      return await this.#admit(visit);
    } catch (error) {
      if (types.isNativeError(error) || error instanceof Error) throw error;
      throw new WsseError('the clock or onRejected threw something that is not an Error; it is the cause', {
        cause: error,
      });
    }
  }

  async #admit(visit: Visit): Promise<Identity | null> {
    const earlier = admitted.get(visit.key);
    if (earlier?.verifier === this.#verifier) return earlier.identity;
    const entries = this.#verifier.headerNames.map((name) => [name, bytesOfHttp(visit.read(name))] as const);
    if (this.#optional && entries.every(([, values]) => values.length === 0)) return null;
    const headers = Object.fromEntries(entries);
    try {
      const identity = await this.#verifier.verifyHeaders(headers);
      // Somebody else's verifier may have forgotten to say no.
      if (typeof identity?.username !== 'string') throw new TypeError('the verifier did not say who signed the request');
      admitted.set(visit.key, { verifier: this.#verifier, identity });
      return identity;
    } catch (error) {
      if (!(error instanceof RejectedError)) throw error;
      const about = { username: this.#verifier.usernameIn?.(headers), ...visit.about() };
      const isLogged = visit.log?.(error, about);
      if (this.#onRejected) await this.#onRejected(error, visit.request);
      else if (!isLogged) this.#warn(error, about);
      throw new WsseHttpError(error, this.#verifier.challenge(this.#realm));
    }
  }
}

type Admitted = WeakMap<object, { verifier: HeaderVerifier; identity: Identity }>;

/** One for all copies of this package: their hooks may share a verifier too. */
const admitted = ((globalThis as Record<symbol, unknown>)[Symbol.for('xwsse.admitted')] ??= new WeakMap()) as Admitted;

function verifierOf(options: OptionalServerOptions): HeaderVerifier {
  if (!('verifier' in options)) return new Verifier(pick(options, VERIFIER_OPTIONS));
  const beside = VERIFIER_OPTIONS.filter((name) => name in options);
  if (beside.length > 0) throw new TypeError(`${beside.join(', ')}: give them to the verifier, not beside it`);
  const { verifier } = options;
  if (typeof verifier?.verifyHeaders !== 'function' || !Array.isArray(verifier.headerNames)) {
    throw new TypeError('the verifier must be a Verifier, or an object with headerNames, verifyHeaders() and challenge()');
  }
  return verifier;
}

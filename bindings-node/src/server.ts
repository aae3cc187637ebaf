/** What every server hook does alike: ask the verifier, tell the code, and say the answer. */

import { types } from 'node:util';

import { RejectedError, Verifier, WsseError } from './index.js';
import type { Identity, VerifierOptions } from './index.js';
import { knowInEveryCopy } from './internal/copies.js';
import { bytesOfHttp } from './internal/values.js';

/** What every server hook takes: a Verifier, or what one is made of. */
export type ServerOptions = (VerifierOptions | { verifier: Verifier }) & {
  /** The realm of the challenge; `api` unless told. */
  realm?: string | undefined;
  /**
   * Called with each rejection, before the answer. Log its `code`, and for a 503 its `cause`, which is what the
   * look-up or the store threw. There is nothing of the header in it. A promise is awaited, and what it throws or rejects
   * with is a mistake, for which the request is refused too.
   */
  onRejected?: ((rejected: RejectedError) => unknown) | undefined;
};

/** As {@link ServerOptions}, for frameworks where another way to authenticate may follow. */
export type OptionalServerOptions = ServerOptions & {
  /** Let a request without the header through, as nobody. One that has a header which is refused is refused. */
  optional?: boolean | undefined;
};

/**
 * What a peer is told when its request is refused: 401 with the challenge, or 503 with `Retry-After`, and nothing
 * of the reason. That is in `cause`, for logs: a {@link RejectedError}.
 *
 * It has the properties by which Express, Fastify and Koa make an answer of an error.
 */
export class WsseHttpError extends Error {
  readonly status: 401 | 503;
  readonly statusCode: 401 | 503;
  readonly headers: Readonly<Record<string, string>>;
  /** The message may be shown to the peer. */
  readonly expose = true;
  declare readonly cause: RejectedError;

  constructor(rejected: RejectedError, realm: string) {
    const challenge = rejected.challenge(realm);
    super(challenge === undefined ? 'Service Unavailable' : 'Unauthorized', { cause: rejected });
    this.name = 'WsseHttpError';
    // Some frameworks show the stack to the peer while a service is developed. That of the cause is kept.
    this.stack = `${this.name}: ${this.message}`;
    this.status = this.statusCode = challenge === undefined ? 503 : 401;
    this.headers = challenge === undefined ? { 'Retry-After': '1' } : { 'WWW-Authenticate': challenge };
  }

  /** The body of the answer: the same for every 401. */
  get body(): string {
    return `${this.status} ${this.message}\n`;
  }
}

knowInEveryCopy({ WsseHttpError });

/** A verifier behind which a framework stands. */
export class Gate {
  readonly #verifier: Verifier;
  readonly #realm: string;
  readonly #optional: boolean;
  readonly #onRejected: ServerOptions['onRejected'];

  constructor(options: OptionalServerOptions) {
    const { realm = 'api', optional = false, onRejected, ...rest } = options;
    if (typeof realm !== 'string') throw new TypeError('the realm must be a string');
    this.#verifier = verifierOf(rest);
    this.#realm = realm;
    this.#optional = optional;
    this.#onRejected = onRejected;
  }

  /**
   * The identity, or `null` when there is no header and none is demanded.
   *
   * Two hooks that share a verifier may both stand in the way of a request: its token is used once.
   *
   * @param request What stands for the request for as long as it lasts.
   * @param values All values of `X-WSSE`, as they came.
   * @throws {@link WsseHttpError} when the request is refused; an `Error` for a mistake. Never anything else: Express
   * takes nothing, or a text such as 'route', for leave to go on.
   */
  async admit(request: object, values: string[], onRejected = this.#onRejected): Promise<Identity | null> {
    try {
      return await this.#admit(request, values, onRejected);
    } catch (error) {
      if (types.isNativeError(error) || error instanceof Error) throw error;
      throw new WsseError('the clock or onRejected threw what is no Error; it is the cause', { cause: error });
    }
  }

  async #admit(
    request: object,
    values: string[],
    onRejected: ServerOptions['onRejected'],
  ): Promise<Identity | null> {
    const earlier = admitted.get(request);
    if (earlier?.verifier === this.#verifier) return earlier.identity;
    if (this.#optional && values.length === 0) return null;
    try {
      const identity = await this.#verifier.verify(bytesOfHttp(values));
      admitted.set(request, { verifier: this.#verifier, identity });
      return identity;
    } catch (error) {
      if (!(error instanceof RejectedError)) throw error;
      await onRejected?.(error);
      throw new WsseHttpError(error, this.#realm);
    }
  }
}

type Admitted = WeakMap<object, { verifier: Verifier; identity: Identity }>;

/** One for all copies of this package: their hooks may share a verifier too. */
const admitted = ((globalThis as Record<symbol, unknown>)[Symbol.for('xwsse.admitted')] ??= new WeakMap()) as Admitted;

/** All values of `X-WSSE`: Node's `headers` would join several with a comma. */
export function valuesOf({ rawHeaders }: { rawHeaders: readonly string[] }): string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]!.toLowerCase() === 'x-wsse');
}

function verifierOf(options: VerifierOptions | { verifier: Verifier }): Verifier {
  if (!('verifier' in options)) return new Verifier(options);
  const beside = Object.keys(options).filter((name) => name !== 'verifier');
  if (beside.length > 0) throw new TypeError(`${beside.join(', ')}: give them to the Verifier, not beside it`);
  return options.verifier;
}

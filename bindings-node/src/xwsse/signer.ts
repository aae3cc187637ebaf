/** Fresh tokens. */

import { setTimeout } from 'node:timers/promises';
import type { InspectOptions } from 'node:util';
import { type Dialect, type DialectLike, dialectOf, dialectText, fieldsOf } from './dialect.js';
import { CREATED_EXHAUSTED, SignError, valueOf } from '../errors.js';
import { inspected } from '../internal/inspect.js';
import { type Handle, native } from '../internal/native.js';
import { checkOptions } from '../internal/options.js';
import { checkClock, millis, read, secretBytes } from '../internal/values.js';
import { UsernameToken, type WsseHeaders } from './token.js';

/** Options of a {@link Signer}. */
export interface SignerOptions {
  /** The API key: 1 to 256 characters of printable ASCII without `"` and `\`. */
  readonly username: string;
  /** The API secret: text, taken as UTF-8, or bytes. Not empty. */
  readonly secret: string | Uint8Array;
  /** The dialect to sign in; `penneo` by default. */
  readonly dialect?: DialectLike | undefined;
  /** Another clock than the system's: for tests. */
  readonly clock?: (() => Date) | undefined;
}

/** @internal */
export const SIGNER_OPTIONS = ['username', 'secret', 'dialect', 'clock'] as const satisfies readonly (keyof SignerOptions)[];

/**
 * Makes a fresh token for each request.
 *
 * Sign every attempt: a retry and each hop of a redirect need a token of their own. Use one signer for an API key in a
 * process. Worker threads and processes that share a key can make the same Created, which services such as Penneo accept
 * once; let them sign in finer steps, `{ dialect: 'penneo,created=micros' }`, or try once more after a 401.
 *
 * @example
 * ```ts
 * import { Signer } from 'xwsse';
 *
 * const signer = new Signer({ username: 'my-api-key', secret: 'my-api-secret' });
 * console.log(signer.headers().Authorization); // WSSE profile="UsernameToken"
 * ```
 */
export class Signer {
  /** The API key. */
  readonly username: string;
  /** The dialect that it signs in. */
  readonly dialect: Dialect;
  /** The value of `Authorization` that goes with each token: the same for all. */
  readonly authorization: string;
  /** The headers that hold a token: a client hook removes them where no token may go. */
  readonly headerNames: readonly string[] = HEADER_NAMES;
  readonly #handle: Handle<'signer'>;
  readonly #clock: (() => Date) | undefined;
  readonly #sign: () => string | number;

  /** @throws {@link UsageError} `username_unusable`, `secret_empty`; {@link DialectError} */
  constructor(options: SignerOptions) {
    checkOptions(options, SIGNER_OPTIONS);
    const { username, secret, dialect = 'penneo', clock } = options;
    if (typeof username !== 'string') throw new TypeError('the username must be a string');
    checkClock(clock);
    if (secret === undefined || secret === null) throw new TypeError(`the secret of '${username}' is missing`);
    const rules = dialectOf(dialect);
    this.#handle = valueOf(native.signerNew(username, secretBytes(secret), rules, clock !== undefined));
    this.#clock = clock;
    const handle = this.#handle;
    this.#sign = clock
      ? () => native.signerHeader(handle, millis(clock(), 'what the clock returns'))
      : native.signerFunction(handle);
    this.username = username;
    this.dialect = fieldsOf(rules);
    this.authorization = native.signerAuthorization(this.#handle);
  }

  /**
   * The value of `X-WSSE` for one request.
   *
   * @throws {@link SignError} `created_exhausted` when so many were signed that Created would run too far ahead of the
   * clock, with the seconds to wait in `retryAfter`; `randomness_unavailable`, `created_out_of_range`, and
   * `nonce_unusable` when the dialect leaves no room for a nonce.
   */
  header(): string {
    return this.#result<string>(this.#sign(), 1);
  }

  /** The headers to set on one request, replacing those of the same name. Throws as {@link header}. */
  headers(): WsseHeaders {
    return { Authorization: this.authorization, 'X-WSSE': this.header() };
  }

  /** A fresh token. Throws as {@link header}. */
  sign(): UsernameToken {
    return UsernameToken.of(this.header(), this.authorization);
  }

  /**
   * As {@link sign}, and waits for the clock where {@link sign} would throw `created_exhausted`: for more than 1,000
   * tokens a second in milliseconds.
   */
  async signAsync(): Promise<UsernameToken> {
    for (let waited = 0; ; ) {
      try {
        return this.sign();
      } catch (error) {
        // A clock that stands still makes no room.
        if (!(error instanceof SignError) || !error.retryAfter || waited > this.dialect.maxFuture) throw error;
        const wait = Math.max(0.001, error.retryAfter); // a timer has no finer steps
        await setTimeout(1000 * wait);
        waited += wait;
      }
    }
  }

  /**
   * That many fresh tokens, all or none: cheaper than one by one. Throws as {@link header}.
   *
   * @example
   * ```ts
   * import { Signer } from 'xwsse';
   *
   * console.log(new Signer({ username: 'key', secret: 'secret' }).signMany(10).length); // 10
   * ```
   */
  signMany(count: number): UsernameToken[] {
    if (!Number.isInteger(count) || count < 0 || count > MOST) {
      throw new RangeError(`the number of tokens must be 0 to ${MOST}`);
    }
    const headers = this.#result(native.signerHeaders(this.#handle, count, read(this.#clock)), count);
    return headers.map((header) => UsernameToken.of(header, this.authorization));
  }

  /**
   * A token of a given time and nonce: for test vectors. Created is cut to the dialect's precision. Never use a nonce
   * twice.
   *
   * @param created - A `Date`, or text such as `2026-01-02T03:04:05.678901Z` where milliseconds are too coarse.
   * @param nonce - The bytes that enter the digest.
   * @throws {@link SignError} `nonce_unusable`, `created_out_of_range`
   */
  signWith(created: Date | string, nonce: Uint8Array): UsernameToken {
    const text = typeof created === 'string' ? created : new Date(millis(created, 'created')).toISOString();
    return UsernameToken.of(valueOf(native.signerHeaderWith(this.#handle, text, nonce)), this.authorization);
  }

  /** Milliseconds that are added to the clock, at most 24 hours in either direction; more is cut to that. */
  get clockOffset(): number {
    return native.signerOffset(this.#handle);
  }

  set clockOffset(offset: number) {
    if (typeof offset !== 'number' || Number.isNaN(offset)) {
      throw new TypeError('the clock\'s offset must be a number of milliseconds');
    }
    native.signerSetOffset(this.#handle, offset);
  }

  /**
   * Learns the clock's offset from the `Date` header of a response, for a machine whose clock is wrong, and returns it in
   * milliseconds.
   *
   * Take it only from the service itself over TLS: anyone who can set the signer's time can make it sign tokens for later.
   *
   * @throws {@link UsageError} `date_invalid` when the text is not an HTTP date.
   * @example
   * ```ts
   * import { Signer } from 'xwsse';
   *
   * const clock = () => new Date('2026-03-14T10:00:00Z');
   * const signer = new Signer({ username: 'key', secret: 'secret', clock });
   * console.log(signer.learnClockOffset('Sat, 14 Mar 2026 10:07:00 GMT')); // 420000
   * console.log(signer.sign().created); // 2026-03-14T10:07:00.000Z
   * ```
   */
  learnClockOffset(dateHeader: string): number {
    if (typeof dateHeader !== 'string') throw SignError.of('date_invalid');
    const error = native.signerLearnOffset(this.#handle, dateHeader, read(this.#clock));
    if (error !== null) valueOf(error);
    return this.clockOffset;
  }

  /** What native code returned; or the error, which says how long the clock takes to catch up with so many tokens. */
  #result<T>(result: T | number, count: number): T {
    if (result === CREATED_EXHAUSTED) throw SignError.of('created_exhausted', STEPS[this.dialect.created] * count);
    return valueOf(result);
  }

  /** @internal */
  [Symbol.for('nodejs.util.inspect.custom')](_depth: number, options: InspectOptions): string {
    return inspected(this, this.toJSON(), options);
  }

  /** Never the secret. */
  toJSON(): { username: string; dialect: string } {
    return { username: this.username, dialect: dialectText(this.dialect) };
  }
}

/** Seconds between two tokens. */
const STEPS = { seconds: 1, millis: 1e-3, micros: 1e-6, nanos: 1e-9 };

const HEADER_NAMES = Object.freeze(['X-WSSE']);

/** Tokens of one call: as many as fit into a gigabyte. */
const MOST = 1_000_000;

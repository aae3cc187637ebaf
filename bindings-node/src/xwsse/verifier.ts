/** The order of checks around what JavaScript answers: the look-up of secrets, the replay store. */

import cluster from 'node:cluster';
import type { InspectOptions } from 'node:util';
import { types } from 'node:util';
import { type Dialect, type DialectLike, dialectOf, dialectText, fieldsOf } from './dialect.js';
import { UsageError, valueOf } from '../errors.js';
import { Identity } from '../identity.js';
import { secretList } from '../internal/credentials.js';
import { inspected } from '../internal/inspect.js';
import { type Handle, type TextOrBytes, type Values, native } from '../internal/native.js';
import { checkOptions } from '../internal/options.js';
import { type Steps, atOnce, inTime } from '../internal/steps.js';
import { checkClock, headerValues, millis, read } from '../internal/values.js';
import { MemoryReplayStore, type ReplayStore } from '../store.js';
import { Candidate } from './candidate.js';
import { UsernameToken } from './token.js';

/** A secret: text, taken as UTF-8, or bytes. Not empty. */
export type Secret = string | Uint8Array;

/**
 * What a look-up found: the active secrets, and the name that they belong to.
 *
 * A look-up that finds "alice" for "Alice" says whose token it is: the identity, and the claims on nonce and Created, are
 * made of the canonical name.
 */
export interface Credentials {
  /** The active secrets; nothing for nobody. */
  readonly secrets: Secret | readonly Secret[] | null | undefined;
  /** This user's canonical name, if it may differ from the spelling in the header; by default that spelling. */
  readonly username?: string | undefined;
}

/** What a look-up returns: one secret, several while they are rotated, {@link Credentials}, or nothing for nobody. */
export type Found = Secret | readonly Secret[] | Credentials | null | undefined;

/** Looks up the active secrets of a username. It comes from a header that is not verified yet. */
export type LookUp = (username: string) => Found | Promise<Found>;

/** The secrets of all usernames, read once; or a function that looks them up, each time. */
export type Secrets =
  | Readonly<Record<string, Secret | readonly Secret[]>>
  | ReadonlyMap<string, Secret | readonly Secret[]>
  | LookUp;

/** All values that a request has for the header `X-WSSE`. */
export type HeaderValues = Secret | readonly Secret[] | null | undefined;

/** Options of a {@link Verifier}. */
export interface VerifierOptions {
  /**
   * Who has which secrets: an object or a `Map` from username to a secret or a list of them, read once, now; or a
   * function of the username, which may be asynchronous. What the function throws becomes an {@link UnavailableError}.
   */
  readonly secrets: Secrets;
  /** The dialect to verify in; `penneo` by default. A verifier has one dialect, and never guesses. */
  readonly dialect?: DialectLike | undefined;
  /** Where tokens are claimed: by default a {@link MemoryReplayStore} of its own, which is right for one process. */
  readonly store?: ReplayStore | undefined;
  /** Another clock than the system's: for tests. */
  readonly clock?: (() => Date) | undefined;
}

/** @internal */
export const VERIFIER_OPTIONS = ['secrets', 'dialect', 'store', 'clock'] as const satisfies readonly (keyof VerifierOptions)[];

/** Options of one verification. */
export interface VerifyOptions {
  /** The time, in place of the clock's: for tests. */
  readonly now?: Date | undefined;
}

/**
 * Turns a header into an {@link Identity}, or throws a {@link RejectedError}.
 *
 * @example
 * ```ts
 * import { Signer, Verifier } from 'xwsse';
 *
 * const verifier = new Verifier({ secrets: { alice: 's3cr3t', bob: ['new secret', 'old secret'] } });
 * const header = new Signer({ username: 'bob', secret: 'old secret' }).header();
 * console.log(verifier.verifySync(header).secretIndex); // 1
 * ```
 */
export class Verifier {
  /** The dialect that it verifies in. */
  readonly dialect: Dialect;
  /** The store that it claims in, for example to read its gauges. */
  readonly store: ReplayStore;
  /** The headers that it reads, in lower case: what a server hook passes to {@link verifyHeaders}. */
  readonly headerNames: readonly string[] = HEADER_NAMES;
  readonly #clock: (() => Date) | undefined;
  readonly #lookUp: LookUp;
  /** The store, if it is one in memory. */
  readonly #memory: Handle<'store'> | undefined;
  readonly #rules: Handle<'dialect'>;
  /** A table of secrets and a store in memory: then no JavaScript is involved. */
  readonly #atOnce: Handle<'verifier'> | undefined;
  /** The same for one value of text, by the system's clock. */
  readonly #verifyText: ((value: string) => string | number) | undefined;

  /** @throws {@link UsageError} `secret_empty`; {@link DialectError} */
  constructor(options: VerifierOptions) {
    checkOptions(options, VERIFIER_OPTIONS);
    const { secrets, dialect = 'penneo', store = storeOfItsOwn(), clock } = options;
    checkClock(clock);
    if (typeof store?.claim !== 'function') {
      throw new TypeError('a replay store must be an object with a method claim(claims, now)');
    }
    this.#rules = dialectOf(dialect);
    this.dialect = fieldsOf(this.#rules);
    this.store = store;
    this.#clock = clock;
    this.#memory = MemoryReplayStore.handleOf(store);
    if (typeof secrets === 'function') {
      this.#lookUp = secrets;
      return;
    }
    const table = readTable(secrets);
    this.#lookUp = (username) => table.get(username);
    if (!this.#memory) return;
    this.#atOnce = valueOf(
      native.verifierNew(this.#rules, [...table.keys()], [...table.values()], this.#memory),
    );
    if (!clock) this.#verifyText = native.verifierFunction(this.#atOnce);
  }

  /**
   * Verifies all values that the request has for the header `X-WSSE`: pass all of them, so that two are refused.
   *
   * Text is taken as UTF-8. HTTP libraries return one character for each byte: convert what is not ASCII to bytes.
   *
   * @throws {@link RejectedError}, which says how to answer.
   */
  verifySync(values: HeaderValues, options?: VerifyOptions): Identity {
    checkVerifyOptions(options);
    return this.#verifyAtOnce(values, options) ?? atOnce(this.#steps(headerValues(values), options));
  }

  /**
   * As {@link verifySync}, for secrets and stores that may be asynchronous.
   *
   * @example
   * ```ts
   * import { Signer, Verifier } from 'xwsse';
   *
   * const lookUp = async (username: string) => (username === 'key' ? 'secret' : null);
   * const verifier = new Verifier({ secrets: lookUp });
   * const identity = await verifier.verify(new Signer({ username: 'key', secret: 'secret' }).header());
   * console.log(identity.username); // key
   * ```
   */
  async verify(values: HeaderValues, options?: VerifyOptions): Promise<Identity> {
    checkVerifyOptions(options);
    return this.#verifyAtOnce(values, options) ?? inTime(this.#steps(headerValues(values), options));
  }

  /** As {@link verify}, for server hooks: all values of each header in {@link headerNames}, by its name. */
  verifyHeaders(headers: Readonly<Record<string, HeaderValues>>): Promise<Identity> {
    return this.verify(headers['x-wsse']);
  }

  /**
   * The value of `WWW-Authenticate` to answer a 401 with. What cannot stand in a quoted string of a header is left out
   * of the realm.
   */
  challenge(realm: string): string {
    return native.challenge(realm);
  }

  /** The username in these headers, for a log: it is not verified. */
  usernameIn(headers: Readonly<Record<string, HeaderValues>>): string | undefined {
    try {
      return UsernameToken.parse(String(headers['x-wsse'])).username;
    } catch {
      return undefined;
    }
  }

  *#steps(values: Values, options: VerifyOptions | undefined): Steps<Identity> {
    const candidate = new Candidate(this.#rules, values, this.#time(options));
    const found = yield { ask: () => this.#lookUp(candidate.username), failure: 'secrets_unavailable' };
    if (this.#memory) return this.#identity(candidate.accept(found, this.#memory, this.#time(options)));

    const authenticated = candidate.authenticate(found);
    const at = this.#time(options) ?? Date.now();
    const claims = authenticated.claimsAt(at);
    const outcome = yield { ask: () => this.store.claim(claims, new Date(at)), failure: 'store_unavailable' };
    return this.#identity(authenticated.accept(outcome));
  }

  #identity(text: string): Identity {
    return Identity.read(text, this.dialect.name);
  }

  /** Verifies where no JavaScript is involved; returns nothing where it is. */
  #verifyAtOnce(values: HeaderValues, options: VerifyOptions | undefined): Identity | undefined {
    if (!this.#atOnce) return undefined;
    const identity =
      this.#verifyText && typeof values === 'string' && options === undefined
        ? this.#verifyText(values)
        : native.verifierVerify(this.#atOnce, headerValues(values), this.#time(options));
    return this.#identity(valueOf(identity));
  }

  /** Milliseconds, or nothing for the system's clock, which native code reads itself. */
  #time(options: VerifyOptions | undefined): number | undefined {
    return options?.now === undefined ? read(this.#clock) : millis(options.now, 'now');
  }

  /** @internal */
  [Symbol.for('nodejs.util.inspect.custom')](_depth: number, options: InspectOptions): string {
    return inspected(this, this.toJSON(), options);
  }

  /** Never the secrets. */
  toJSON(): { dialect: string } {
    return { dialect: dialectText(this.dialect) };
  }
}

function storeOfItsOwn(): ReplayStore {
  if (cluster.isWorker) {
    process.emitWarning(
      'each worker of the cluster has a replay store of its own, so the same token is accepted once by each; ' +
        'pass a store that they share, or a MemoryReplayStore if that is what you want',
      'WsseWarning',
    );
  }
  return new MemoryReplayStore();
}

const HEADER_NAMES = Object.freeze(['x-wsse']);

function checkVerifyOptions(options: VerifyOptions | undefined): void {
  if (options !== undefined) checkOptions(options, ['now']);
}

function readTable(secrets: unknown): Map<string, TextOrBytes[]> {
  if (typeof secrets !== 'object' || secrets === null || Array.isArray(secrets)) {
    throw new TypeError('secrets must be an object, a Map or a function');
  }
  const entries: Iterable<[unknown, unknown]> = types.isMap(secrets) ? secrets : Object.entries(secrets);
  const table = new Map<string, TextOrBytes[]>();
  for (const [username, found] of entries) {
    if (typeof username !== 'string') throw new TypeError('a username must be a string');
    if (found === undefined || found === null) throw new TypeError(`the secret of '${username}' is missing`);
    const list = secretList(found);
    if (native.secretsCheck(list) !== null) throw new UsageError('secret_empty', `the secret of '${username}' is empty`);
    table.set(username, list);
  }
  return table;
}

/** One header on its way to an identity, where JavaScript takes part: read, authenticated, claimed. */

import { types } from 'node:util';
import { Claims } from '../claims.js';
import type { DialectName } from '../dialect.js';
import { RejectedError, valueOf } from '../errors.js';
import { Identity } from '../identity.js';
import { type Handle, type TextOrBytes, type Values, native } from './native.js';
import { secretBytes } from './values.js';

/** A header that follows the grammar and falls into the window. Nothing vouches for it yet. */
export class Candidate {
  /** The username to look up. */
  readonly username: string;
  readonly #rules: Handle<'rules'>;
  readonly #values: Values;
  readonly #now: number;

  /** Reads it, at this time or now. */
  constructor(rules: Handle<'rules'>, values: Values, now: number = Date.now()) {
    this.username = valueOf(native.rulesRead(rules, values, now));
    this.#rules = rules;
    this.#values = values;
    this.#now = now;
  }

  /** Holds it against what a look-up found. */
  authenticate(found: unknown): Authenticated {
    const token = withCredentials(found, (secrets, username) =>
      native.rulesAuthenticate(this.#rules, this.#values, this.#now, secrets, username),
    );
    return new Authenticated(token);
  }

  /** The same, and claims in a store in memory, at this time or now. */
  accept(found: unknown, store: Handle<'store'>, at: number | undefined, dialect: DialectName): Identity {
    const identity = withCredentials(found, (secrets, username) =>
      native.rulesAccept(this.#rules, this.#values, this.#now, secrets, username, store, at),
    );
    return Identity.read(identity, dialect);
  }
}

/** A token that was made with an active secret. It is let in, once, when its claims are made. */
class Authenticated {
  readonly #token: Handle<'token'>;

  constructor(token: Handle<'token'>) {
    this.#token = token;
  }

  /** What another store must be asked at this time. */
  claimsAt(now: number): Claims {
    return Claims.of(valueOf(native.tokenClaims(this.#token, now)), this.#token);
  }

  /** The identity, if that is what the store's answer means. */
  accept(outcome: unknown, dialect: DialectName): Identity {
    let identity: string | number;
    try {
      identity = native.tokenAccept(this.#token, outcome as string);
    } catch {
      throw unavailable('store_unavailable', new TypeError('a replay store must answer with a ClaimOutcome'));
    }
    return Identity.read(valueOf(identity), dialect);
  }
}

/** The secrets of a list, of one, or of nobody; whether they can be used is for native code to say. */
export function secretList(found: unknown): TextOrBytes[] {
  if (found === null || found === undefined) return [];
  return Array.isArray(found) ? found.map(secretBytes) : [secretBytes(found)];
}

/** What `call` gives for the secrets that a look-up found, and for the name that they belong to. */
function withCredentials<T>(
  found: unknown,
  call: (secrets: TextOrBytes[], username: string | undefined) => T | number,
): T {
  let result: T | number;
  try {
    const { secrets, username } = credentialsOf(found);
    result = call(secretList(secrets), username);
  } catch (error) {
    throw unavailable('secrets_unavailable', error); // it is no secret, no list of secrets, or an empty one
  }
  return valueOf(result);
}

function credentialsOf(found: unknown): { secrets: unknown; username?: string } {
  // A list or bytes are never a record, whatever somebody has put into every prototype.
  const isList = Array.isArray(found) || types.isUint8Array(found);
  const isRecord = typeof found === 'object' && found !== null && !isList && 'secrets' in found;
  return isRecord ? (found as { secrets: unknown; username?: string }) : { secrets: found };
}

/** The 503 for what a look-up or a store threw. */
export function unavailable(code: 'secrets_unavailable' | 'store_unavailable', cause: unknown): RejectedError {
  return RejectedError.of(code, { cause });
}

/** The answer of a function that must give it at once. What it throws is a 503; a promise is a mistake. */
export function atOnce(code: 'secrets_unavailable' | 'store_unavailable', call: () => unknown): unknown {
  let answer: unknown;
  try {
    answer = call();
  } catch (error) {
    throw unavailable(code, error);
  }
  if (!isThenable(answer)) return answer;
  Promise.resolve(answer).catch(() => {}); // nobody else will
  throw new TypeError('the secrets or the store are asynchronous; use await verifier.verify(values)');
}

/** The answer of a function that may take its time. What it throws or rejects with is a 503. */
export async function inTime(code: 'secrets_unavailable' | 'store_unavailable', call: () => unknown): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    throw unavailable(code, error);
  }
}

function isThenable(answer: unknown): boolean {
  return types.isPromise(answer) || typeof (answer as { then?: unknown } | null | undefined)?.then === 'function';
}

/** A header that follows the grammar and falls into the window. Nothing vouches for it yet. */

import { valueOf } from '../errors.js';
import { Authenticated } from '../internal/authenticated.js';
import { withCredentials } from '../internal/credentials.js';
import { type Handle, type Values, native } from '../internal/native.js';

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

  /** Compares it with what a look-up found. */
  authenticate(found: unknown): Authenticated {
    const handle = withCredentials(found, (secrets, username) =>
      native.rulesAuthenticate(this.#rules, this.#values, this.#now, secrets, username),
    );
    return new Authenticated(handle);
  }

  /** The same, and claims in a store in memory, at this time or now; returns the text of the identity. */
  accept(found: unknown, store: Handle<'store'>, at: number | undefined): string {
    return withCredentials(found, (secrets, username) =>
      native.rulesAccept(this.#rules, this.#values, this.#now, secrets, username, store, at),
    );
  }
}

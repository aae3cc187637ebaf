/** A header that follows the grammar and falls into the window, read once. It is not authenticated yet. */

import { valueOf } from '../errors.js';
import { Authenticated } from '../internal/authenticated.js';
import { withCredentials } from '../internal/credentials.js';
import { type Handle, type Values, native } from '../internal/native.js';

/** Slots that are free. To make one costs more than to read a header. */
const FREE: Handle<'slot'>[] = [];
const MOST_FREE = 64;

export class Candidate {
  /** The username to look up. */
  readonly username: string;
  readonly #slot: Handle<'slot'>;

  /** Reads all values of the header, at this time or now. */
  constructor(dialect: Handle<'dialect'>, values: Values, now: number = Date.now()) {
    this.#slot = FREE.pop() ?? native.slotNew();
    const username = native.candidateRead(this.#slot, dialect, values, now);
    if (typeof username === 'number') this.#free();
    this.username = valueOf(username);
  }

  /** Compares it with what a look-up found. To be called once, or else {@link accept}. */
  authenticate(found: unknown): Authenticated {
    const handle = withCredentials(found, (secrets, username) =>
      native.candidateAuthenticate(this.#slot, secrets, username),
    );
    this.#free();
    return new Authenticated(handle);
  }

  /** The same, and claims in a store in memory, at this time or now; returns the text of the identity. */
  accept(found: unknown, store: Handle<'store'>, at: number | undefined): string {
    const identity = withCredentials(found, (secrets, username) =>
      native.candidateAccept(this.#slot, secrets, username, store, at),
    );
    this.#free();
    return identity;
  }

  /** What fails on its way leaves its slot to the garbage collector. */
  #free(): void {
    if (FREE.length < MOST_FREE) FREE.push(this.#slot);
  }
}

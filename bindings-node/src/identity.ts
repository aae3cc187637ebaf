/** Who signed an accepted request. */

import type { InspectOptions } from 'node:util';
import type { DialectName } from './xwsse/dialect.js';
import { inspected } from './internal/inspect.js';

/**
 * Who signed an accepted request: what a {@link Verifier} returns. Make one yourself only to test the code
 * after the verifier.
 */
export class Identity {
  /**
   * The username: the canonical one where the look-up gave it. It may hold any character but control characters; escape
   * it where you print it.
   */
  readonly username: string;
  /** The name of the preset that the verifier's dialect is, or was made from. */
  readonly dialect: DialectName;
  /** A `Date` is slow to make, so it waits until it is needed; until then, this is the text that holds it. */
  #created: Date | string;
  #secretIndex: number | string;

  /** For tests of the code after a verifier. */
  constructor(username: string, created: Date, secretIndex?: number, dialect?: DialectName);
  /** @internal */
  constructor(username: string, created: Date | string, secretIndex?: number | string, dialect?: DialectName);
  constructor(
    username: string,
    created: Date | string,
    secretIndex: number | string = 0,
    dialect: DialectName = 'penneo',
  ) {
    this.username = username;
    this.dialect = dialect;
    this.#created = created;
    this.#secretIndex = secretIndex;
  }

  /** @internal Reads what native code returns, in columns: Created in milliseconds, the index of the secret, the username. */
  static read(text: string, dialect: DialectName): Identity {
    return new Identity(text.slice(24), text, text, dialect);
  }

  /** When the client signed, by its own clock. Cut to milliseconds, which is what a `Date` holds. */
  get created(): Date {
    if (typeof this.#created === 'string') this.#created = new Date(Number(this.#created.slice(0, 16)));
    return this.#created;
  }

  /** Which of the active secrets the token was made with, from 0: shows when an old one is no longer used. */
  get secretIndex(): number {
    if (typeof this.#secretIndex === 'string') this.#secretIndex = Number(this.#secretIndex.slice(16, 24));
    return this.#secretIndex;
  }

  /** All fields. */
  toJSON(): { username: string; created: Date; secretIndex: number; dialect: DialectName } {
    const { username, created, secretIndex, dialect } = this;
    return { username, created, secretIndex, dialect };
  }

  /** @internal */
  [Symbol.for('nodejs.util.inspect.custom')](_depth: number, options: InspectOptions): string {
    return inspected(this, this.toJSON(), options);
  }
}

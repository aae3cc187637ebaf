/** Who signed an accepted request. */

import type { DialectName } from './dialect.js';

/**
 * Who signed an accepted request: what a {@link Verifier} gives. Make one yourself only to test what lies behind the
 * verifier.
 */
export class Identity {
  /**
   * The username: the canonical one where the look-up gave it. It may hold any character but control characters; escape
   * it where you print it.
   */
  readonly username: string;
  /** When the client says it signed. Cut to milliseconds, which is what a `Date` holds. */
  readonly created: Date;
  /** Which of the active secrets it was made with, from 0: tells when an old one is no longer used. */
  readonly secretIndex: number;
  /** The name of the preset that the verifier's dialect is, or was made from. */
  readonly dialect: DialectName;

  /** For tests of what lies behind a verifier. */
  constructor(username: string, created: Date, secretIndex = 0, dialect: DialectName = 'penneo') {
    this.username = username;
    this.created = created;
    this.secretIndex = secretIndex;
    this.dialect = dialect;
  }
}

/** @internal Reads what native code gives: the index of the secret, Created in milliseconds, the username. */
export function identityOf(text: string, dialect: DialectName): Identity {
  const first = text.indexOf(' ');
  const second = text.indexOf(' ', first + 1);
  const created = new Date(Number(text.slice(first + 1, second)));
  return new Identity(text.slice(second + 1), created, Number(text.slice(0, first)), dialect);
}

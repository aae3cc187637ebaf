/** A token that was made with an active secret. It is let in, once, when its claims are made. */

import { Claims } from '../claims.js';
import { RejectedError, valueOf } from '../errors.js';
import { type Handle, native } from './native.js';

export class Authenticated {
  readonly #handle: Handle<'authenticated'>;

  constructor(handle: Handle<'authenticated'>) {
    this.#handle = handle;
  }

  /** What another store must be asked at this time. */
  claimsAt(now: number): Claims {
    return Claims.of(valueOf(native.authenticatedClaims(this.#handle, now)), this.#handle);
  }

  /** The text of the identity, if that is what the store's answer means. */
  accept(outcome: unknown): string {
    let identity: string | number;
    try {
      identity = native.authenticatedAccept(this.#handle, outcome as string);
    } catch {
      const cause = new TypeError('a replay store must answer with a ClaimOutcome');
      throw RejectedError.of('store_unavailable', { cause });
    }
    return valueOf(identity);
  }
}

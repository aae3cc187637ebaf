/** What a token uses up, and for how long. */

import type { Handle } from './internal/native.js';

/** Which value of a token a claim uses up: the token itself, its Nonce, or its Created. */
export type ClaimKind = 'digest' | 'nonce' | 'created';

const HANDLES = new WeakMap<Claims, Handle<'authenticated'>>();

/**
 * What one token uses up: one to three claims, which a {@link ReplayStore} makes together or not at all.
 *
 * Each claim is 16 bytes, the same in every language and version, so that they can share a store. They show no username
 * and no digest.
 */
export class Claims {
  /** The identities of the claims, 16 bytes each: the keys in a shared store. */
  readonly ids: readonly Uint8Array[];
  /** What each claim uses up, in the order of {@link ids}. */
  readonly kinds: readonly ClaimKind[];
  /** 16 bytes for the username: in a store of several shards, nonce and Created of one username live together. */
  readonly claimant: Uint8Array;
  /** The token's Created, cut to milliseconds. */
  readonly created: Date;
  /**
   * The first instant at which the token can have passed the window, cut to milliseconds: a store that has lost what it
   * knew before some instant cannot tell whether a token was used that opens earlier.
   */
  readonly opens: Date;
  /**
   * The last instant at which the token can pass the window, rounded up to milliseconds: for a store that keeps time by
   * the verifier's clock.
   */
  readonly keepUntil: Date;
  /** Seconds by which the token may be dated ahead of the verifier's clock: {@link created} minus {@link opens}. */
  readonly lead: number;
  /**
   * Seconds to keep the claims from now on, for a store with a clock of its own. Add a margin for the difference of the
   * clocks.
   */
  readonly keepFor: number;

  private constructor(text: string, handle: Handle<'authenticated'>) {
    const [created, opens, keepUntil, lead, keepFor, claimant, ...claims] = text.split(' ');
    this.created = new Date(Number(created));
    this.opens = new Date(Number(opens));
    this.keepUntil = new Date(Number(keepUntil));
    this.lead = Number(lead);
    this.keepFor = Number(keepFor);
    this.claimant = bytes(claimant!);
    this.kinds = claims.filter((_, index) => index % 2 === 0) as ClaimKind[];
    this.ids = claims.filter((_, index) => index % 2 === 1).map(bytes);
    HANDLES.set(this, handle);
  }

  /** @internal Reads what native code returns. */
  static of(text: string, handle: Handle<'authenticated'>): Claims {
    return new Claims(text, handle);
  }
}

function bytes(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}

/** @internal */
export function handleOf(claims: Claims): Handle<'authenticated'> {
  const handle = HANDLES.get(claims);
  if (!handle) throw new TypeError('claims must come from a Verifier of this copy of the package');
  return handle;
}

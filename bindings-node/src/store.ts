/** What a replay store is, and the one in memory. */

import type { InspectOptions } from 'node:util';
import type { Claims } from './claims.js';
import { handleOf } from './claims.js';
import { inspected } from './internal/inspect.js';
import { type Handle, native } from './internal/native.js';
import { checkOptions } from './internal/options.js';
import { millis } from './internal/values.js';

/**
 * What a replay store answers to {@link Claims}. 
 *
 * - `first`: none was claimed before; now all are.
 * - `seen_digest`, `seen_nonce`, `seen_created`: this one was claimed before; nothing has changed.
 * - `full`: there is not enough room; nothing has changed.
 * - `history_gap`: claims of this time may have been lost; nothing has changed.
 * - `unavailable`: no answer. The claims may have been made, and the token is refused all the same.
 */
export type ClaimOutcome =
  | 'first'
  | 'seen_digest'
  | 'seen_nonce'
  | 'seen_created'
  | 'full'
  | 'history_gap'
  | 'unavailable';

/**
 * Remembers what was used.
 *
 * `claim` is one atomic step: of any number of calls that hold the same claim, in any processes, at most one is
 * answered `first` while the claim must be kept. All claims of a call are made, or none. When several were seen, the
 * answer is about the first of them. A store never forgets a claim before its time to make room: it answers `full`.
 * What it throws, and an answer that is not a {@link ClaimOutcome}, becomes a 503.
 *
 * All verifiers that share a store must have the same window for the same username.
 *
 * @example
 * ```ts
 * import { type ClaimOutcome, type Claims, type ReplayStore, Signer, Verifier } from 'xwsse';
 *
 * // Never forgets: for a short-lived program.
 * class Forever implements ReplayStore {
 *   readonly #seen = new Set<string>();
 *
 *   claim({ ids, kinds }: Claims): ClaimOutcome {
 *     const keys = ids.map((id) => Buffer.from(id).toString('hex'));
 *     const seen = keys.findIndex((key) => this.#seen.has(key));
 *     if (seen >= 0) return `seen_${kinds[seen]!}`;
 *     for (const key of keys) this.#seen.add(key);
 *     return 'first';
 *   }
 * }
 *
 * const verifier = new Verifier({ secrets: { key: 'secret' }, store: new Forever() });
 * console.log(verifier.verifySync(new Signer({ username: 'key', secret: 'secret' }).header()).username); // key
 * ```
 */
export interface ReplayStore {
  /** Makes all claims, or none. `now` is the verifier's time. */
  claim(claims: Claims, now: Date): ClaimOutcome | Promise<ClaimOutcome>;
}

/** Options of a {@link MemoryReplayStore}. */
export interface MemoryReplayStoreOptions {
  /** How many claims it has room for, 20 bytes each, allocated at once: 1,048,576 by default. */
  readonly capacity?: number | undefined;
  /**
   * Refuses (503) every token of this instant or before. A restarted process has lost what it knew; with its start plus
   * the dialect's `maxFuture`, nothing that was used before is accepted again.
   */
  readonly historyFrom?: Date | undefined;
}

/**
 * A replay store in memory, for one thread of one process.
 *
 * A token of `penneo` makes three claims, which live for up to two minutes: a million is room for 2,900 requests a
 * second. When it is full it refuses with 503 and recovers as claims age out; nothing is ever evicted.
 *
 * Each process of a cluster, and each worker thread, has its own: each of them would accept the same token once.
 * Give them a store that they share.
 */
export class MemoryReplayStore implements ReplayStore {
  readonly #handle: Handle<'store'>;

  /** @throws RangeError when the capacity cannot be had. */
  constructor(options: MemoryReplayStoreOptions = {}) {
    checkOptions(options, ['capacity', 'historyFrom']);
    const { capacity = DEFAULT, historyFrom } = options;
    // What is not a whole number is as far out of the range as zero.
    const claims = Number.isInteger(capacity) ? capacity : 0;
    const handle = native.storeNew(claims, historyFrom && millis(historyFrom, 'historyFrom'));
    if (typeof handle === 'string') throw new RangeError(handle);
    this.#handle = handle;
  }

  /** How many claims are certain to fit: at least what was asked for. */
  get capacity(): number {
    return native.storeCapacity(this.#handle);
  }

  /** How many claims must be kept, now or at another time. It looks at every slot: use it for a gauge, not for each request. */
  live(now?: Date): number {
    return native.storeLive(this.#handle, now && millis(now, 'now'));
  }

  /** Makes all claims, or none. */
  claim(claims: Claims, now: Date): ClaimOutcome {
    return native.storeClaim(this.#handle, handleOf(claims), millis(now, 'now')) as ClaimOutcome;
  }

  /** @internal The handle, only of stores in memory: one whose `claim` is overridden must be asked by that. */
  static handleOf(store: ReplayStore): Handle<'store'> | undefined {
    if (store.claim !== (store as { [CLAIM]?: unknown })[CLAIM]) return undefined;
    if (#handle in store) return store.#handle;
    throw new TypeError(
      'this MemoryReplayStore is of another copy of the package xwsse, and a Verifier needs one of its own copy; ' +
        'see `npm ls xwsse`',
    );
  }

  /** @internal */
  [Symbol.for('nodejs.util.inspect.custom')](_depth: number, options: InspectOptions): string {
    return inspected(this, this.toJSON(), options);
  }

  /** Its size. */
  toJSON(): { capacity: number } {
    return { capacity: this.capacity };
  }
}

/** Marks a store in memory of any copy of this package. */
const CLAIM = Symbol.for('xwsse.MemoryReplayStore');
Object.defineProperty(MemoryReplayStore.prototype, CLAIM, { value: MemoryReplayStore.prototype.claim });

const DEFAULT = 1_048_576;

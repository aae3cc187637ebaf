/** Why a header was refused, why a token could not be made. */

import { knowInEveryCopy } from './internal/copies.js';
import { native } from './internal/native.js';

/** Why a header was refused: the stable code, the same in every language. */
export type RejectionCode =
  | 'header_missing'
  | 'header_too_large'
  | 'header_malformed'
  | 'parameter_missing'
  | 'parameter_duplicate'
  | 'parameter_unknown'
  | 'username_invalid'
  | 'nonce_invalid'
  | 'nonce_too_long'
  | 'digest_invalid'
  | 'created_invalid'
  | 'created_stale'
  | 'created_in_future'
  | 'username_unknown'
  | 'digest_mismatch'
  | 'replayed'
  | 'nonce_reused'
  | 'created_reused'
  | 'store_full'
  | 'store_unavailable'
  | 'history_gap'
  | 'secrets_unavailable';

/** Why a token could not be made: the stable code, the same in every language. */
export type SignErrorCode =
  | 'username_unusable'
  | 'secret_empty'
  | 'nonce_unusable'
  | 'created_out_of_range'
  | 'created_exhausted'
  | 'randomness_unavailable'
  | 'date_invalid'
  | 'dialect_invalid';

type RejectionRow = readonly [code: RejectionCode, number: number, status: 401 | 503, problem: string, remedy: string];
type SignErrorRow = readonly [code: SignErrorCode, number: number, problem: string, remedy: string];

const REJECTIONS = new Map((JSON.parse(native.rejections()) as RejectionRow[]).map((row) => [row[0], row]));
const SIGN_ERRORS = new Map((JSON.parse(native.signErrors()) as SignErrorRow[]).map((row) => [row[0], row]));
const CODES = new Map<number, RejectionCode | SignErrorCode>(
  [...REJECTIONS.values(), ...SIGN_ERRORS.values()].map((row) => [row[1], row[0]]),
);

/** The base of all errors of this package. */
export class WsseError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

/**
 * Why a header was refused.
 *
 * Answer with {@link status} and, for 401, with the challenge of the {@link Verifier}; log {@link code}. Tell the peer
 * nothing else.
 * The message names the rule and the remedy, and never holds any part of the header.
 *
 * @example
 * ```ts
 * import { RejectedError, Verifier } from 'xwsse';
 *
 * try {
 *   new Verifier({ secrets: { key: 'secret' } }).verifySync([]);
 * } catch (error) {
 *   if (!(error instanceof RejectedError)) throw error;
 *   console.log(error.code, error.number, error.status); // header_missing 1 401
 * }
 * ```
 */
export class RejectedError extends WsseError {
  /** The stable code for logs and metrics, such as `created_stale`. */
  readonly code: RejectionCode;
  /** The stable number, the same in every language. */
  readonly number: number;
  /** The HTTP status: 401 when the request must be signed anew, 503 when nothing is accepted for now. */
  readonly status: 401 | 503;
  /** What is wrong. */
  readonly problem: string;
  /** What to do about it. */
  readonly remedy: string;

  /** Made by {@link RejectedError.of}, which knows the class for each code. */
  protected constructor(code: RejectionCode, options?: ErrorOptions) {
    const row = REJECTIONS.get(code);
    if (!row) throw new TypeError(`unknown rejection code '${code}'`);
    super(`${row[3]}; ${row[4]}`, options);
    [this.code, this.number, this.status, this.problem, this.remedy] = row;
  }

  /**
   * The error with this code: a {@link ReplayedError} or {@link UnavailableError} where it is one. For tests of the code
   * that answers it.
   */
  static of(code: RejectionCode, options?: ErrorOptions): RejectedError {
    if (REJECTIONS.get(code)?.[2] === 503) return new UnavailableError(code, options);
    return REPLAYS.has(code) ? new ReplayedError(code, options) : new RejectedError(code, options);
  }
}

/**
 * The token was used before, or its Nonce or Created by another one: `replayed`, `nonce_reused`, `created_reused`.
 *
 * A client may sign afresh and try once more: the refused request has had no effect.
 */
export class ReplayedError extends RejectedError {
  /** @internal */
  constructor(code: RejectionCode, options?: ErrorOptions) {
    super(code, options);
  }
}

/**
 * The answer is unknown for now, so nothing is accepted: status 503, to be sent with `Retry-After: 1`.
 *
 * What a look-up or a store threw is the `cause`.
 */
export class UnavailableError extends RejectedError {
  /** @internal */
  constructor(code: RejectionCode, options?: ErrorOptions) {
    super(code, options);
  }
}

const REPLAYS: ReadonlySet<RejectionCode> = new Set(['replayed', 'nonce_reused', 'created_reused']);

/** Why a token could not be made, or a value for it could not be used. */
export class SignError extends WsseError {
  /** The stable code for logs and metrics, such as `created_exhausted`. */
  readonly code: SignErrorCode;
  /** The stable number, the same in every language. */
  readonly number: number;

  /** What is wrong. */
  readonly problem: string;
  /** What to do about it. */
  readonly remedy: string;
  /** Seconds to wait before signing again, where that helps: for `created_exhausted`. */
  readonly retryAfter: number | undefined;

  /** Made by {@link SignError.of}, which knows the class for each code. */
  protected constructor(code: SignErrorCode, problem?: string, remedy?: string, retryAfter?: number) {
    const row = SIGN_ERRORS.get(code);
    if (!row) throw new TypeError(`unknown error code '${code}'`);
    const [, number, usualProblem, usualRemedy] = row;
    const [what, then] = [problem ?? usualProblem, remedy ?? usualRemedy];
    super(`${what}; ${then}`);
    [this.code, this.number, this.problem, this.remedy] = [code, number, what, then];
    this.retryAfter = retryAfter;
  }

  /** The error with this code: a {@link UsageError} where it is one. */
  static of(code: SignErrorCode, retryAfter?: number): SignError {
    return USAGE.has(code) ? new UsageError(code) : new SignError(code, undefined, undefined, retryAfter);
  }
}

/** A value that was given cannot be used. */
export class UsageError extends SignError {
  /** @internal */
  constructor(code: SignErrorCode, problem?: string, remedy?: string) {
    super(code, problem, remedy);
  }
}

/** A text or an object is not a dialect: `dialect_invalid`, with the word that is wrong and what is allowed. */
export class DialectError extends UsageError {
  /** Where in the text the word begins, in characters from 0; `null` for an object. */
  readonly position: number | null;

  /** @internal */
  constructor(problem: string, remedy: string, position: number | null) {
    super('dialect_invalid', problem, remedy);
    this.position = position;
  }
}

const USAGE: ReadonlySet<SignErrorCode> = new Set([
  'username_unusable',
  'secret_empty',
  'nonce_unusable',
  'date_invalid',
  'dialect_invalid',
]);

/** A token would have been sent over plain http, where anyone on the way can read it and use it first. */
export class ClearTextRefused extends WsseError {
  /** Where it would have gone. */
  readonly origin: string;

  constructor(origin: string) {
    super(`a token is not sent over plain http to ${origin}; use https, or set allowHttp: true`);
    this.origin = origin;
  }
}

knowInEveryCopy({
  WsseError,
  RejectedError,
  ReplayedError,
  UnavailableError,
  SignError,
  UsageError,
  DialectError,
  ClearTextRefused,
});

/** @internal */
export const CREATED_EXHAUSTED = SIGN_ERRORS.get('created_exhausted')![1];

/** @internal What native code returned, or throws the error whose number it is. */
export function valueOf<T>(result: T | number): T {
  if (typeof result === 'number') throw errorOf(result);
  return result;
}

function errorOf(number: number): WsseError {
  const code = CODES.get(number);
  if (code === undefined) return new WsseError(`this is a bug in xwsse: unknown error number ${number}`);
  return REJECTIONS.has(code as RejectionCode)
    ? RejectedError.of(code as RejectionCode)
    : SignError.of(code as SignErrorCode);
}

/** Where a client hook may send a token: the part that all of them share. */

import { debuglog } from 'node:util';

import { ClearTextRefused, UsageError } from './errors.js';
import { checkOptions, flag, pick } from './internal/options.js';
import { SIGNER_OPTIONS, Signer, type SignerOptions } from './xwsse/signer.js';

export { ClearTextRefused } from './errors.js';

export type Origins = string | URL | Iterable<string | URL>;

/** What a client hook asks of a signer, whatever its scheme. A {@link Signer} is one. */
export interface HeaderSigner {
  /** The headers of one request, made afresh. */
  headers(): Readonly<Record<string, string>>;
  /** The headers that hold a token: they are removed where no token may go. */
  readonly headerNames: readonly string[];
  /** The value of `Authorization` among its headers, if there is one. */
  readonly authorization?: string | null | undefined;
  /** Sets its clock by the `Date` of an answer, and returns the offset in milliseconds: for {@link ClientOptions}. */
  learnClockOffset?(date: string): number;
  /** Milliseconds that are added to its clock. */
  clockOffset?: number;
}

/** What every client hook takes: a signer, or what a {@link Signer} is made of. */
export type ClientOptions = (SignerOptions | { readonly signer: HeaderSigner }) & {
  /**
   * Where tokens may go, as in `'https://api.example'`: scheme, host and port. By default, the origin of the first
   * request is the only one.
   */
  origins?: Origins | undefined;
  /** Sign over plain http too. Loopback hosts are signed for without it. */
  allowHttp?: boolean | undefined;
  /**
   * Make one more attempt, freshly signed, when a signed request is answered with 401 and its body can be sent
   * again: processes that share an API key can collide on Created. By default there is none.
   */
  retryOn401?: boolean | undefined;
  /**
   * When a signed request is answered with 401, set the signer's clock by the answer's `Date`, and make one more attempt
   * if it was wrong. Only an answer over https, or of a loopback host, is believed. Off by default.
   */
  learnClock?: boolean | undefined;
  /**
   * `false` leaves the signer's `Authorization` out. By default it is sent, unless the request has an `Authorization` of
   * its own, which always stays.
   */
  authorization?: boolean | undefined;
};

/** Headers whose names know no case: `Headers`, `AxiosHeaders`, or a {@link HeaderRecord}. */
export interface HeaderBag {
  get(name: string): unknown;
  set(name: string, value: string | string[]): unknown;
  delete(name: string): unknown;
}

/** Characters that URL parsers drop, or read in different ways. */
const AMBIGUOUS = /[\0-\x20\x7f\\]/;
/** For those who wonder why a request is not signed: `NODE_DEBUG=xwsse`. */
const log = debuglog('xwsse');
const AUTHORIZATION = 'authorization';
const LOOPBACK = /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/;
const OWN_OPTIONS = ['signer', 'origins', 'allowHttp', 'retryOn401', 'learnClock', 'authorization'];
/** A `Date` has whole seconds, and an answer takes its time: a difference of so many milliseconds is not a wrong clock. */
const CLOSE = 3000;

/**
 * A signer, and the origins that it signs for.
 *
 * URLs are read as every client here reads them, by the WHATWG rules, so there is no second opinion on which
 * host is meant.
 */
export class OriginSigner {
  /** Whether a request may have one more attempt after a 401. */
  readonly repeats: boolean;
  readonly #retryOn401: boolean;
  readonly #learnClock: boolean;
  readonly #signer: HeaderSigner;
  readonly #allowHttp: boolean;
  readonly #authorization: boolean;
  #bound: ReadonlySet<string> | null;

  /** @param more Options of one hook only. */
  constructor(options: ClientOptions, more: readonly string[] = []) {
    checkOptions(options, [...SIGNER_OPTIONS, ...OWN_OPTIONS, ...more]);
    this.#retryOn401 = flag(options.retryOn401, 'retryOn401', false);
    this.#learnClock = flag(options.learnClock, 'learnClock', false);
    this.repeats = this.#retryOn401 || this.#learnClock;
    this.#allowHttp = flag(options.allowHttp, 'allowHttp', false);
    this.#authorization = flag(options.authorization, 'authorization', true);
    this.#signer = signerOf(options);
    if (this.#learnClock && typeof this.#signer.learnClockOffset !== 'function') {
      throw new TypeError('learnClock needs a signer with a clock that can be set: with learnClockOffset(date)');
    }
    this.#bound = options.origins === undefined ? null : this.#parse(options.origins);
  }

  /**
   * Whether a request to this URL is signed. The first one asked about settles it, when no origins were given.
   *
   * @throws {@link ClearTextRefused} when that first one is over plain http.
   */
  covers(url: string | URL): boolean {
    const origin = originOf(url);
    if (origin === null) return false;
    if (this.#bound === null) {
      this.#refuseClearText(origin);
      this.#bound = new Set([origin.origin]);
    }
    return this.#bound.has(origin.origin);
  }

  /**
   * Makes the headers right for a request to this URL, and says whether they are signed now: a fresh token for
   * an origin of its own, and nothing that is left of one for any other.
   */
  apply(headers: HeaderBag, url: string | URL): boolean {
    const covered = this.covers(url);
    const isTaken = this.strip(headers);
    if (!covered) {
      log('not signed: %s is not among the origins %s', originOf(url)?.origin, [...(this.#bound ?? [])].join(', '));
      return false;
    }
    for (const [name, value] of Object.entries(this.#signer.headers())) {
      const isAuthorization = name.toLowerCase() === AUTHORIZATION;
      if (!isAuthorization || (this.#authorization && !isTaken)) headers.set(name, value);
    }
    return true;
  }

  /**
   * Whether a signed request to this URL has one more attempt after a 401.
   *
   * @param date The `Date` of the answer, by which the clock may be set.
   */
  mayRepeat(url: string | URL, date: unknown): boolean {
    if (!this.repeats || !this.covers(url)) return false;
    const isCorrected = this.#learnClock && isPrivate(new URL(url)) && this.#correctClock(date);
    return this.#retryOn401 || isCorrected;
  }

  /** Sets the clock, and says whether it was wrong. */
  #correctClock(date: unknown): boolean {
    if (typeof date !== 'string') return false;
    const before = this.#signer.clockOffset ?? 0;
    try {
      if (Math.abs(this.#signer.learnClockOffset!(date) - before) > CLOSE) return true;
      this.#signer.clockOffset = before;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error; // it is not a date
    }
    return false;
  }

  /** Removes what is left of a token, and says whether there is an `Authorization` of somebody else's, which stays. */
  strip(headers: HeaderBag): boolean {
    for (const name of this.#signer.headerNames) headers.delete(name);
    const values = [headers.get(AUTHORIZATION)].flat().filter((value) => typeof value === 'string');
    const others = values.filter((value) => value.trim() !== this.#signer.authorization?.trim());
    if (others.length === values.length) return others.length > 0;
    headers.delete(AUTHORIZATION);
    if (others.length > 0) headers.set('Authorization', others);
    return others.length > 0;
  }

  #parse(origins: Origins): ReadonlySet<string> {
    const list = typeof origins === 'string' || origins instanceof URL ? [origins] : [...origins];
    if (list.length === 0) {
      throw new TypeError(
        'the list of origins is empty; name at least one, or omit it to sign for the origin of the first request',
      );
    }
    const parsed = list.map((text) => {
      const origin = AMBIGUOUS.test(String(text)) ? null : originOf(text);
      if (origin === null) {
        throw new TypeError(`${JSON.stringify(text)} is not an origin; write it as in 'https://api.example'`);
      }
      this.#refuseClearText(origin);
      return origin.origin;
    });
    return new Set(parsed);
  }

  #refuseClearText(url: URL): void {
    if (!this.#allowHttp && !isPrivate(url)) {
      throw new ClearTextRefused(url.origin);
    }
  }
}

/** A plain object of headers as a {@link HeaderBag}. It changes the object. */
export class HeaderRecord implements HeaderBag {
  readonly #record: Record<string, unknown>;

  constructor(record: Record<string, unknown>) {
    this.#record = record;
  }

  get(name: string): unknown {
    return this.#spellings(name).map((spelling) => this.#record[spelling]).flat();
  }

  set(name: string, value: string | string[]): void {
    this.delete(name);
    this.#record[name] = value;
  }

  delete(name: string): void {
    for (const spelling of this.#spellings(name)) delete this.#record[spelling];
  }

  #spellings(name: string): string[] {
    return Object.keys(this.#record).filter((key) => key.toLowerCase() === name.toLowerCase());
  }
}

function signerOf(options: ClientOptions): HeaderSigner {
  if (!('signer' in options)) return new Signer(pick(options, SIGNER_OPTIONS));
  const beside = SIGNER_OPTIONS.filter((name) => name in options);
  if (beside.length > 0) throw new TypeError(`${beside.join(', ')}: give them to the signer, not beside it`);
  const { signer } = options;
  if (typeof signer?.headers !== 'function' || !Array.isArray(signer.headerNames)) {
    throw new TypeError('the signer must be a Signer, or an object with headers(), headerNames and authorization');
  }
  return signer;
}

/** Whether nobody on the way can read or change what is sent. */
function isPrivate(url: URL): boolean {
  return url.protocol === 'https:' || LOOPBACK.test(url.hostname);
}

function originOf(url: string | URL): URL | null {
  try {
    const parsed = new URL(url);
    const isOrigin = (parsed.protocol === 'https:' || parsed.protocol === 'http:') && parsed.port !== '0';
    return isOrigin ? parsed : null;
  } catch {
    return null;
  }
}

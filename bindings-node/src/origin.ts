/** Where a client hook may send a token: the part that all of them share. */

import { ClearTextRefused, Signer } from './index.js';
import type { SignerOptions } from './index.js';

export { ClearTextRefused } from './index.js';

export type Origins = string | URL | Iterable<string | URL>;

/** What every client hook takes: a Signer, or what one is made of. */
export type ClientOptions = (SignerOptions | { readonly signer: Signer }) & {
  /**
   * Where tokens may go, as in `'https://api.example'`: scheme, host and port. Without it, the origin of the
   * first request is the only one.
   */
  origins?: Origins | undefined;
  /** Sign over plain http too. Loopback hosts are signed for without it. */
  allowHttp?: boolean | undefined;
  /**
   * Make one more attempt, freshly signed, when a signed request is answered with 401 and its body can be sent
   * again: processes that share an API key can collide on Created. Off unless told.
   */
  retryOn401?: boolean | undefined;
};

/** Headers whose names know no case: `Headers`, `AxiosHeaders`, or a {@link HeaderRecord}. */
export interface HeaderBag {
  get(name: string): unknown;
  set(name: string, value: string): unknown;
  delete(name: string): unknown;
}

const X_WSSE = 'X-WSSE';
const AUTHORIZATION = 'Authorization';
const LOOPBACK = /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/;

/**
 * A signer, and the origins that it signs for.
 *
 * URLs are read as every client here reads them, by the WHATWG rules, so there is no second opinion on which
 * host is meant.
 */
export class OriginSigner {
  readonly #signer: Signer;
  readonly #allowHttp: boolean;
  #bound: ReadonlySet<string> | null;

  constructor(options: ClientOptions) {
    this.#allowHttp = options.allowHttp ?? false;
    this.#signer = signerOf(options);
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
    headers.delete(X_WSSE);
    if (isOfAToken(headers.get(AUTHORIZATION))) headers.delete(AUTHORIZATION);
    if (covered) {
      const fresh = this.#signer.headers();
      headers.set(AUTHORIZATION, fresh.Authorization);
      headers.set(X_WSSE, fresh['X-WSSE']);
    }
    return covered;
  }

  #parse(origins: Origins): ReadonlySet<string> {
    const list = typeof origins === 'string' || origins instanceof URL ? [origins] : [...origins];
    if (list.length === 0) {
      throw new TypeError('name an origin, or leave origins out for that of the first request');
    }
    const parsed = list.map((text) => {
      const origin = originOf(text);
      if (origin === null) {
        throw new TypeError(`${JSON.stringify(text)} is no origin; write it as in 'https://api.example'`);
      }
      this.#refuseClearText(origin);
      return origin.origin;
    });
    return new Set(parsed);
  }

  #refuseClearText(url: URL): void {
    if (url.protocol === 'http:' && !this.#allowHttp && !LOOPBACK.test(url.hostname)) {
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

  set(name: string, value: string): void {
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

function signerOf(options: ClientOptions): Signer {
  if (!('signer' in options)) return new Signer(options);
  if ('username' in options || 'secret' in options || 'dialect' in options) {
    throw new TypeError('a Signer has its secret and its dialect; give nothing beside it');
  }
  return options.signer;
}

function originOf(url: string | URL): URL | null {
  try {
    const parsed = new URL(url);
    return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed : null;
  } catch {
    return null;
  }
}

function isOfAToken(authorization: unknown): boolean {
  const values = Array.isArray(authorization) ? authorization : [authorization];
  return values.some((value) => /^\s*WSSE\b/i.test(String(value)));
}

/** The four values, and the texts that are made from them. */

import type { InspectOptions } from 'node:util';
import { valueOf } from '../errors.js';
import { inspected } from '../internal/inspect.js';
import { native } from '../internal/native.js';

/** The headers to set on a request, replacing those of the same name. */
export type WsseHeaders = {
  /** What the dialect requires; the same for every token. */
  Authorization: string;
  /** The token. */
  'X-WSSE': string;
};

/** The fields of Penneo's OAuth grant `api_keys`, by their names in its JSON body. */
export interface ApiKeys {
  /** The API key: Username. */
  key: string;
  /** Nonce. */
  nonce: string;
  /** Created. */
  created_at: string;
  /** PasswordDigest. */
  digest: string;
}

/**
 * The four values of a token: Username, PasswordDigest, Nonce, Created. It is valid for one request.
 *
 * A {@link Signer} makes it, or it is parsed from a header. `String(token)` is the header value; `console.log` and
 * `JSON.stringify` show no digest and no nonce.
 */
export class UsernameToken {
  readonly #header: string;
  readonly #authorization: string;
  #values: string[] | undefined;

  private constructor(header: string, authorization: string) {
    this.#header = header;
    this.#authorization = authorization;
  }

  /** @internal `header` is as the core lays it out: no value holds a double quote. */
  static of(header: string, authorization: string): UsernameToken {
    return new UsernameToken(header, authorization);
  }

  /**
   * Reads a header value: only its grammar. A {@link Verifier} judges what the values mean.
   *
   * @throws {@link RejectedError} when the text does not follow the grammar.
   * @example
   * ```ts
   * import { Signer, UsernameToken } from 'xwsse';
   *
   * const header = new Signer({ username: 'key', secret: 'secret' }).header();
   * console.log(UsernameToken.parse(header).username); // key
   * ```
   */
  static parse(text: string): UsernameToken {
    return new UsernameToken(valueOf(native.parseToken(text)), 'WSSE profile="UsernameToken"');
  }

  /** The API key. */
  get username(): string {
    return this.#value(0);
  }

  /** PasswordDigest as it is in the header. */
  get passwordDigest(): string {
    return this.#value(1);
  }

  /** Nonce as it is in the header. */
  get nonce(): string {
    return this.#value(2);
  }

  /** Created as it is in the header. */
  get created(): string {
    return this.#value(3);
  }

  #value(index: number): string {
    this.#values ??= this.#header.split('"');
    return this.#values[2 * index + 1]!;
  }

  /** The value of `X-WSSE`. */
  get header(): string {
    return this.#header;
  }

  /** The headers to set on the request, replacing those of the same name. */
  get headers(): WsseHeaders {
    return { Authorization: this.#authorization, 'X-WSSE': this.#header };
  }

  /**
   * The fields of Penneo's OAuth grant `api_keys`, which carries the same digest in a JSON body. `grant_type`,
   * `client_id` and `client_secret` go beside them.
   */
  apiKeys(): ApiKeys {
    return { key: this.username, nonce: this.nonce, created_at: this.created, digest: this.passwordDigest };
  }

  /** The value of `X-WSSE`. */
  toString(): string {
    return this.#header;
  }

  /** Neither digest nor nonce: what is logged cannot be used as a token. */
  toJSON(): { username: string; created: string } {
    return { username: this.username, created: this.created };
  }

  /** @internal */
  [Symbol.for('nodejs.util.inspect.custom')](_depth: number, options: InspectOptions): string {
    return inspected(this, this.toJSON(), options);
  }
}

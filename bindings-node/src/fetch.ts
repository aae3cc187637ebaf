/** Sign what a `fetch` sends: that of Node, of undici, or any other that follows the standard. */

import { AsyncLocalStorage } from 'node:async_hooks';

import { WsseError } from './errors.js';
import { OriginSigner } from './origin.js';
import type { ClientOptions } from './origin.js';

export { ClearTextRefused } from './origin.js';
export type { ClientOptions, HeaderSigner, Origins } from './origin.js';

type Fetch = typeof globalThis.fetch;
type Init = RequestInit & { body?: unknown };
type WithUrl = Request & { readonly url: string };

export type WsseFetchOptions = ClientOptions & {
  /** What sends the requests: by default the `fetch` that is global at the time of each. */
  fetch?: Fetch | undefined;
};

const REDIRECTS = [301, 302, 303, 307, 308];
const MOST_REDIRECTS = 20;
const OF_THE_BODY = ['Content-Encoding', 'Content-Language', 'Content-Length', 'Content-Location', 'Content-Type'];
const OF_THE_ORIGIN = ['Authorization', 'Cookie', 'Host', 'Proxy-Authorization'];
/** What fetch reads of `init`, wherever it is: a `Request`, whose properties a copy of it would not have, is one too. */
const READ_OF_INIT = [
  'method',
  'body',
  'cache',
  'credentials',
  'dispatcher',
  'duplex',
  'integrity',
  'keepalive',
  'mode',
  'priority',
  'referrer',
  'referrerPolicy',
  'signal',
  'window',
];
const KEPT_OF_A_REQUEST = ['cache', 'credentials', 'integrity', 'keepalive', 'signal'] as const;

/**
 * Makes a `fetch` that signs.
 *
 * It signs for `origins`, or by default for the origin of its first request. Each hop of a redirect is signed afresh,
 * and on a hop to any other origin nothing is left of a token. Over plain http it signs for loopback hosts only,
 * and rejects with {@link ClearTextRefused} for others unless `allowHttp: true`.
 *
 * It follows redirects itself, by the rules of fetch: at most 20; 303, and 301 and 302 to a POST, go on as GET
 * without a body; 307 and 308 send the body again. A stream can be sent once only, so there a stream in
 * `init.body` is a `TypeError`; the body of a `Request` is kept in memory until the response is there. Leaving an
 * origin, `Authorization`, `Cookie` and `Proxy-Authorization` are removed too. `redirect: 'manual'` and
 * `'error'` do what they always do. `response.url` and `response.type` are those of the last hop alone;
 * `response.redirected` is set on the response, and not on its clones.
 *
 * A browser does not show where a redirect leads: there it rejects with a `WsseError`.
 *
 * @example
 * ```js
 * import { createWsseFetch } from 'xwsse/fetch';
 *
 * const wsseFetch = createWsseFetch({
 *   username: 'my-api-key',
 *   secret: 'my-api-secret',
 *   origins: 'https://api.example',
 * });
 * const files = () => wsseFetch('https://api.example/v1/files').then((response) => response.json());
 * ```
 */
export function createWsseFetch(options: WsseFetchOptions): Fetch {
  const signer = new OriginSigner(options, ['fetch']);

  // The global one is looked up for each request, as test tools and tracers put theirs in its place.
  const first = globalThis.fetch;
  const inside = new AsyncLocalStorage<boolean>();
  const send: Fetch = options.fetch ?? ((input, init) => inside.run(true, () => globalThis.fetch(input, init)));

  async function attempt(hop: Hop): Promise<Response> {
    const signed = signer.apply(hop.headers, hop.url);
    const response = await hop.send(send);
    if (response.status !== 401 || !signed || !hop.canBeSentAgain) return response;
    if (!signer.mayRepeat(hop.url, response.headers.get('Date'))) return response;
    await discard(response);
    await hop.prepareAgain();
    signer.apply(hop.headers, hop.url);
    return hop.send(send);
  }

  return async function wsseFetch(input, init) {
    // It is global itself, or what is global calls it: then the request is signed already.
    if (inside.getStore()) return first(input, init);
    const hop = new Hop(input, init);
    for (let redirects = 0; ; redirects += 1) {
      const response = await attempt(hop);
      const target = hop.follows ? redirectTarget(response, hop.url) : null;
      if (target === null) return redirects === 0 ? response : redirected(response);
      await discard(response);
      if (redirects === MOST_REDIRECTS) throw new TypeError(`fetch failed: more than ${MOST_REDIRECTS} redirects`);
      await hop.redirect(response.status, target);
    }
  };
}

/** What is to be sent next. */
class Hop {
  url: URL;
  readonly headers: Headers;
  readonly follows: boolean;
  readonly #redirect: NonNullable<RequestInit['redirect']>;
  #input: WithUrl | null;
  #spare: Request | null = null;
  #init: Init;

  constructor(input: string | URL | Request, init: Init = {}) {
    const request = typeof input === 'object' && 'headers' in input ? input : null;
    this.url = new URL(request === null ? (input as string | URL) : request.url);
    this.headers = new Headers((init.headers ?? request?.headers) as RequestInit['headers']);
    this.#redirect = init.redirect ?? request?.redirect ?? 'follow';
    this.follows = this.#redirect === 'follow';
    this.#input = request;
    this.#init = readInit(init);
    if (request === null) return;

    for (const name of KEPT_OF_A_REQUEST) {
      if (request[name] !== undefined) this.#init = { [name]: request[name], ...this.#init };
    }
    this.#init.method ??= request.method;
    // Sending uses its body up, so a copy is kept of what may have to be sent again.
    if (request.body && init.body == null) this.#spare = request.clone();
  }

  get canBeSentAgain(): boolean {
    return this.#spare !== null || !isStream(this.#init.body);
  }

  /** For an attempt that is not the first: what is sent is made of its parts, and no longer the `Request`. */
  async prepareAgain(): Promise<void> {
    this.#input = null;
    if (this.#spare !== null) this.#init.body = await this.#spare.arrayBuffer();
    this.#spare = null;
  }

  async redirect(status: number, target: URL): Promise<void> {
    const method = (this.#init.method ?? 'GET').toUpperCase();
    const isPost = method === 'POST' && (status === 301 || status === 302);
    if (isPost || (status === 303 && method !== 'GET' && method !== 'HEAD')) {
      this.#init.method = 'GET';
      this.#init.body = null;
      this.#spare = null;
      for (const name of OF_THE_BODY) this.headers.delete(name);
    } else if (!this.canBeSentAgain) {
      throw new TypeError(
        `fetch failed: the redirect (${status}) needs the body again, and a stream can be sent only once; ` +
          'send the body as text, bytes, a Blob or a form',
      );
    }
    await this.prepareAgain();
    if (target.origin !== this.url.origin) for (const name of OF_THE_ORIGIN) this.headers.delete(name);
    this.url = target;
  }

  send(fetch: Fetch): Promise<Response> {
    const redirect = this.follows ? 'manual' : this.#redirect;
    return fetch(this.#input ?? this.url.href, { ...this.#init, headers: this.headers, redirect } as RequestInit);
  }
}

function redirectTarget(response: Response, from: URL): URL | null {
  if (response.type === 'opaqueredirect') {
    throw new WsseError(
      'this fetch does not show where a redirect leads, as in browsers, so the next hop cannot be signed; ' +
        "ask for the final URL, or with redirect: 'manual'",
    );
  }
  const location = REDIRECTS.includes(response.status) ? response.headers.get('Location') : null;
  if (location === null) return null;
  const target = new URL(utf8(location), from);
  if (target.protocol !== 'https:' && target.protocol !== 'http:') {
    throw new TypeError('fetch failed: a redirect leads to a URL that is neither http nor https');
  }
  if (target.hash === '') target.hash = from.hash;
  return target;
}

/** A header is read as one character for each byte; a Location beyond ASCII is meant as UTF-8. */
function utf8(location: string): string {
  return new TextDecoder().decode(Uint8Array.from(location, (character) => character.charCodeAt(0)));
}

function readInit(init: Init): Init {
  const read: Record<string, unknown> = { ...init };
  for (const name of READ_OF_INIT) {
    const value = (init as Record<string, unknown>)[name];
    if (value !== undefined) read[name] = value;
  }
  return read;
}

function isStream(body: unknown): boolean {
  return typeof body === 'object' && body !== null && ('getReader' in body || Symbol.asyncIterator in body);
}

function redirected(response: Response): Response {
  return Object.defineProperty(response, 'redirected', { value: true });
}

/** Releases a response that nobody will read. */
async function discard(response: Response): Promise<void> {
  await response.body?.cancel();
}

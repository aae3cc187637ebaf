/** Sign what undici sends. */

import type { Dispatcher } from 'undici';

import { WsseError } from './errors.js';
import { HeaderRecord, OriginSigner } from './origin.js';
import type { ClientOptions } from './origin.js';

export { ClearTextRefused } from './origin.js';
export type { ClientOptions, HeaderSigner, Origins } from './origin.js';

type Interceptor = Dispatcher.DispatcherComposeInterceptor;
type Options = Dispatcher.DispatchOptions;
type Handler = Dispatcher.DispatchHandler;
type Controller = Dispatcher.DispatchController;
type Send = (handler: Handler) => boolean;

/**
 * Makes an interceptor that signs, for `compose` of an `Agent` of undici 7.
 *
 * It signs for `origins`, or by default for the origin of its first request. Each request that passes through it gets a
 * token of its own, or, for any other origin, nothing that is left of one. Over plain http it signs for loopback
 * hosts only, and fails with {@link ClearTextRefused} for others unless `allowHttp: true`.
 *
 * **Give it to `compose` first**: undici puts each interceptor around those before it, so what comes after it,
 * `redirect` and `retry`, asks it anew for each hop and each attempt. The other way round, a token would follow a
 * redirect to any origin. A composed agent may also be the `dispatcher` of undici's `fetch`.
 *
 * @example
 * ```js
 * import { Agent, interceptors, request } from 'undici';
 * import { createWsseInterceptor } from 'xwsse/undici';
 *
 * const wsse = createWsseInterceptor({
 *   username: 'my-api-key',
 *   secret: 'my-api-secret',
 *   origins: 'https://api.example',
 * });
 * const dispatcher = new Agent().compose(wsse, interceptors.redirect({ maxRedirections: 5 }), interceptors.retry());
 * const files = () => request('https://api.example/v1/files', { dispatcher });
 * ```
 */
export function createWsseInterceptor(options: ClientOptions): Interceptor {
  const signer = new OriginSigner(options);

  return (dispatch) => (request, handler) => {
    const origin = originOf(request);
    let signed = false;
    const send: Send = (to) => {
      const headers = recordOf(request.headers);
      signed = signer.apply(new HeaderRecord(headers), origin);
      return dispatch({ ...request, headers } as Options, to);
    };
    const mayRepeat = (date: unknown): boolean =>
      signed && canBeSentAgain(request.body) && signer.mayRepeat(origin, date);
    return send(signer.repeats ? new OnceMore(handler, send, mayRepeat) : handler);
  };
}

/** Passes everything on to a handler, but for the first 401: that one it keeps, and sends the request again. */
class OnceMore implements Handler {
  readonly #handler: Handler;
  readonly #send: Send;
  readonly #mayRepeat: (date: unknown) => boolean;
  #isRefused = false;

  constructor(handler: Handler, send: Send, mayRepeat: (date: unknown) => boolean) {
    this.#handler = handler;
    this.#send = send;
    this.#mayRepeat = mayRepeat;
  }

  onRequestStart(controller: Controller, context: unknown): void {
    this.#handler.onRequestStart?.(controller, context);
  }

  onRequestUpgrade(...args: Parameters<NonNullable<Handler['onRequestUpgrade']>>): void {
    this.#handler.onRequestUpgrade?.(...args);
  }

  onResponseStart(...args: Parameters<NonNullable<Handler['onResponseStart']>>): void {
    const [, status, headers] = args;
    this.#isRefused = status === 401 && this.#mayRepeat(headers['date']);
    if (!this.#isRefused) this.#handler.onResponseStart?.(...args);
  }

  onResponseData(...args: Parameters<NonNullable<Handler['onResponseData']>>): void {
    if (!this.#isRefused) this.#handler.onResponseData?.(...args);
  }

  onResponseEnd(...args: Parameters<NonNullable<Handler['onResponseEnd']>>): void {
    // The second attempt does not go through this class: its answer is the answer.
    if (this.#isRefused) this.#send(this.#handler);
    else this.#handler.onResponseEnd?.(...args);
  }

  onResponseError(...args: Parameters<NonNullable<Handler['onResponseError']>>): void {
    this.#handler.onResponseError?.(...args);
  }
}

function originOf({ origin, path }: Options): string | URL {
  if (origin === undefined || !path.startsWith('/')) {
    throw new WsseError(
      'a request without an origin, or with a whole URL for its path, cannot be signed: ' +
        'compose the interceptor on an Agent, and not on a Client, a Pool or a ProxyAgent',
    );
  }
  return origin;
}

/** Headers as one object, from any of the four forms that undici takes. */
function recordOf(headers: Options['headers']): Record<string, string | string[]> {
  const record: Record<string, string | string[]> = {};
  for (const [name, value] of pairsOf(headers)) {
    if (value === undefined) continue;
    const earlier = Object.hasOwn(record, name) ? [record[name]!].flat() : [];
    const values = [...earlier, ...[value].flat()];
    Object.defineProperty(record, name, {
      value: values.length === 1 ? values[0] : values,
      configurable: true,
      enumerable: true,
      writable: true,
    });
  }
  return record;
}

function* pairsOf(headers: Options['headers']): Iterable<[string, string | string[] | undefined]> {
  if (!headers) return;
  if (Array.isArray(headers) && !Array.isArray(headers[0])) {
    for (let index = 0; index < headers.length; index += 2) {
      yield [String(headers[index]), headers[index + 1]];
    }
  } else if (Symbol.iterator in headers) {
    yield* headers as Iterable<[string, string | string[] | undefined]>;
  } else {
    yield* Object.entries(headers);
  }
}

function canBeSentAgain(body: unknown): boolean {
  return body === null || body === undefined || typeof body === 'string' || body instanceof Uint8Array;
}

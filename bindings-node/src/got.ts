/** Sign what got sends. */

import type { AfterResponseHook, BeforeRequestHook, NormalizedOptions } from 'got' with { 'resolution-mode': 'import' };

import { HeaderRecord, OriginSigner } from './origin.js';
import type { ClientOptions } from './origin.js';

export { ClearTextRefused } from './origin.js';
export type { ClientOptions, HeaderSigner, Origins } from './origin.js';

/** Options for `got.extend`; the arrays may also be spread among hooks of your own. */
export interface WsseGotOptions {
  hooks: {
    beforeRequest: BeforeRequestHook[];
    afterResponse: AfterResponseHook[];
  };
}

/** Where a request keeps, for as long as it is repeated, for which URL it had its one more attempt. */
const REPEATED = Symbol('xwsse.repeated');

/**
 * Makes options for `got.extend` that sign.
 *
 * It signs for `origins`, or by default for the origin of its first request. Each hop of a redirect and each retry is
 * signed afresh, and on a hop to any other origin nothing is left of a token. Over plain http it signs for loopback
 * hosts only; for others a request fails unless `allowHttp: true`, with {@link ClearTextRefused} as the `cause` of
 * got's `RequestError`.
 *
 * Give it to `extend` after hooks of your own that change the URL or the headers. `retryOn401` is not for
 * `got.stream`, whose responses got hands to no hook.
 *
 * @example
 * ```js
 * import got from 'got';
 * import { createWsseGot } from 'xwsse/got';
 *
 * const api = got.extend(
 *   createWsseGot({
 *     username: 'my-api-key',
 *     secret: 'my-api-secret',
 *     origins: 'https://api.example',
 *   }),
 * );
 * const files = () => api('https://api.example/v1/files').json();
 * ```
 */
export function createWsseGot(options: ClientOptions): WsseGotOptions {
  const signer = new OriginSigner(options);

  const sign: BeforeRequestHook = (request) => {
    signer.apply(new HeaderRecord(request.headers), urlOf(request));
  };

  const repeat: AfterResponseHook = (response, retryWithMergedOptions) => {
    const request = response.request.options;
    const url = urlOf(request);
    const context = request.context as Record<symbol, string>;
    if (response.statusCode !== 401 || context[REPEATED] === url || !canBeSentAgain(request)) return response;
    if (!signer.mayRepeat(url, response.headers.date)) return response;
    context[REPEATED] = url;
    return retryWithMergedOptions({ preserveHooks: true });
  };

  return { hooks: { beforeRequest: [sign], afterResponse: signer.repeats ? [repeat] : [] } };
}

function urlOf({ url }: { url?: string | URL | undefined }): string {
  return String(url);
}

/** A form, too, is a stream by now. */
function canBeSentAgain({ body }: Pick<NormalizedOptions, 'body'>): boolean {
  return body === undefined || typeof body === 'string' || body instanceof Uint8Array;
}

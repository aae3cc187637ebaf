/** Sign what axios sends. */

import type { AxiosError, AxiosInstance, AxiosResponse, InternalAxiosRequestConfig } from 'axios';

import { WsseError } from './errors.js';
import { HeaderRecord, OriginSigner } from './origin.js';
import type { ClientOptions } from './origin.js';

export { ClearTextRefused } from './origin.js';
export type { ClientOptions, HeaderSigner, Origins } from './origin.js';

type Config = InternalAxiosRequestConfig;
type BeforeRedirect = NonNullable<Config['beforeRedirect']>;

/** What is needed of axios or of an instance of it: this much is the same in its ES module and its CommonJS types. */
export type AxiosLike = Pick<AxiosInstance, 'getUri' | 'interceptors'> & { create(): unknown };

/**
 * Makes an axios instance sign, and returns a function that makes it stop.
 *
 * It signs for `origins`, or by default for the origin of its first request. Each hop of a redirect and each retry
 * (axios-retry) is signed afresh, and on a hop to any other origin nothing is left of a token. Over plain http it
 * signs for loopback hosts only, and rejects with {@link ClearTextRefused} for others unless `allowHttp: true`.
 *
 * A request is signed after all its interceptors have run, in whatever order they were installed. Your own
 * `beforeRedirect` is called as before. With `retryOn401`, the second attempt does not pass through interceptors
 * again; it is not made where a redirect led to the 401, nor for a body that is a stream.
 *
 * It is for the `http` adapter, which axios uses in Node. The adapters `xhr` and `fetch` do not say
 * where a redirect leads, so with `xhr` a request is refused, and with `fetch` unless `maxRedirects: 0`; where the
 * adapter is a function, `fetchOptions` tell it not to follow. Axios accepts a fetch that signs as
 * `env: { fetch: createWsseFetch(…) }`, from `xwsse/fetch`.
 *
 * @example
 * ```js
 * import axios from 'axios';
 * import { installWsse } from 'xwsse/axios';
 *
 * const api = axios.create({ baseURL: 'https://api.example/v1' });
 * const eject = installWsse(api, {
 *   username: 'my-api-key',
 *   secret: 'my-api-secret',
 *   origins: 'https://api.example',
 * });
 * const files = () => api.get('/files').then((response) => response.data);
 * ```
 */
export function installWsse(instance: AxiosLike, options: ClientOptions): () => void {
  const signer = new OriginSigner(options);
  const bare = instance.create() as AxiosInstance;
  const redirected = new WeakSet<Config>();
  const usersOwn = new WeakMap<BeforeRedirect, BeforeRedirect | undefined>();

  /** As the last `transformRequest` it is called with the config that goes out, when nothing can change it any more. */
  function sign(this: Config, data: unknown, headers: Config['headers']): unknown {
    refuseWhatHidesRedirects(this);
    signer.apply(headers, urlOf(this));
    this.beforeRedirect = withSigning(this);
    return data;
  }

  function urlOf(config: Config): string {
    return instance.getUri({ ...config, baseURL: config.baseURL ?? '' });
  }

  function withSigning(config: Config): BeforeRedirect {
    const current = config.beforeRedirect;
    const users = current && usersOwn.has(current) ? usersOwn.get(current) : current;
    const ours: BeforeRedirect = (next, ...rest) => {
      redirected.add(config);
      users?.(next, ...rest);
      signer.apply(new HeaderRecord(next['headers']), targetOf(next));
    };
    usersOwn.set(ours, users);
    return ours;
  }

  function mayRepeat({ config, headers, status }: AxiosResponse): boolean {
    if (status !== 401 || redirected.has(config) || isStream(config.data)) return false;
    return signer.mayRepeat(urlOf(config), headers['date']);
  }

  async function repeat(response: AxiosResponse): Promise<AxiosResponse> {
    const { config } = response;
    response.data?.destroy?.();
    // The data has been through its transforms already.
    return bare.request({ ...config, transformRequest: [sign] });
  }

  const onRequest = instance.interceptors.request.use(
    (config) => {
      const transforms = [config.transformRequest ?? []].flat();
      config.transformRequest = [...transforms.filter((transform) => transform !== sign), sign];
      return config;
    },
    null,
    { synchronous: true },
  );
  const onResponse = instance.interceptors.response.use(
    (response) => (mayRepeat(response) ? repeat(response) : response),
    (error: AxiosError) => {
      const { config, response } = error;
      if (response && mayRepeat(response)) return repeat(response);
      // After a failure of the network the token is still good, and errors end in logs.
      if (config) signer.strip(config.headers);
      return Promise.reject(error);
    },
  );
  return () => {
    instance.interceptors.request.eject(onRequest);
    instance.interceptors.response.eject(onResponse);
  };
}

/** Where a redirect leads: through a proxy for plain http, the path is the whole URL. */
function targetOf(next: Record<string, unknown>): string {
  const path = String(next['path']);
  if (!path.startsWith('/')) return path;
  const host = String(next['hostname']);
  return `${next['protocol']}//${host.includes(':') ? `[${host}]` : host}:${next['port'] || ''}`;
}

function refuseWhatHidesRedirects(config: Config): void {
  const { maxRedirects, transport } = config;
  const first = adapterOf(config);
  // A function may be the adapter "fetch", and that of older releases does not heed `maxRedirects`.
  if (first !== 'http') {
    const { redirect } = config.fetchOptions ?? {};
    config.fetchOptions = { ...config.fetchOptions, redirect: redirect === 'error' ? redirect : 'manual' };
  }
  if (first === 'xhr' || (maxRedirects !== 0 && (transport || first === 'fetch'))) {
    throw new WsseError(
      `with ${transport ? 'a transport of its own' : `the adapter "${first}"`} axios does not say where a redirect ` +
        `leads, so the next hop cannot be signed; use the adapter "http"${first === 'xhr' ? '' : ', or maxRedirects: 0'}`,
    );
  }
}

/** The adapter that axios will choose from the configured ones; it ignores the case of a name. */
function adapterOf({ adapter }: Config): unknown {
  const configured: unknown[] = [adapter || ['xhr', 'http', 'fetch']].flat();
  const names = configured.map((name) => (typeof name === 'string' ? name.toLowerCase() : name));
  return names.find((name) => name && (name !== 'xhr' || 'XMLHttpRequest' in globalThis));
}

function isStream(data: unknown): boolean {
  return typeof data === 'object' && data !== null && ('pipe' in data || 'getReader' in data);
}

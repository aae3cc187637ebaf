// How the types of the client hooks read in an ES module. Compiled, never run.
import axios from 'axios';
import got from 'got';
import { Agent, fetch as undiciFetch, interceptors, request, type Dispatcher } from 'undici';
import { Signer, WsseError } from 'xwsse';
import { ClearTextRefused, installWsse } from 'xwsse/axios';
import { createWsseFetch, type ClientOptions, type Origins, type WsseFetchOptions } from 'xwsse/fetch';
import { createWsseGot } from 'xwsse/got';
import { createWsseInterceptor } from 'xwsse/undici';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(_proof: Same<A, B>): void {}

const signer = new Signer({ username: 'key', secret: new Uint8Array([1]) });
const options: ClientOptions = { username: 'key', secret: 'secret', dialect: 'atom', origins: 'https://api.example' };
const origins: Origins = new Set(['https://api.example', new URL('https://other.example')]);

const wsseFetch = createWsseFetch({ ...options, fetch: globalThis.fetch });
same<typeof wsseFetch, typeof globalThis.fetch>(true);
const response: Promise<Response> = wsseFetch(new Request('https://api.example'), { method: 'POST', body: 'text' });
const init: WsseFetchOptions = { signer, origins, allowHttp: true, retryOn401: true };
createWsseFetch(init);
createWsseFetch({ signer, fetch: undefined, origins: undefined, allowHttp: undefined, retryOn401: undefined });

const interceptor = createWsseInterceptor(options);
same<typeof interceptor, Dispatcher.DispatcherComposeInterceptor>(true);
const dispatcher = new Agent().compose(
  interceptor,
  interceptors.redirect({ maxRedirections: 5 }),
  interceptors.retry(),
);
void request('https://api.example', { dispatcher });
void undiciFetch('https://api.example', { dispatcher });

const eject = installWsse(axios.create(), { signer });
same<typeof eject, () => void>(true);
installWsse(axios, options);

const api = got.extend(createWsseGot(options));
const body: Promise<{ a: number }> = api('https://api.example').json<{ a: number }>();
void got('https://api.example', { hooks: { beforeRequest: [...createWsseGot(options).hooks.beforeRequest] } });

const error = new ClearTextRefused('http://api.example');
same<typeof error.origin, string>(true);
const base: WsseError = error;

// @ts-expect-error: a secret is missing
createWsseFetch({ username: 'key' });
// @ts-expect-error: nothing is given
createWsseGot({});
// @ts-expect-error: a Signer has no misspelt options
createWsseInterceptor({ signer, retryOn403: true });
// @ts-expect-error: an origin is text or a URL
createWsseInterceptor({ signer, origins: [1] });
// @ts-expect-error: options belong to an instance
installWsse(options);

void [response, body, base];

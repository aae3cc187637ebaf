// How the types of the client hooks read where modules are required. Compiled, never run.
import axios = require('axios');
import { Agent, interceptors, request } from 'undici';
import { Signer } from 'xwsse';
import { installWsse } from 'xwsse/axios';
import { createWsseFetch, type ClientOptions } from 'xwsse/fetch';
import { createWsseGot } from 'xwsse/got';
import { createWsseInterceptor } from 'xwsse/undici';

const options: ClientOptions = { signer: new Signer({ username: 'key', secret: 'secret' }) };
const response: Promise<Response> = createWsseFetch(options)('https://api.example');
const dispatcher = new Agent().compose(createWsseInterceptor(options), interceptors.retry());
void request('https://api.example', { dispatcher });
const eject: () => void = installWsse(axios.create(), options);
installWsse(axios, options);

async function ofGot(): Promise<unknown> {
  const { default: got } = await import('got');
  return got.extend(createWsseGot(options))('https://api.example').json();
}

// @ts-expect-error: there is no such option
createWsseGot({ ...options, allow_http: true });

void [response, eject, ofGot];

// Each client, driven in the same way: `new Driver(options).send({ method, url, body, headers })` gives the status.
import axios from 'axios';
import axiosRetry from 'axios-retry';
import got from 'got';
import { Agent, interceptors, fetch as undiciFetch, request as undiciRequest } from 'undici';
import { installWsse } from 'xwsse/axios';
import { createWsseFetch } from 'xwsse/fetch';
import { createWsseGot } from 'xwsse/got';
import { createWsseInterceptor } from 'xwsse/undici';

import { SECRET, USERNAME } from './service.mjs';

/** The options of a hook: those of a username and a secret, unless a signer is given. */
function filled(options) {
  return 'signer' in options || 'username' in options ? options : { username: USERNAME, secret: SECRET, ...options };
}

class Driver {
  get(url, headers = {}) {
    return this.send({ method: 'GET', url, headers });
  }

  post(url, body, headers = {}) {
    return this.send({ method: 'POST', url, headers, body });
  }
}

class Fetch extends Driver {
  static fetch = undefined;

  constructor(options) {
    super();
    this.fetch = createWsseFetch({ ...filled(options), fetch: new.target.fetch });
  }

  async send({ method, url, headers, body }) {
    const response = await this.fetch(url, { method, headers, body });
    await response.text();
    return response.status;
  }
}

class FetchOfUndici extends Fetch {
  static fetch = undiciFetch;
}

/** All that a `fetch` is given may also be in a `Request`. */
class FetchOfARequest extends Fetch {
  async send({ method, url, headers, body }) {
    const response = await this.fetch(new Request(url, { method, headers, body }));
    await response.text();
    return response.status;
  }
}

class Undici extends Driver {
  constructor(options) {
    super();
    this.dispatcher = new Agent().compose(
      createWsseInterceptor(filled(options)),
      interceptors.redirect({ maxRedirections: 10 }),
    );
  }

  headers(headers) {
    return headers;
  }

  async send({ method, url, headers, body }) {
    const options = { dispatcher: this.dispatcher, method, headers: this.headers(headers), body };
    const response = await undiciRequest(url, options);
    await response.body.text();
    return response.statusCode;
  }
}

class UndiciWithAFlatList extends Undici {
  headers(headers) {
    return Object.entries(headers).flat();
  }
}

class UndiciWithPairs extends Undici {
  headers(headers) {
    return new Map(Object.entries(headers));
  }
}

/** A composed agent as the dispatcher of a fetch, which follows redirects itself. */
class UndiciUnderFetch extends Undici {
  async send({ method, url, headers, body }) {
    try {
      const response = await undiciFetch(url, { dispatcher: this.dispatcher, method, headers, body });
      await response.text();
      return response.status;
    } catch (error) {
      throw error.cause ?? error;
    }
  }
}

class Axios extends Driver {
  constructor(options) {
    super();
    this.axios = axios.create({ validateStatus: () => true, proxy: false });
    this.eject = installWsse(this.axios, filled(options));
  }

  async send({ method, url, headers, body }) {
    return (await this.axios.request({ method, url, headers, data: body })).status;
  }
}

/** With axios as it comes, a status that is not 2xx is an error. */
class AxiosThatThrows extends Axios {
  constructor(options) {
    super(options);
    this.axios.defaults.validateStatus = (status) => status < 300;
    axiosRetry(this.axios, { retries: 0 });
  }

  async send(request) {
    try {
      return await super.send(request);
    } catch (error) {
      if (error.response === undefined) throw error;
      return error.response.status;
    }
  }
}

class Got extends Driver {
  constructor(options) {
    super();
    this.got = got.extend({ throwHttpErrors: false, retry: { limit: 0 } }, createWsseGot(filled(options)));
  }

  async send({ method, url, headers, body }) {
    try {
      return (await this.got(url, { method, headers, body })).statusCode;
    } catch (error) {
      throw error.cause ?? error;
    }
  }
}

export const CLIENTS = {
  'fetch of Node': Fetch,
  'fetch of undici': FetchOfUndici,
  'fetch of a Request': FetchOfARequest,
  undici: Undici,
  'undici with a flat list of headers': UndiciWithAFlatList,
  'undici with pairs of headers': UndiciWithPairs,
  'undici under its fetch': UndiciUnderFetch,
  axios: Axios,
  'axios that throws': AxiosThatThrows,
  got: Got,
};

/** Those that make a request whole again from its first URL, so that nothing is repeated after a redirect. */
export const REPEAT_NO_HOP = [Axios, AxiosThatThrows];

/** Those whose bodies are streams by the time that a hook sees them. */
export const STREAM_EVERY_BODY = [UndiciUnderFetch];

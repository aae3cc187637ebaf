// What an origin is, and which requests are signed: the shared cases, with every client hook. Nothing is sent: what the
// hook makes of the headers is noted where the client would send them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import axios from 'axios';
import { installWsse } from 'xwsse/axios';
import { createWsseFetch } from 'xwsse/fetch';
import { createWsseGot } from 'xwsse/got';
import { createWsseInterceptor } from 'xwsse/undici';

const ORIGINS = JSON.parse(readFileSync(join(process.env.XWSSE_SOURCE, 'tests', 'vectors', 'shared', 'origins.json'), 'ascii'));
const CASES = ORIGINS.cases.filter(({ differs = [] }) => !differs.includes('node'));

/** Each makes a function that resolves to the headers with which a URL would be asked for. */
const HOOKS = {
  fetch(options) {
    let sent;
    const signing = createWsseFetch({ ...options, fetch: async (_url, { headers }) => ((sent = headers), new Response()) });
    return async (url) => (await signing(url), Object.fromEntries(sent));
  },
  undici(options) {
    const interceptor = createWsseInterceptor(options);
    return async (url) => {
      let sent;
      interceptor(({ headers }) => (sent = headers))({ origin: new URL(url).origin, path: '/', method: 'GET' }, {});
      return sent;
    };
  },
  axios(options) {
    const instance = axios.create({ adapter: async (config) => ({ config, status: 200, headers: {} }) });
    installWsse(instance, options);
    return async (url) => (await instance.get(url)).config.headers.toJSON();
  },
  got(options) {
    const [sign] = createWsseGot(options).hooks.beforeRequest;
    return async (url) => {
      const headers = {};
      sign({ url: new URL(url), headers });
      return headers;
    };
  },
};

for (const [name, make] of Object.entries(HOOKS)) {
  const hook = (origins, allowHttp) => make({ username: 'key', secret: 'secret', origins: origins ?? undefined, allowHttp });

  async function outcome(ask, url) {
    try {
      const headers = new Headers(await ask(url));
      assert.equal(headers.has('Authorization'), headers.has('X-WSSE'));
      return headers.has('X-WSSE') ? 'signed' : 'unsigned';
    } catch (error) {
      assert.equal(error.name, 'ClearTextRefused');
      assert.equal(error.origin, new URL(url).origin);
      return 'refused_clear_text';
    }
  }

  describe(name, () => {
    test('a text is of its origin, and named only over what nobody reads', async () => {
      for (const { text, origin, clear_text } of CASES) {
        if (origin === null) {
          assert.throws(() => hook(text, true), { name: 'TypeError', message: /is not an origin/ }, text);
          continue;
        }
        assert.equal(await outcome(hook(text, true), origin), 'signed', text);
        if (clear_text) assert.throws(() => hook(text, false), { name: 'ClearTextRefused' }, text);
        else hook(text, false);
      }
    });

    test('two texts are of the same origin, or not', async () => {
      for (const { a, b, same } of ORIGINS.pairs) {
        assert.equal(await outcome(hook(a, true), b), same ? 'signed' : 'unsigned', `${a} ${b}`);
      }
    });

    for (const { id, origins, allow_http, requests, refused_as } of ORIGINS.outcomes) {
      test(id, async () => {
        if (refused_as) {
          const refusals = {
            clear_text: { name: 'ClearTextRefused' },
            not_an_origin: { name: 'TypeError', message: /is not an origin/ },
            no_origins: { name: 'TypeError', message: /the list of origins is empty/ },
          };
          assert.throws(() => hook(origins, allow_http), refusals[refused_as]);
          return;
        }
        const ask = hook(origins, allow_http);
        for (const request of requests) assert.equal(await outcome(ask, request.url), request.outcome, request.url);
      });
    }
  });
}

test('debugging shows which requests are not signed, and why', () => {
  const program = `
    const { createWsseFetch } = require('xwsse/fetch');
    const send = createWsseFetch({ username: 'key', secret: 'secret', origins: 'https://api.example', fetch: async () => new Response() });
    send('https://api.example/').then(() => send('https://www.api.example/path?query'));`;
  const env = { ...process.env, NODE_DEBUG: 'xwsse', NODE_OPTIONS: '' };
  const { stderr } = spawnSync(process.execPath, ['-e', program], { env, encoding: 'utf8' });
  assert.match(stderr, /^XWSSE \d+: not signed: https:\/\/www\.api\.example is not among the origins https:\/\/api\.example\n$/);
});

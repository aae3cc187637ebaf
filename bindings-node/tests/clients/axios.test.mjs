// What is special about axios: interceptors in any order, redirects in another package, adapters.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import { test } from 'node:test';

import axios from 'axios';
import axiosRetry from 'axios-retry';
import { WsseError } from 'xwsse';
import { installWsse } from 'xwsse/axios';
import { createWsseFetch } from 'xwsse/fetch';

import { hasNothingOfAToken, Service, SIGNER } from './service.mjs';

const KEY = { signer: SIGNER };

function create(config = {}) {
  return axios.create({ proxy: false, ...config });
}

test('each attempt of axios-retry is signed afresh, wherever it was installed', async (t) => {
  const home = await Service.start(t);
  for (const [path, install] of Object.entries({
    '/after': (api) => {
      installWsse(api, KEY);
      axiosRetry(api, { retries: 3, retryDelay: () => 1 });
    },
    '/before': (api) => {
      axiosRetry(api, { retries: 3, retryDelay: () => 1 });
      installWsse(api, KEY);
    },
  })) {
    const api = create();
    install(api);
    const response = await api.post(
      home.url(path, { fail: 2, to: `${path}/new`, code: 307 }),
      { a: [1] },
      { 'axios-retry': { retryCondition: () => true } },
    );
    assert.equal(response.status, 200);
  }
  const each = (path) => [path, path, path, `${path}/new`];
  assert.deepEqual(home.accepted, [...each('/after'), ...each('/before')]);
  assert.deepEqual(new Set(home.bodies), new Set(['{"a":[1]}']));
});

test('a beforeRedirect of the application is called, with each hop, and ours comes after it', async (t) => {
  const [home, foreign] = [await Service.start(t), await Service.start(t)];
  const api = create();
  installWsse(api, KEY);
  const hops = [];
  const beforeRedirect = (next, { statusCode }) => {
    hops.push([statusCode, next.path]);
    next.headers['X-Mine'] = 'added';
    next.headers['X-WSSE'] = 'of the application';
  };
  const away = foreign.url('/open/away', { to: home.url('/back') });
  await api.get(home.url('/start', { to: away }), { beforeRedirect });
  assert.deepEqual(
    hops.map(([code, path]) => [code, path.split('?')[0]]),
    [
      [302, '/open/away'],
      [302, '/back'],
    ],
  );
  assert.deepEqual(home.accepted, ['/start', '/back']);
  assert.equal(home.received[1].headers['x-mine'], 'added');
  assert.ok(hasNothingOfAToken(foreign.received[0]));
});

test('what interceptors of the application do to the URL is seen, in whatever order', async (t) => {
  const [home, foreign] = [await Service.start(t), await Service.start(t)];
  for (const first of [true, false]) {
    const api = create({ baseURL: home.origin });
    if (first) installWsse(api, { ...KEY, origins: home.origin });
    api.interceptors.request.use((config) => ({ ...config, baseURL: foreign.origin }));
    if (!first) installWsse(api, { ...KEY, origins: home.origin });
    assert.equal((await api.get('/open/files')).status, 200);
  }
  assert.deepEqual(home.received, []);
  assert.deepEqual(foreign.received.map(hasNothingOfAToken), [true, true]);
});

test('a base URL, parameters and a whole URL beside it', async (t) => {
  const [home, foreign] = [await Service.start(t), await Service.start(t)];
  const api = create({ baseURL: `${home.origin}/v1` });
  installWsse(api, { ...KEY, origins: home.origin });
  await api.get('files', { params: { to: '/new' } });
  await api.get(foreign.url('/open/whole'));
  await api.get('open/part', { baseURL: foreign.origin });
  assert.deepEqual(home.accepted, ['/v1/files', '/new']);
  assert.deepEqual(foreign.received.map(hasNothingOfAToken), [true, true]);
});

test('ejected, it signs no more', async (t) => {
  const home = await Service.start(t);
  const api = create({ validateStatus: () => true });
  const eject = installWsse(api, { ...KEY, retryOn401: true });
  assert.equal((await api.get(home.url('/files'))).status, 200);
  eject();
  assert.equal((await api.get(home.url('/files'))).status, 401);
  assert.deepEqual(home.answers, ['accepted', 'header_missing']);
});

test('one more attempt passes through the interceptors of the application once', async (t) => {
  const home = await Service.start(t);
  for (const first of [true, false]) {
    for (const validateStatus of [() => true, (status) => status < 300]) {
      const api = create({ validateStatus });
      const seen = [];
      if (first) installWsse(api, { ...KEY, retryOn401: true });
      api.interceptors.request.use((config) => (seen.push('request'), config));
      api.interceptors.response.use((response) => (seen.push(response.status), response));
      if (!first) installWsse(api, { ...KEY, retryOn401: true });
      const response = await api.post(home.url(`/${first}/${validateStatus(401)}`, { refuse: 1 }), { a: 'b' });
      assert.deepEqual([response.status, response.data], [200, 'accepted']);
      if (first) assert.deepEqual(seen, ['request', 200]);
    }
  }
  assert.deepEqual(home.answers, Array(8).fill('accepted'));
  assert.deepEqual(home.bodies, Array(8).fill('{"a":"b"}'));
});

test('a config that is sent again by hand is signed once more, and only once', async (t) => {
  const home = await Service.start(t);
  const api = create();
  installWsse(api, KEY);
  const { config } = await api.get(home.url('/files'));
  const signed = t.mock.method(SIGNER, 'headers');
  await api.request(config);
  assert.equal(signed.mock.callCount(), 1);
  assert.deepEqual(home.accepted, ['/files', '/files']);
});

test('a body that is a stream is not sent again, and a form is', async (t) => {
  const home = await Service.start(t);
  const api = create({ validateStatus: () => true });
  installWsse(api, { ...KEY, retryOn401: true });
  assert.equal((await api.post(home.url('/stream', { refuse: 1 }), Readable.from(['once']))).status, 401);
  const form = new FormData();
  form.append('name', 'twice');
  assert.equal((await api.post(home.url('/form', { refuse: 1 }), form)).status, 200);
  assert.equal((await api.get(home.url('/read', { refuse: 1 }), { responseType: 'stream' })).status, 200);
  assert.deepEqual(home.accepted, ['/stream', '/form', '/form', '/read', '/read']);
});

test('with an adapter that hides redirects there is a clear error', async (t) => {
  const home = await Service.start(t);
  const api = create();
  installWsse(api, KEY);
  for (const config of [
    { adapter: 'fetch' },
    { adapter: ['fetch', 'http'] },
    { transport: { request: httpRequest } },
  ]) {
    await assert.rejects(
      api.get(home.url('/files'), config),
      (error) => error instanceof WsseError && /redirect/.test(error.message),
    );
    assert.equal((await api.get(home.url('/files'), { ...config, maxRedirects: 0 })).status, 200);
  }
  assert.equal((await api.get(home.url('/files'), { adapter: ['xhr', 'http', 'fetch'] })).status, 200);
  assert.deepEqual(home.accepted, Array(4).fill('/files'));
});

test('no spelling of an adapter that hides redirects takes a token to another origin', async (t) => {
  const [home, foreign] = [await Service.start(t), await Service.start(t)];
  const url = home.url('/away', { to: foreign.url('/open/new') });
  const api = create({ validateStatus: null });
  installWsse(api, KEY);
  t.after(() => delete globalThis.XMLHttpRequest);
  globalThis.XMLHttpRequest = class {};
  for (const adapter of ['Fetch', ['FETCH'], [false, 'fetch'], [null, 'fetch'], 'xhr', 'Xhr']) {
    await assert.rejects(api.get(url, { adapter }), WsseError, String(adapter));
  }
  await assert.rejects(api.get(url, { adapter: 'xhr', maxRedirects: 0 }), WsseError);
  delete globalThis.XMLHttpRequest;
  for (const config of [
    { adapter: axios.getAdapter('fetch') },
    { adapter: axios.getAdapter('fetch'), fetchOptions: { redirect: 'follow' } },
    // Axios before 1.8 does not heed maxRedirects here: this fetch does as its does.
    { adapter: 'fetch', maxRedirects: 0, env: { fetch: (request, init) => fetch(request, init) } },
  ]) {
    assert.equal((await api.get(url, config)).status, 302);
  }
  assert.equal(foreign.received.length, 0);
});

test('the fetch adapter takes a fetch that signs', async (t) => {
  const [home, foreign] = [await Service.start(t), await Service.start(t)];
  const api = create({ adapter: 'fetch', env: { fetch: createWsseFetch(KEY), Request, Response } });
  assert.equal((await api.post(home.url('/old', { to: '/new', code: 307 }), { a: 'b' })).status, 200);
  assert.equal((await api.get(home.url('/away', { to: foreign.url('/open/new') }))).status, 200);
  assert.deepEqual(home.accepted, ['/old', '/new', '/away']);
  assert.ok(hasNothingOfAToken(foreign.received[0]));
});

test('behind a proxy the origin is that of the URL, and not of the proxy', async (t) => {
  const [home, foreign] = [await Service.start(t), await Service.start(t)];
  const asked = [];
  const proxy = createServer((req, res) => {
    asked.push(req.url.split('?')[0]);
    req.pipe(
      httpRequest(req.url, { method: req.method, headers: req.headers }, (answer) => {
        res.writeHead(answer.statusCode, answer.headers);
        answer.pipe(res);
      }),
    );
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  t.after(() => proxy.closeAllConnections());
  t.after(() => proxy.close());
  const api = axios.create({ proxy: { protocol: 'http', host: '127.0.0.1', port: proxy.address().port } });
  installWsse(api, { ...KEY, origins: home.origin });
  const away = foreign.url('/open/away', { to: home.url('/back') });
  assert.equal((await api.get(home.url('/start', { to: away }))).status, 200);
  assert.deepEqual(asked, [home.url('/start'), foreign.url('/open/away'), home.url('/back')]);
  assert.deepEqual(home.accepted, ['/start', '/back']);
  assert.ok(hasNothingOfAToken(foreign.received[0]));
});

test('an error holds no token that is still good', async (t) => {
  const home = await Service.start(t);
  const api = axios.create({ proxy: false });
  installWsse(api, KEY);
  for (const url of [home.url('/files', { drop: 1 }), home.url('/files', { fail: 1 })]) {
    const error = await api.get(url).then(assert.fail, (thrown) => thrown);
    assert.ok(error.isAxiosError);
    assert.doesNotMatch(JSON.stringify(error.toJSON()), /UsernameToken Username/);
  }
  assert.deepEqual(home.answers, ['accepted', 'accepted']);
});

test('the axios of require is as good', async (t) => {
  const home = await Service.start(t);
  const api = createRequire(import.meta.url)('axios').create({ proxy: false });
  installWsse(api, { ...KEY, retryOn401: true });
  assert.equal((await api.get(home.url('/old', { to: '/new' }))).status, 200);
  assert.equal((await api.get(home.url('/files', { refuse: 1 }))).status, 200);
  assert.deepEqual(home.accepted, ['/old', '/new', '/files', '/files']);
});

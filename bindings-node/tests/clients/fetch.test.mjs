// What is special about a fetch: it must do all that fetch does, and redirects are ours to follow.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';

import { fetch as undiciFetch } from 'undici';
import { WsseError } from 'xwsse';
import { createWsseFetch } from 'xwsse/fetch';

import { hasNothingOfAToken, Service, SIGNER } from './service.mjs';

function wsseFetch(options = {}) {
  return createWsseFetch({ signer: SIGNER, ...options });
}

function streamOf(text) {
  return new Blob([text]).stream();
}

const BODIES = {
  none: () => undefined,
  text: () => 'héllo',
  bytes: () => new Uint8Array([0, 1, 254, 255]),
  'a buffer': () => new Uint8Array([9, 8, 7]).buffer,
  'a Blob': () => new Blob(['of a type'], { type: 'text/x-test' }),
  'a query': () => new URLSearchParams({ a: '1', b: 'ü' }),
};

test('the global fetch is looked up for each request, so that test tools can put theirs in its place', async (t) => {
  const wrapped = wsseFetch({ origins: 'https://api.example' });
  const asked = [];
  t.mock.method(globalThis, 'fetch', async (url, { headers }) => {
    asked.push([url, headers.has('X-WSSE')]);
    return new Response();
  });
  await wrapped('https://api.example/');
  assert.deepEqual(asked, [['https://api.example/', true]]);
});

for (const code of [300, 301, 302, 303, 304, 307, 308]) {
  for (const method of ['GET', 'HEAD', 'POST', 'post', 'PUT', 'DELETE']) {
    test(`a redirect is followed as fetch follows it (${code} ${method})`, async (t) => {
      for (const [what, body] of Object.entries(BODIES)) {
        if (['GET', 'HEAD'].includes(method) && what !== 'none') continue;
        // That of Node 20 cannot send bytes again.
        const theirs = await seen(undiciFetch, body());
        const ours = await seen(wsseFetch(), body());
        assert.deepEqual(ours, theirs, what);

        async function seen(doFetch, body) {
          const [home, foreign] = [await Service.start(t), await Service.start(t)];
          // Apart from this, fetch alone would not be let in.
          const url = home.url('/open/1', { code, to: `/open/2?code=${code}&to=${foreign.url('/open/3')}` });
          const headers = { Cookie: 'a=b', 'Content-Language': 'en', 'X-Mine': 'kept', 'Proxy-Authorization': 'x' };
          const response = await doFetch(`${url}#part`, { method, body, headers });
          await response.text();
          const { redirected, status } = response;
          const { pathname } = new URL(response.url);
          return { pathname, redirected, status, received: [...home.received, ...foreign.received].map(told) };
        }
      }
    });
  }
}

test('a Request, or what inherits, is taken for the options as fetch takes it', async (t) => {
  const home = await Service.start(t);
  const headers = { 'X-Mine': 'kept', 'Content-Type': 'text/x-test' };
  for (const doFetch of [undiciFetch, wsseFetch()]) {
    for (const init of [
      new Request(home.url('/other'), { method: 'POST', body: 'of a Request', headers }),
      Object.create({ method: 'PUT', body: 'inherited', headers }),
    ]) {
      assert.equal((await doFetch(home.url('/open/1'), init)).status, 200);
    }
  }
  const [theirs, ours] = [home.received.slice(0, 2), home.received.slice(2)];
  assert.deepEqual(ours.map(told), theirs.map(told));
  assert.deepEqual(ours.map(({ answer }) => answer), ['accepted', 'accepted']);
});

function told({ method, path, headers, body }) {
  const kept = ['cookie', 'content-language', 'content-length', 'content-type', 'proxy-authorization', 'x-mine'];
  return {
    method,
    path,
    body: body.toString('latin1'),
    headers: kept.map((name) => `${name}: ${headers[name] ?? '-'}`),
  };
}

test('a form is sent again as a whole', async (t) => {
  const home = await Service.start(t);
  const body = new FormData();
  body.append('name', 'value');
  const url = home.url('/old', { to: '/new', code: 307 });
  assert.equal((await wsseFetch()(url, { method: 'POST', body })).status, 200);
  for (const { body, headers } of home.received) {
    const [, boundary] = /^multipart\/form-data; boundary=(.+)$/.exec(headers['content-type']);
    assert.equal(body.toString().trim().split('\r\n')[0], `--${boundary}`);
    assert.match(body.toString(), /name="name"\r\n\r\nvalue\r\n/);
  }
  assert.deepEqual(home.accepted, ['/old', '/new']);
});

test('a string, a URL and a Request are taken, and init goes before the Request', async (t) => {
  const home = await Service.start(t);
  const send = wsseFetch();
  await send(home.url('/string'));
  await send(new URL(home.url('/url')));
  await send(new Request(home.url('/request'), { method: 'PUT', body: 'of the request', headers: { 'X-A': 'b' } }));
  await send(new Request(home.url('/init'), { method: 'PUT', body: 'of the request' }), {
    method: 'POST',
    body: 'of init',
    headers: { 'X-A': 'c' },
  });
  assert.deepEqual(home.accepted, ['/string', '/url', '/request', '/init']);
  assert.deepEqual(home.bodies, ['', '', 'of the request', 'of init']);
  assert.deepEqual(
    home.received.map(({ method }) => method),
    ['GET', 'GET', 'PUT', 'POST'],
  );
  assert.deepEqual(
    home.received.map(({ headers }) => headers['x-a']),
    [undefined, undefined, 'b', 'c'],
  );
});

test("redirect: 'manual' and 'error' do what they always do", async (t) => {
  const home = await Service.start(t);
  const url = home.url('/old', { to: '/new' });
  for (const request of [[url, { redirect: 'manual' }], [new Request(url, { redirect: 'manual' })]]) {
    const response = await wsseFetch()(...request);
    assert.deepEqual([response.status, response.headers.get('location')], [302, '/new']);
  }
  for (const request of [[url, { redirect: 'error' }], [new Request(url, { redirect: 'error' })]]) {
    await assert.rejects(wsseFetch()(...request), TypeError);
  }
  assert.deepEqual(home.accepted, ['/old', '/old', '/old', '/old']);
});

test('twenty redirects are followed, and no more', async (t) => {
  const home = await Service.start(t);
  await assert.rejects(wsseFetch()(home.url('/round', { to: 'itself' })), {
    name: 'TypeError',
    message: /20 redirects/,
  });
  assert.deepEqual(home.accepted, Array(21).fill('/round'));
});

test('the response tells where it came from', async (t) => {
  const home = await Service.start(t);
  const response = await wsseFetch()(home.url('/old', { to: '/new' }));
  assert.deepEqual([response.redirected, response.url], [true, home.url('/new')]);
  assert.equal((await wsseFetch()(home.url('/new'))).redirected, false);
});

test('a stream is sent once, and a clear error says so where it would be needed again', async (t) => {
  const home = await Service.start(t);
  const send = (url) =>
    wsseFetch({ retryOn401: true })(url, { method: 'POST', body: streamOf('once'), duplex: 'half' });
  assert.equal((await send(home.url('/files'))).status, 200);
  assert.equal((await send(home.url('/refused', { refuse: 1 }))).status, 401);
  assert.equal((await send(home.url('/see', { to: '/other', code: 303 }))).status, 200);
  await assert.rejects(send(home.url('/moved', { to: '/new', code: 307 })), {
    name: 'TypeError',
    message: /stream .* once/,
  });
  assert.deepEqual(home.accepted, ['/files', '/refused', '/see', '/other', '/moved']);
  assert.deepEqual(home.bodies, ['once', 'once', 'once', '', 'once']);
});

test('the body of a Request is sent again', async (t) => {
  const home = await Service.start(t);
  const request = new Request(home.url('/old', { to: '/new?refuse=1', code: 307, refuse: 1 }), {
    method: 'POST',
    body: 'all of it',
  });
  assert.equal((await wsseFetch({ retryOn401: true })(request)).status, 200);
  assert.deepEqual(home.accepted, ['/old', '/old', '/new', '/new']);
  assert.deepEqual(home.bodies, Array(4).fill('all of it'));
  assert.ok(request.bodyUsed);
  await assert.rejects(wsseFetch()(request), TypeError);
});

test('a signal stops it at any hop', async (t) => {
  const home = await Service.start(t);
  const held = createServer(() => reached()).listen(0, '127.0.0.1');
  await once(held, 'listening');
  t.after(() => held.closeAllConnections());
  t.after(() => held.close());
  let reached;
  const url = home.url('/old', { to: `http://127.0.0.1:${held.address().port}/` });
  for (const make of [(signal) => [url, { signal }], (signal) => [new Request(url, { signal })]]) {
    const controller = new AbortController();
    const there = new Promise((resolve) => {
      reached = resolve;
    });
    const fetched = wsseFetch()(...make(controller.signal));
    await there;
    controller.abort(new Error('enough'));
    await assert.rejects(fetched, /enough/);
    await assert.rejects(wsseFetch()(...make(AbortSignal.abort())), { name: 'AbortError' });
  }
});

test('a Location that leads nowhere', async (t) => {
  const home = await Service.start(t);
  for (const to of ['http://', 'http://[::1', 'ftp://127.0.0.1/', 'data:,x', 'http://user:pass@127.0.0.1:1/']) {
    await assert.rejects(wsseFetch()(home.url('/old', { to })), TypeError, to);
  }
  await assert.rejects(wsseFetch()('/relative'), TypeError);
});

test('a Location in UTF-8 is read as that', async (t) => {
  const home = await Service.start(t);
  const odd = createServer((_req, res) => {
    res.socket.write('HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: ');
    res.socket.end(`${home.url('/open/bücher')}\r\n\r\n`);
  }).listen(0, '127.0.0.1');
  await once(odd, 'listening');
  t.after(() => odd.close());
  await wsseFetch()(`http://127.0.0.1:${odd.address().port}/`);
  assert.deepEqual(home.paths, ['/open/b%C3%BCcher']);
  assert.ok(hasNothingOfAToken(home.received[0]));
});

test('a fetch that hides redirects, as in browsers, gets a clear error', async () => {
  const asked = [];
  const hiding = async (url, init) => {
    asked.push(init.redirect);
    return { type: 'opaqueredirect', status: 0, headers: new Headers(), body: null };
  };
  const send = wsseFetch({ fetch: hiding });
  await assert.rejects(
    send('https://api.example/'),
    (error) => error instanceof WsseError && /browsers/.test(error.message),
  );
  assert.equal((await send('https://api.example/', { redirect: 'manual' })).type, 'opaqueredirect');
  assert.deepEqual(asked, ['manual', 'manual']);
});

test('it may be global itself, and what is put around it then too', async (t) => {
  const home = await Service.start(t);
  const before = globalThis.fetch;
  t.after(() => {
    globalThis.fetch = before;
  });
  globalThis.fetch = wsseFetch();
  assert.equal((await fetch(home.url('/files'))).status, 200);
  const signed = globalThis.fetch;
  globalThis.fetch = async (...request) => signed(...request); // as tracers do
  assert.equal((await fetch(home.url('/files'))).status, 200);
  assert.equal((await signed(home.url('/files'))).status, 200);
  assert.deepEqual(home.accepted, ['/files', '/files', '/files']);
});

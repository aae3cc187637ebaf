// What is special about undici: interceptors are put around each other, and headers come in four forms.
import assert from 'node:assert/strict';
import { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';

import { Agent, Client, interceptors, pipeline, Pool, request, RetryAgent, stream } from 'undici';
import { WsseError } from 'xwsse';
import { createWsseInterceptor } from 'xwsse/undici';

import { hasNothingOfAToken, Service, SIGNER } from './service.mjs';

function wsse(options = {}) {
  return createWsseInterceptor({ signer: SIGNER, ...options });
}

const RETRY = { minTimeout: 1, maxRetries: 3 };

test('each attempt of the retry interceptor is signed afresh', async (t) => {
  const home = await Service.start(t);
  const dispatcher = new Agent().compose(wsse(), interceptors.retry(RETRY));
  const response = await request(home.url('/files', { fail: 2 }), { dispatcher });
  assert.equal(await response.body.text(), 'accepted');
  assert.deepEqual(home.accepted, ['/files', '/files', '/files']);
});

test('so is each attempt of a RetryAgent, and after a connection that broke', async (t) => {
  const home = await Service.start(t);
  const dispatcher = new RetryAgent(new Agent().compose(wsse()), RETRY);
  const response = await request(home.url('/files', { drop: 1 }), { dispatcher });
  assert.equal(await response.body.text(), 'accepted');
  assert.deepEqual(home.accepted, ['/files', '/files']);
});

for (const order of ['redirect, retry', 'retry, redirect']) {
  test(`with redirects and retries around it each request is signed afresh (${order})`, async (t) => {
    const [home, foreign] = [await Service.start(t), await Service.start(t)];
    const around = [interceptors.redirect({ maxRedirections: 5 }), interceptors.retry(RETRY)];
    const dispatcher = new Agent().compose(wsse(), ...(order === 'redirect, retry' ? around : around.reverse()));
    const away = foreign.url('/open/away', { to: home.url('/back') });
    const response = await request(home.url('/start', { to: away }), { dispatcher });
    assert.equal(await response.body.text(), 'accepted');
    assert.deepEqual(home.accepted, ['/start', '/back']);
    assert.deepEqual(foreign.received.map(hasNothingOfAToken), [true]);
  });
}

test('a request is signed whatever the form of its headers, and several of a name stay several', async (t) => {
  const home = await Service.start(t);
  const dispatcher = new Agent().compose(wsse());
  const pairs = [
    ['x-a', '1'],
    ['X-A', '2'],
    ['x-b', ['3', '4']],
    ['__proto__', '5'],
    ['X-WSSE', 'old'],
    ['x-wsse', 'older'],
  ];
  const forms = [
    pairs
      .filter(([, value]) => typeof value === 'string')
      .flat()
      .concat('x-b', '3', 'x-b', '4'),
    pairs,
    new Map(pairs),
    Object.fromEntries(pairs.slice(0, 3)),
    Object.assign(Object.create(null), Object.fromEntries(pairs)),
    { 'x-a': ['1', '2'], 'x-b': ['3', '4'], 'x-c': undefined },
  ];
  for (const headers of forms) {
    const response = await request(home.url('/files'), { dispatcher, headers });
    await response.body.text();
    const { headers: arrived, tokens } = home.received.at(-1);
    assert.deepEqual([arrived['x-a'], arrived['x-b'], tokens.length], ['1, 2', '3, 4', 1]);
  }
  for (const headers of [null, undefined, {}, []]) {
    await (await request(home.url('/files'), { dispatcher, headers })).body.text();
  }
  assert.deepEqual(home.answers, Array(10).fill('accepted'));
});

test('what an application gave is not changed', async (t) => {
  const home = await Service.start(t);
  const headers = Object.freeze({ 'x-wsse': 'of the application' });
  const dispatcher = new Agent().compose(wsse());
  await (await request(home.url('/files'), { dispatcher, headers })).body.text();
  assert.deepEqual(headers, { 'x-wsse': 'of the application' });
});

test('stream and pipeline are signed too', async (t) => {
  const home = await Service.start(t);
  const dispatcher = new Agent().compose(wsse({ retryOn401: true }));
  let streamed = '';
  await stream(home.url('/stream', { refuse: 1 }), { dispatcher, method: 'GET' }, () => {
    return new Writable({
      write(chunk, _encoding, done) {
        streamed += chunk;
        done();
      },
    });
  });
  assert.equal(streamed, 'accepted');
  const duplex = pipeline(home.url('/pipe'), { dispatcher, method: 'POST' }, ({ body }) => body);
  duplex.end('piped');
  assert.equal(await text(duplex), 'accepted');
  assert.deepEqual(home.accepted, ['/stream', '/stream', '/pipe']);
});

test('a body that is a stream is not sent again', async (t) => {
  const home = await Service.start(t);
  const dispatcher = new Agent().compose(wsse({ retryOn401: true }));
  for (const body of [
    Readable.from(['once']),
    (async function* () {
      yield 'once';
    })(),
  ]) {
    const response = await request(home.url('/files', { refuse: 9 }), { dispatcher, method: 'POST', body });
    await response.body.text();
    assert.equal(response.statusCode, 401);
  }
  assert.deepEqual(home.bodies, ['once', 'once']);
  const twice = await request(home.url('/bytes', { refuse: 1 }), {
    dispatcher,
    method: 'POST',
    body: Buffer.from('twice'),
  });
  assert.equal(await twice.body.text(), 'accepted');
  assert.deepEqual(home.bodies.slice(2), ['twice', 'twice']);
});

test('a signal stops the one more attempt too', async (t) => {
  const home = await Service.start(t);
  const dispatcher = new Agent().compose(wsse({ retryOn401: true }));
  await assert.rejects(request(home.url('/files'), { dispatcher, signal: AbortSignal.abort() }), {
    name: 'AbortError',
  });
  assert.deepEqual(home.received, []);
});

test('where the origin is not known there is a clear error', async (t) => {
  const home = await Service.start(t);
  for (const made of [new Client(home.origin), new Pool(home.origin)]) {
    const dispatcher = made.compose(wsse());
    await assert.rejects(
      dispatcher.request({ path: '/files', method: 'GET' }),
      (error) => error instanceof WsseError && /Agent/.test(error.message),
    );
    await made.close();
  }
  const whole = { origin: home.origin, path: home.url('/files'), method: 'GET' };
  await assert.rejects(new Agent().compose(wsse()).request(whole), WsseError);
  assert.deepEqual(home.received, []);
});

// What is special about got: it retries by itself, and hooks come in lists.
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';

import got, { RequestError } from 'got';
import { ClearTextRefused, createWsseGot } from 'xwsse/got';

import { hasNothingOfAToken, Service, SIGNER } from './service.mjs';

const KEY = { signer: SIGNER };
const FAST = { retry: { calculateDelay: ({ computedValue }) => (computedValue ? 1 : 0) } };

test('each retry is signed afresh', async (t) => {
  const home = await Service.start(t);
  const api = got.extend(FAST, createWsseGot(KEY));
  assert.equal(await api(home.url('/files', { fail: 2 })).text(), 'accepted');
  assert.equal(await api(home.url('/broken', { drop: 1 })).text(), 'accepted');
  assert.deepEqual(home.accepted, ['/files', '/files', '/files', '/broken', '/broken']);
});

test('retries after a 401 and after a 503 go together', async (t) => {
  const home = await Service.start(t);
  const api = got.extend(FAST, createWsseGot({ ...KEY, retryOn401: true }));
  assert.equal(await api(home.url('/files', { refuse: 1, fail: 2 })).text(), 'accepted');
  assert.deepEqual(home.accepted, ['/files', '/files', '/files']);
});

test('hooks of the application before and after it are kept, also for one more attempt', async (t) => {
  const home = await Service.start(t);
  const seen = [];
  const note = (name) => ({
    hooks: { afterResponse: [(response) => (seen.push([name, response.statusCode]), response)] },
  });
  const api = got.extend(note('before'), createWsseGot({ ...KEY, retryOn401: true }), note('after'));
  assert.equal(await api(home.url('/files', { refuse: 1 })).text(), 'accepted');
  assert.deepEqual(seen, [
    ['before', 401],
    ['before', 200],
    ['after', 200],
  ]);
});

test('its hooks can be spread among others', async (t) => {
  const home = await Service.start(t);
  const { hooks } = createWsseGot(KEY);
  const mine = (options) => {
    options.headers['x-mine'] = 'added';
  };
  await got(home.url('/old', { to: '/new' }), { hooks: { beforeRequest: [mine, ...hooks.beforeRequest] } });
  assert.deepEqual(home.accepted, ['/old', '/new']);
  assert.deepEqual(
    home.received.map(({ headers }) => headers['x-mine']),
    ['added', 'added'],
  );
});

test('a context of the application stays its own', async (t) => {
  const home = await Service.start(t);
  const context = { mine: 'kept' };
  const api = got.extend(createWsseGot({ ...KEY, retryOn401: true }));
  const response = await api(home.url('/files', { refuse: 1 }), { context });
  assert.equal(response.request.options.context.mine, 'kept');
  assert.deepEqual(Reflect.ownKeys(context), ['mine']);
});

test('one more attempt for each hop', async (t) => {
  const home = await Service.start(t);
  const api = got.extend(createWsseGot({ ...KEY, retryOn401: true }));
  assert.equal(await api(home.url('/old', { refuse: 1, to: '/new?refuse=1' })).text(), 'accepted');
  assert.deepEqual(home.accepted, ['/old', '/old', '/new', '/new']);
});

test('streams are signed, hop by hop', async (t) => {
  const [home, foreign] = [await Service.start(t), await Service.start(t)];
  const api = got.extend(createWsseGot(KEY));
  assert.equal(await text(api.stream(home.url('/old', { to: foreign.url('/open/new') }))), 'header_missing');
  assert.deepEqual(home.accepted, ['/old']);
  assert.ok(hasNothingOfAToken(foreign.received[0]));
});

test('a body that is a stream, as a form is, is not sent again, and others are', async (t) => {
  const home = await Service.start(t);
  const api = got.extend({ throwHttpErrors: false }, createWsseGot({ ...KEY, retryOn401: true }));
  assert.equal((await api.post(home.url('/stream', { refuse: 1 }), { body: Readable.from(['once']) })).statusCode, 401);
  const form = new FormData();
  form.append('name', 'once');
  assert.equal((await api.post(home.url('/multipart', { refuse: 1 }), { body: form })).statusCode, 401);
  assert.equal((await api.post(home.url('/form', { refuse: 1 }), { form: { a: 1 } })).statusCode, 200);
  assert.equal((await api.post(home.url('/json', { refuse: 1 }), { json: { a: 1 } })).statusCode, 200);
  assert.deepEqual(home.accepted, ['/stream', '/multipart', '/form', '/form', '/json', '/json']);
  assert.deepEqual(home.bodies.slice(2), ['a=1', 'a=1', '{"a":1}', '{"a":1}']);
});

test("over plain http the error is got's, and its cause is ours", async () => {
  const api = got.extend(createWsseGot(KEY));
  await assert.rejects(
    api('http://api.example/'),
    (error) => error instanceof RequestError && error.cause instanceof ClearTextRefused,
  );
});

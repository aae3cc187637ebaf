// What is special about Fastify: scopes, @fastify/auth, its logger, inject.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { Writable } from 'node:stream';
import { test } from 'node:test';

import auth from '@fastify/auth';
import Fastify from 'fastify';
import { Signer } from 'xwsse';
import { wsse, WsseHttpError } from 'xwsse/fastify';

const signers = {
  alice: new Signer({ username: 'alice', secret: 's3cr3t' }),
  bob: new Signer({ username: 'bob', secret: 'b0b' }),
};
const sign = (username = 'alice') => ({ 'x-wsse': signers[username].header() });
const SECRETS = { alice: 's3cr3t' };

test('it decorates, and demands nothing until it is asked to', async () => {
  const app = Fastify();
  await app.register(wsse, { secrets: SECRETS });
  app.get('/open', async (request) => String(request.wsse));
  app.get('/mine', { onRequest: app.verifyWsse }, async (request) => request.wsse.username);
  assert.equal((await app.inject('/open')).body, 'null');
  assert.equal((await app.inject({ url: '/mine', headers: sign() })).body, 'alice');
  const refused = await app.inject('/mine');
  assert.deepEqual(refused.json(), { statusCode: 401, error: 'Unauthorized', message: 'Unauthorized' });
  assert.equal(refused.headers['www-authenticate'], 'WSSE realm="api", profile="UsernameToken"');
});

test('scopes beside each other have their own, and outside there is none', async () => {
  const app = Fastify();
  for (const [prefix, secrets] of Object.entries({ '/a': SECRETS, '/b': { bob: 'b0b' } })) {
    await app.register(
      async (scope) => {
        await scope.register(wsse, { secrets, realm: prefix.slice(1) });
        scope.addHook('onRequest', scope.verifyWsse);
        scope.get('/', async (request) => request.wsse.username);
      },
      { prefix },
    );
  }
  app.get('/', async (request) => `${request.wsse} ${app.verifyWsse}`);
  const get = async (url, headers = {}) => {
    const { body, headers: answered, statusCode } = await app.inject({ url, headers });
    return statusCode === 200 ? body : answered['www-authenticate'];
  };
  assert.equal(await get('/'), 'undefined undefined');
  assert.equal(await get('/a/', sign()), 'alice');
  assert.equal(await get('/b/', sign('bob')), 'bob');
  assert.equal(await get('/a/', sign('bob')), 'WSSE realm="a", profile="UsernameToken"');
  assert.equal(await get('/b/'), 'WSSE realm="b", profile="UsernameToken"');
});

test('a scope that is registered as a whole with a prefix and a log level', async () => {
  const app = Fastify();
  await app.register(wsse, { secrets: SECRETS, prefix: '/v1', logLevel: 'warn', logSerializers: {} });
  app.get('/', { onRequest: app.verifyWsse }, async (request) => request.wsse.username);
  assert.equal((await app.inject({ url: '/', headers: sign() })).body, 'alice');
});

test('nothing that onRejected throws is leave to go on, with @fastify/auth neither', async () => {
  for (const thrown of [undefined, null, '']) {
    const app = Fastify();
    const onRejected = () => {
      throw thrown;
    };
    await app.register(wsse, { secrets: SECRETS, onRejected });
    await app.register(auth);
    app.get('/hook', { onRequest: app.verifyWsse }, async () => 'in');
    app.get('/auth', { onRequest: app.auth([app.verifyWsse]) }, async () => 'in');
    for (const url of ['/hook', '/auth']) assert.notEqual((await app.inject(url)).statusCode, 200, `${url} ${thrown}`);
  }
});

test('with @fastify/auth another way may follow, and a token is used once', async () => {
  const app = Fastify();
  await app.register(auth);
  await app.register(wsse, { secrets: SECRETS });
  const byKey = async (request) => {
    if (request.headers['x-key'] !== 'letmein') throw new Error('no key');
  };
  app.get(
    '/or',
    { onRequest: app.auth([app.verifyWsse, byKey]) },
    async (request) => request.wsse?.username ?? 'by key',
  );
  app.get(
    '/last',
    { onRequest: app.auth([byKey, app.verifyWsse]) },
    async (request) => request.wsse?.username ?? 'by key',
  );
  app.get(
    '/and',
    { onRequest: app.auth([app.verifyWsse, byKey, app.verifyWsse], { relation: 'and', run: 'all' }) },
    async (request) => request.wsse.username,
  );
  const get = async (url, headers = {}) => (await app.inject({ url, headers })).body;
  assert.equal(await get('/or', sign()), 'alice');
  assert.equal(await get('/or', { 'x-key': 'letmein' }), 'by key');
  assert.equal(await get('/and', { ...sign(), 'x-key': 'letmein' }), 'alice');
  const refused = await app.inject('/last');
  assert.deepEqual(
    [refused.statusCode, refused.headers['www-authenticate']],
    [401, 'WSSE realm="api", profile="UsernameToken"'],
  );
});

test('an error handler gets the error, with the reason as its cause', async () => {
  const app = Fastify();
  const seen = [];
  app.setErrorHandler((error, _request, reply) => {
    seen.push(error);
    reply.code(error.statusCode).headers(error.headers).send({ no: 'entry' });
  });
  await app.register(wsse, { secrets: SECRETS });
  app.get('/', { onRequest: app.verifyWsse }, async () => 'never');
  const answer = await app.inject('/');
  assert.deepEqual([answer.statusCode, answer.json()], [401, { no: 'entry' }]);
  assert.ok(seen[0] instanceof WsseHttpError);
  assert.equal(seen[0].cause.code, 'header_missing');
});

test('the log says who, what and why, and holds nothing that could be used', async () => {
  let log = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      log += chunk;
      done();
    },
  });
  const app = Fastify({ logger: { stream } });
  await app.register(wsse, {
    secrets: (username) => (username === 'bob' ? Promise.reject(new Error('no key server')) : 's3cr3t'),
  });
  app.get('/', { onRequest: app.verifyWsse }, async () => 'never');
  const headers = { 'x-wsse': new Signer({ username: 'alice', secret: 'wrong' }).header() };
  assert.equal((await app.inject({ url: '/', headers })).statusCode, 401);
  assert.equal((await app.inject({ url: '/', headers: sign('bob') })).statusCode, 503);
  const lines = log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter((line) => line.xwsse);
  const about = { method: 'GET', path: '/', peer: '127.0.0.1' };
  assert.deepEqual(
    lines.map(({ xwsse, level }) => [level, xwsse]),
    [
      [30, { code: 'digest_mismatch', username: 'alice', ...about }],
      [40, { code: 'secrets_unavailable', username: 'bob', ...about }],
    ],
  );
  assert.match(log, /no key server/);
  const [, , ...values] = headers['x-wsse'].split('"');
  for (const value of values.filter((_, index) => index % 2))
    assert.ok(!log.includes(value), value);
});

test('the Fastify of require is as good', async () => {
  const require = createRequire(import.meta.url);
  assert.equal(require('xwsse/fastify').wsse, wsse);
  const app = require('fastify')();
  app.register(require('xwsse/fastify').wsse, { secrets: SECRETS });
  app.after(() => app.get('/', { onRequest: app.verifyWsse }, async (request) => request.wsse.username));
  assert.equal((await app.inject({ url: '/', headers: sign() })).body, 'alice');
});

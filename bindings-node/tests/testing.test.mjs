// What helps to test programs that sign or verify.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import { Identity, Signer, Verifier } from 'xwsse';
import { wsse as ofExpress } from 'xwsse/express';
import { wsse as ofFastify } from 'xwsse/fastify';
import { createWsseFetch } from 'xwsse/fetch';
import { wsse as ofHono } from 'xwsse/hono';
import { wsse as ofKoa } from 'xwsse/koa';
import { acceptAs, signedClient, testClock } from 'xwsse/testing';

const KEY = { username: 'alice', secret: 's3cr3t' };
const SECRETS = { alice: 's3cr3t' };

test('a clock is where it was set', () => {
  const clock = testClock(new Date('2026-01-15T12:30:00Z'));
  const signer = new Signer({ ...KEY, clock });
  const verifier = new Verifier({ secrets: SECRETS, clock });
  const header = signer.header();
  clock.advance(60_000);
  assert.equal(verifier.verifySync(header).username, 'alice');
  clock.advance(1);
  assert.throws(() => verifier.verifySync(header), { code: 'created_stale' });
  clock.set(new Date('2026-01-16T00:00:00Z'));
  assert.equal(signer.sign().created, '2026-01-16T00:00:00.000Z');
  assert.throws(() => testClock('now'), TypeError);
  assert.throws(() => clock.set(1), TypeError);
});

const APPS = {
  express(options) {
    const app = express();
    app.use(ofExpress(options));
    app.get('/', (req, res) => res.send(req.auth.username));
    return app;
  },
  async fastify(options) {
    const app = Fastify();
    await app.register(ofFastify, options);
    app.addHook('onRequest', app.verifyWsse);
    app.get('/', async (request) => request.wsse.username);
    await app.ready();
    return app.routing;
  },
  koa(options) {
    const app = new Koa();
    app.use(ofKoa(options));
    app.use((ctx) => void (ctx.body = ctx.state.user.username));
    return app.callback();
  },
};

for (const [name, make] of Object.entries(APPS)) {
  test(`a client signs for an application: ${name}`, async () => {
    const api = await signedClient(await make({ secrets: SECRETS }), KEY);
    for (let times = 0; times < 2; times += 1) assert.equal(await (await api('/')).text(), 'alice');
    await api.close();
    await assert.rejects(api('/'));
  });

  test(`an application sees the identity that the test wants: ${name}`, async () => {
    for (const who of ['bob', new Identity('bob', new Date())]) {
      const api = await signedClient(await make({ verifier: acceptAs(who) }), KEY);
      assert.equal(await (await api('/', { headers: { 'X-WSSE': 'anything' } })).text(), 'bob');
      await api.close();
    }
  });
}

test('an application that is a function of a request needs no server', async () => {
  const app = new Hono();
  app.use(ofHono({ secrets: SECRETS }));
  app.get('/', (c) => c.text(c.get('wsse').username));
  const send = createWsseFetch({ ...KEY, fetch: app.request });
  assert.equal(await (await send('https://api.example/')).text(), 'alice');
});

// What is special about Koa: middlewares around it, and the error event.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';

import Koa from 'koa';
import { Signer } from 'xwsse';
import { wsse, WsseHttpError } from 'xwsse/koa';

import { ask } from './wire.mjs';

const signer = new Signer({ username: 'alice', secret: 's3cr3t' });
const SECRETS = { alice: 's3cr3t' };

async function listen(t, app) {
  const server = createServer(app.callback()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return server.address().port;
}

test('a middleware before it can make an answer of its own', async (t) => {
  const app = new Koa();
  app.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      assert.ok(error instanceof WsseHttpError);
      ctx.status = error.status;
      ctx.set(error.headers);
      ctx.body = { no: error.cause.code === 'header_missing' ? 'entry' : '?' };
    }
  });
  app.use(wsse({ secrets: SECRETS }));
  const answer = await ask(await listen(t, app));
  assert.deepEqual([answer.status, answer.body], [401, '{"no":"entry"}']);
  assert.deepEqual(answer.all('www-authenticate'), ['WSSE realm="api", profile="UsernameToken"']);
});

test('the error event has the reason, and Koa prints nothing', async (t) => {
  const printed = t.mock.method(console, 'error', () => {});
  const quiet = new Koa();
  quiet.use(wsse({ secrets: SECRETS }));
  assert.equal((await ask(await listen(t, quiet))).status, 401);
  assert.equal(printed.mock.callCount(), 0);
  const app = new Koa();
  const seen = [];
  app.on('error', (error) => seen.push(error.cause.code));
  app.use(wsse({ secrets: SECRETS }));
  assert.equal((await ask(await listen(t, app))).status, 401);
  assert.deepEqual(seen, ['header_missing']);
});

test('an identity that others put there does not pass, and an error of the application is its own', async (t) => {
  const app = new Koa();
  app.silent = true;
  app.use((ctx, next) => {
    ctx.state.user = { username: 'mallory' };
    return next();
  });
  app.use(wsse({ secrets: SECRETS, optional: true }));
  app.use((ctx) => {
    if (ctx.path === '/mistake') throw new Error('a mistake');
    ctx.body = ctx.state.user?.username ?? 'nobody';
  });
  const port = await listen(t, app);
  assert.equal((await ask(port)).body, 'nobody');
  assert.equal((await ask(port, [['X-WSSE', signer.header()]])).body, 'alice');
  assert.equal((await ask(port, [['X-WSSE', signer.header()]], { path: '/mistake' })).status, 500);
});

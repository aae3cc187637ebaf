// What is special about Hono: its exception, requests without a server, and two packages in one.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { RejectedError, Signer } from 'xwsse';
import { wsse } from 'xwsse/hono';

const SECRETS = { alice: 's3cr3t' };
const signer = new Signer({ username: 'alice', secret: 's3cr3t' });
const sign = () => ({ headers: { 'X-WSSE': signer.header() } });

test('a request without a server is verified too', async () => {
  const app = new Hono();
  app.get('/mine', wsse({ secrets: SECRETS }), (c) => c.text(c.get('wsse').username));
  const accepted = await app.request('/mine', sign());
  assert.deepEqual([accepted.status, await accepted.text()], [200, 'alice']);
  const refused = await app.request('/mine');
  assert.deepEqual([refused.status, await refused.text()], [401, '401 Unauthorized\n']);
  assert.equal(refused.headers.get('WWW-Authenticate'), 'WSSE realm="api", profile="UsernameToken"');
});

const require = createRequire(import.meta.url);
const KINDS = {
  // Where the tests are run with what `require` takes, there is no other.
  ...(process.env.XWSSE_MODULES !== 'require' && { import: { Hono, HTTPException, wsse } }),
  require: { ...require('hono'), ...require('hono/http-exception'), ...require('xwsse/hono') },
};

for (const [kind, { Hono, HTTPException, wsse }] of Object.entries(KINDS)) {
  test(`onError gets Hono's own exception, with the answer and the reason (${kind})`, async () => {
    const app = new Hono();
    const seen = [];
    app.onError((error, c) => {
      if (!(error instanceof HTTPException)) return c.text('a mistake', 500);
      seen.push(error);
      return error.getResponse();
    });
    app.use(wsse({ secrets: SECRETS }));
    app.get('/', (c) => c.text(c.get('wsse').username));
    assert.equal((await app.request('/')).status, 401);
    assert.equal((await app.request('/', sign())).status, 200);
    assert.deepEqual([seen.length, seen[0].message, seen[0].cause.code], [1, 'Unauthorized', 'header_missing']);
    assert.ok(seen[0].cause instanceof RejectedError);
  });
}

test('optional and then another way', async () => {
  const app = new Hono();
  app.use(wsse({ secrets: SECRETS, optional: true }));
  app.get('/', (c) => c.text(c.get('wsse')?.username ?? 'nobody'));
  assert.equal(await (await app.request('/')).text(), 'nobody');
  assert.equal(await (await app.request('/', sign())).text(), 'alice');
});

test('nobody is undefined, as where it was not asked', async () => {
  const app = new Hono();
  app.get('/', wsse({ secrets: SECRETS, optional: true }), (c) => c.text(String(c.get('wsse'))));
  assert.equal(await (await app.request('/')).text(), 'undefined');
});

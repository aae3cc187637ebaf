// The example of each server, asked over loopback.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';

import { getRequestListener } from '@hono/node-server';
import { Signer } from 'xwsse';

import { exampleOf } from '../clients/examples.mjs';
import { ask } from './wire.mjs';

const signer = new Signer({ username: 'alice', secret: 's3cr3t' });

const SERVERS = {
  http: { file: 'http.d.ts', of: ({ server }) => server, name: 'server' },
  express: { file: 'express.d.ts', of: ({ app }) => createServer(app) },
  fastify: { file: 'fastify.d.ts', of: ({ app }) => app.ready().then(() => app.server) },
  koa: { file: 'koa.d.ts', of: ({ app }) => createServer(app.callback()) },
  hono: { file: 'internal/hono.d.ts', of: ({ app }) => createServer(getRequestListener(app.fetch)) },
};

for (const [name, { file, of, name: exported = 'app' }] of Object.entries(SERVERS)) {
  test(`the example of xwsse/${name} lets in who signs`, async (t) => {
    const server = await of(await exampleOf(file, exported));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    t.after(() => server.close());
    const { port } = server.address();
    const accepted = await ask(port, [['X-WSSE', signer.header()]]);
    assert.deepEqual([accepted.status, accepted.body.trim()], [200, 'hello alice']);
    const refused = await ask(port);
    assert.deepEqual(refused.all('www-authenticate'), ['WSSE realm="api", profile="UsernameToken"']);
  });
}

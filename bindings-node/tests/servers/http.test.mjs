// What is special about node:http: there is nothing around it, and HTTP/2 has the same requests.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, ServerResponse, IncomingMessage } from 'node:http';
import { connect, createServer as createServer2 } from 'node:http2';
import { text } from 'node:stream/consumers';
import { Socket } from 'node:net';
import { test } from 'node:test';

import { RejectedError, Signer } from 'xwsse';
import { createAuthenticator, refuse, WsseHttpError } from 'xwsse/http';

import { ask } from './wire.mjs';

const signer = new Signer({ username: 'alice', secret: 's3cr3t' });
const SECRETS = { alice: 's3cr3t' };

test('refuse answers a refusal, and throws what is none', () => {
  const res = new ServerResponse(new IncomingMessage(new Socket()));
  for (const mistake of [new TypeError('a mistake'), RejectedError.of('header_missing'), 'text', undefined]) {
    assert.throws(
      () => refuse(res, mistake),
      (error) => error === mistake,
    );
  }
  assert.equal(res.headersSent, false);
});

test('the answer is exact', async (t) => {
  const authenticate = createAuthenticator({ secrets: SECRETS, realm: 'files' });
  const server = createServer((req, res) => authenticate(req).catch((error) => refuse(res, error))).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  t.after(() => server.close());
  const answer = await ask(server.address().port);
  assert.match(answer.raw, /^HTTP\/1\.1 401 Unauthorized\r\n/);
  assert.deepEqual(answer.all('www-authenticate'), ['WSSE realm="files", profile="UsernameToken"']);
  assert.deepEqual(answer.all('content-type'), ['text/plain; charset=utf-8']);
  assert.equal(answer.body, '401 Unauthorized\n');
});

test('ask as often as you like: a token is used once for each request', async (t) => {
  const authenticate = createAuthenticator({ secrets: SECRETS });
  const server = createServer(async (req, res) => {
    const [first, second] = [await authenticate(req), await authenticate(req)];
    res.end(String(first === second));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  assert.equal((await ask(server.address().port, [['X-WSSE', signer.header()]])).body, 'true');
});

test('over HTTP/2', async (t) => {
  const authenticate = createAuthenticator({ secrets: SECRETS });
  const server = createServer2((req, res) => {
    authenticate(req).then(
      (identity) => res.end(identity.username),
      (error) => refuse(res, error),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const session = connect(`http://127.0.0.1:${server.address().port}`);
  t.after(() => session.close());
  t.after(() => server.close());
  const get = async (headers) => {
    const stream = session.request(headers);
    const [answered] = await once(stream, 'response');
    return [answered[':status'], await text(stream)];
  };
  assert.deepEqual(await get({ 'x-wsse': signer.header() }), [200, 'alice']);
  assert.deepEqual(await get({ 'x-wsse': [signer.header(), signer.header()] }), [401, '401 Unauthorized\n']);
});

test('the error has what frameworks look for, and shows nothing of the reason', () => {
  const error = new WsseHttpError(RejectedError.of('store_full'), 'api');
  assert.deepEqual(
    [error.status, error.statusCode, error.message, error.body],
    [503, 503, 'Service Unavailable', '503 Service Unavailable\n'],
  );
  assert.deepEqual(error.headers, { 'Retry-After': '1' });
  assert.ok(!JSON.stringify(error).includes('store_full'));
});

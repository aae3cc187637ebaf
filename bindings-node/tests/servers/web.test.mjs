// What is special about Fetch requests: the answer is returned, and not thrown.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Identity, Signer } from 'xwsse';
import { createAuthenticator } from 'xwsse/web';

const SECRETS = { alice: 's3cr3t' };
const signer = new Signer({ username: 'alice', secret: 's3cr3t' });
const request = (headers) => new Request('https://api.example/orders', { headers });

test('a signed request is its identity, and any other the response that refuses it', async () => {
  const authenticate = createAuthenticator({ secrets: SECRETS, realm: 'api' });
  const signed = request(signer.headers());
  const identity = await authenticate(signed);
  assert.ok(identity instanceof Identity);
  assert.equal(await authenticate(signed), identity);
  for (const refused of [request(), request({ 'X-WSSE': signed.headers.get('X-WSSE') })]) {
    const response = await authenticate(refused);
    assert.deepEqual([response.status, response.headers.get('WWW-Authenticate')], [401, 'WSSE realm="api", profile="UsernameToken"']);
    assert.equal(await response.text(), '401 Unauthorized\n');
  }
});

test('a failed look-up is a 503 to be tried again, and a mistake is an error', async () => {
  const fail = () => {
    throw new Error('down');
  };
  const response = await createAuthenticator({ secrets: fail })(request(signer.headers()));
  assert.deepEqual([response.status, response.headers.get('Retry-After')], [503, '1']);
  await assert.rejects(createAuthenticator({ secrets: SECRETS, onRejected: fail })(request()), /down/);
});

test('optional: a request without the header is of nobody', async () => {
  const authenticate = createAuthenticator({ secrets: SECRETS, optional: true });
  assert.equal(await authenticate(request()), null);
  assert.equal((await authenticate(request({ 'X-WSSE': '' }))).status, 401);
});

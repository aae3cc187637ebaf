// What an origin is. A fetch that only notes what it is given shows which URLs are signed for.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createWsseFetch } from 'xwsse/fetch';

async function isSigned(url, options) {
  let signed;
  const noting = async (_url, { headers }) => {
    signed = headers.has('X-WSSE');
    assert.equal(headers.has('Authorization'), signed);
    return new Response();
  };
  await createWsseFetch({ username: 'key', secret: 'secret', fetch: noting, ...options })(url);
  return signed;
}

const SAME = [
  ['https://api.example', 'https://api.example/v1?q#f'],
  ['https://api.example', 'HTTPS://API.Example:443/v1'],
  ['https://api.example:443', 'https://api.example/'],
  ['https://api.example:0443/', 'https://api.example/'],
  ['https://api.example:', 'https://api.example:443/'],
  ['https://api.example:8443', 'https://api.example:8443/'],
  ['http://localhost:80', 'http://localhost/'],
  ['http://127.1:80', 'http://127.0.0.1/'],
  ['https://[2001:DB8:0::1]:443', 'https://[2001:db8::1]/'],
  ['https://bücher.example', 'https://xn--bcher-kva.example/'],
  ['https://api.example/v1', 'https://api.example/v2'],
];
const OTHER = [
  ['https://api.example', 'https://api.example:8443/'],
  ['https://api.example', 'https://www.api.example/'],
  ['https://api.example', 'https://example/'],
  ['https://api.example', 'https://api.example./'],
  ['https://api.example', 'https://api.example.evil.example/'],
  ['https://api.example', 'https://evil.example/https://api.example'],
  ['https://api.example', 'https://evil.example?https://api.example'],
  ['https://api.example', 'https://evil.example\\@api.example/'],
  ['https://localhost', 'http://localhost/'],
  ['https://localhost:80', 'http://localhost:80/'],
];

for (const [origin, url] of SAME) {
  test(`${url} is of ${origin}`, async () => assert.equal(await isSigned(url, { origins: origin }), true));
}
for (const [origin, url] of OTHER) {
  test(`${url} is not of ${origin}`, async () => assert.equal(await isSigned(url, { origins: origin }), false));
}

const LOOPBACK = ['localhost', 'LOCALHOST', '127.0.0.1', '127.255.0.9', '[::1]', '[0:0::1]', '127.1', '0x7f.1'];
const ELSEWHERE = [
  'localhost.',
  'localhost.example',
  '127.0.0.1.example',
  '0.0.0.0',
  '[::]',
  '[::ffff:127.0.0.1]',
  '10.0.0.1',
  '1270.0.0.example',
];

for (const host of LOOPBACK) {
  test(`http://${host} is this machine`, async () => assert.equal(await isSigned(`http://${host}:8080/`), true));
}
for (const host of ELSEWHERE) {
  test(`http://${host} is not this machine`, async () => {
    const url = `http://${host}:8080/`;
    await assert.rejects(isSigned(url), { name: 'ClearTextRefused', origin: new URL(url).origin });
    await assert.rejects(isSigned('https://api.example', { origins: url }), { name: 'ClearTextRefused' });
    assert.equal(await isSigned(url, { allowHttp: true }), true);
    assert.equal(await isSigned(url, { origins: 'https://api.example' }), false);
  });
}

test('a first request that is refused settles nothing', async () => {
  const signed = [];
  const noting = async (url, { headers }) => {
    signed.push([url, headers.has('X-WSSE')]);
    return new Response();
  };
  const send = createWsseFetch({ username: 'key', secret: 'secret', fetch: noting });
  await assert.rejects(send('http://api.example/'), { name: 'ClearTextRefused' });
  await send('https://api.example/');
  await send('http://api.example/');
  assert.deepEqual(signed, [
    ['https://api.example/', true],
    ['http://api.example/', false],
  ]);
});

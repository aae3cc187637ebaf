// Headers of the other packages on npm.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import wsse from 'wsse';
import { UsernameToken } from 'wsse';
import WSSEToken from 'wsse-token';
import { Verifier, dialects, explain } from 'xwsse';

import { outcome } from './vectors.mjs';

const USERNAME = 'my-api-key';
const SECRET = 'a long random secret, sécret';
const verifierOf = (dialect) => new Verifier({ secrets: { [USERNAME]: SECRET }, dialect });

const HEADERS = {
  'wsse, nonce as text': ['atom', () => wsse({ username: USERNAME, password: SECRET }).getWSSEHeader()],
  'wsse, nonceBase64': ['penneo', () => wsse({ username: USERNAME, password: SECRET }).getWSSEHeader({ nonceBase64: true })],
  'wsse, nonceBase64, for Symfony': ['symfony', () => wsse({ username: USERNAME, password: SECRET }).toString({ nonceBase64: true })],
  'wsse, sha1encoding hex': ['emarsys', () => new UsernameToken({ username: USERNAME, password: SECRET, sha1encoding: 'hex' }).getWSSEHeader()],
  'wsse-token': ['emarsys', () => String(new WSSEToken({ username: USERNAME, password: SECRET }))],
  'wsse-token, digestEncoding base64': ['atom', () => String(new WSSEToken({ username: USERNAME, password: SECRET, digestEncoding: 'base64', digestBase64: false }))],
  'wsse-token, sha256': ['huawei', () => String(new WSSEToken({ username: USERNAME, password: SECRET, digestAlgorithm: 'sha256', digestEncoding: 'base64', digestBase64: false }))],
};

for (const [what, [dialect, make]] of Object.entries(HEADERS)) {
  test(`${what}: ${dialect}`, () => {
    const verifier = verifierOf(dialect);
    const header = make();
    assert.equal(verifier.verifySync(header).username, USERNAME);
    assert.equal(outcome(() => verifier.verifySync(header)), 'replayed');
    assert.equal(explain(header, { dialect, secret: SECRET }).verdict, null);
  });

  test(`${what}: no dialect of another digest takes it`, () => {
    const header = make();
    const same = ({ nonce, hash, digest }) => [nonce === 'letters' ? 'raw' : nonce, hash, digest].join();
    for (const other of Object.values(dialects).filter((one) => same(one) !== same(dialects[dialect]))) {
      assert.notEqual(outcome(() => verifierOf(other).verifySync(header)), 'accepted', other.name);
    }
  });
}

test('their parsers of ours: wsse and wsse-token have none, so there is nothing to try', () => {
  assert.equal(wsse.parse ?? WSSEToken.parse, undefined);
});

// No text that comes from an object or an error of the package holds a secret or a digest.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import v8 from 'node:v8';

import { MemoryReplayStore, Signer, UsernameToken, Verifier, explain, readDialect } from 'xwsse';

const SECRET = 'correct-horse-battery-staple';
const BYTES = Buffer.from(SECRET);

/** Everything that printing, logging, cloning or a debugger would take from a value. */
function shownBy(value) {
  const texts = [String(value), JSON.stringify(value) ?? '', ...Object.values(value).map(String)];
  for (const options of [{}, { depth: null, showHidden: true, getters: true, showProxy: true }]) texts.push(inspect(value, options));
  for (let object = value; object && object !== Object.prototype; object = Object.getPrototypeOf(object)) {
    for (const name of Object.getOwnPropertyNames(object)) {
      const { get, value: own } = Object.getOwnPropertyDescriptor(object, name);
      if (typeof (own ?? get) !== 'function' || get) texts.push(inspect(value[name], { depth: null, showHidden: true }));
    }
  }
  for (const clone of [structuredClone, (one) => v8.deserialize(v8.serialize(one))]) {
    try {
      texts.push(inspect(clone(value), { depth: null, showHidden: true }));
    } catch (error) {
      assert.equal(error.name, 'DataCloneError');
    }
  }
  return texts.join('\n');
}

function neverShown(value, secret = SECRET) {
  const text = shownBy(value);
  assert(!text.includes(secret), text);
  assert(!text.includes(inspect(BYTES).slice(8, -1)), text);
  assert(!text.includes(BYTES.toString('base64')) && !text.includes(BYTES.toString('hex')), text);
  assert(!text.includes([...BYTES].join(', ')), text);
}

test('objects do not show it', () => {
  for (const secret of [SECRET, BYTES]) {
    const signer = new Signer({ username: 'key', secret });
    const verifier = new Verifier({ secrets: { key: [secret] } });
    const header = signer.header();
    const objects = [signer, verifier, new Verifier({ secrets: () => secret }), verifier.verifySync(header), signer.sign(),
      explain(header, { secret }), new MemoryReplayStore({ capacity: 10 })];
    for (const object of objects) neverShown(object);
  }
});

test('this test sees what is shown', () => {
  assert.throws(() => neverShown({ secret: SECRET }), assert.AssertionError);
  assert.throws(() => neverShown({ secret: BYTES }), assert.AssertionError);
  assert.throws(() => neverShown(new (class { get secret() { return SECRET; } })()), assert.AssertionError);
});

test('what is logged of a token is no token that somebody could use', () => {
  const token = new Signer({ username: 'key', secret: SECRET }).sign();
  for (const text of [inspect(token), JSON.stringify(token), inspect(structuredClone(token)), inspect(UsernameToken.parse(token.header))]) {
    assert(!text.includes(token.passwordDigest) && !text.includes(token.nonce), text);
  }
  const diagnosis = explain(token.header);
  for (const text of [String(diagnosis), inspect(diagnosis)]) assert(!text.includes(token.passwordDigest), text);
});

test('errors do not show it', async () => {
  const header = new Signer({ username: 'key', secret: SECRET }).header();
  const once = new Verifier({ secrets: { key: SECRET } });
  once.verifySync(header);
  const HALF = `${SECRET}\ud800`;
  const mistakes = [
    () => new Signer({ username: '"', secret: SECRET }),
    () => new Signer({ username: 'key', secret: HALF }),
    () => new Signer({ username: 'key', secret: [SECRET] }),
    () => new Signer({ username: 'key', secret: { secret: SECRET } }),
    () => new Signer({ username: 'key', secret: SECRET, dialect: SECRET }),
    () => readDialect(SECRET),
    () => readDialect({ nonce: SECRET }),
    () => new Verifier({ secrets: { key: [SECRET, ''] } }),
    () => new Verifier({ secrets: { key: HALF } }),
    () => new Verifier({ secrets: [SECRET] }),
    () => new Verifier({ secrets: SECRET }),
    () => new Verifier({ secrets: () => [SECRET, HALF] }).verifySync(header),
    () => new Verifier({ secrets: () => ({ [SECRET]: SECRET }) }).verifySync(header),
    () => new Verifier({ secrets: () => { throw new Error('down'); } }).verifySync(header),
    () => new Verifier({ secrets: { key: SECRET }, store: { claim: () => SECRET } }).verifySync(header),
    () => new Verifier({ secrets: async () => [SECRET, ''] }).verify(header),
    () => new Verifier({ secrets: { key: `${SECRET}x` } }).verifySync(header),
    () => once.verifySync(header),
    () => explain(header, { secret: HALF }),
    () => new Signer({ username: 'key', secret: SECRET }).signWith(SECRET, BYTES),
  ];
  for (const [index, mistake] of mistakes.entries()) {
    const error = await Promise.resolve().then(mistake).then(() => assert.fail(`mistake ${index} is none`), (thrown) => thrown);
    for (let shown = error; shown !== undefined; shown = shown.cause) neverShown(shown);
  }
});

test('a rejection holds no part of the header', () => {
  const header = new Signer({ username: 'some-username', secret: SECRET }).header();
  const error = assert.throws(() => new Verifier({ secrets: {} }).verifySync(header), (thrown) => {
    assert(!shownBy(thrown).includes('some-username'));
    return thrown.code === 'username_unknown';
  });
  assert.equal(error, undefined);
});

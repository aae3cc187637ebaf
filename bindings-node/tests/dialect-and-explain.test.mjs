import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Signer, Verifier, DialectError, dialectText, dialects, explain, readDialect } from 'xwsse';

import { cases } from './vectors.mjs';

const NOW = new Date('2026-01-15T12:30:01Z');
const HEADER =
  'UsernameToken Username="key", PasswordDigest="7gxoXmpp8/bB5RnE4+LEHYWAyy8=", Nonce="AAECAwQFBgcICQoLDA0ODw==", Created="2026-01-15T12:30:00.000Z"';

test('presets cannot be changed, and can be spread', () => {
  assert.throws(() => { dialects.penneo.maxNonce = 1; }, TypeError);
  assert.throws(() => { dialects.mine = dialects.penneo; }, TypeError);
  assert.equal(dialectText({ ...dialects.penneo, maxNonce: 128, accept: 'rfc2822' }), 'penneo,max_nonce=128,accept=rfc2822');
  assert.equal(dialectText({ ...dialects.huawei }), 'huawei');
  assert.equal(readDialect({}).name, 'penneo');
  assert.equal(readDialect({ maxAge: undefined }).maxAge, 60);
});

test('seconds may have decimals', () => {
  for (const [maxAge, text] of [[0.25, '0.25'], [1e-7, '0.0000001'], [90.000000001, '90.000000001'], [0, '0'], [31_622_400, '31622400']]) {
    assert.equal(dialectText({ maxAge }), `penneo,max_age=${text}`);
    assert.equal(readDialect({ maxAge }).maxAge, maxAge);
  }
});

test('what is no dialect says which field it is about', () => {
  for (const [changes, message] of [
    [{ maxnonce: 1 }, 'there is no field maxnonce; did you mean maxNonce?'],
    [{ hash: 'sha1,max_age=1' }, 'the value of hash is not a word or a number; write hash as in the presets'],
    [{ unique: ['nonce'] }, 'the value of unique is not a word or a number; write unique as in the presets'],
    [{ name: ['atom'] }, 'the value of name is not a word or a number; write name as in the presets'],
    [{ maxNonce: 1000 }, '"1000" is not a value of max_nonce; write 1 to 256'],
  ]) {
    assert.throws(() => readDialect(changes), (error) => error instanceof DialectError && error.position === null && error.message === message);
  }
  for (const make of [(dialect) => new Signer({ username: 'k', secret: 's', dialect }), (dialect) => new Verifier({ secrets: {}, dialect }), readDialect]) {
    assert.throws(() => make('emarsis'), (error) =>
      error instanceof DialectError && error.position === 0 && error.message.startsWith('there is no preset "emarsis"; did you mean emarsys?'));
  }
  for (const changes of [{ name: 'nobody' }, { hash: 'md5' }, { maxAge: -1 }, { maxAge: Infinity }, { maxNonce: 0 }, { maxNonce: 1.5 }]) {
    assert.throws(() => readDialect(changes), { code: 'dialect_invalid', number: 108 });
  }
  for (const dialect of [undefined, null, 1, () => 'penneo']) assert.throws(() => readDialect(dialect), TypeError);
});

test('a diagnosis has fields, text and JSON', () => {
  const diagnosis = explain(`X-WSSE: ${HEADER}`, { secret: '0123456789abcdef', now: NOW });
  assert.equal(diagnosis.verdict, 'digest_mismatch');
  assert.equal(diagnosis.header, HEADER);
  assert.equal(diagnosis.ageMillis, 1000);
  assert.equal(diagnosis.digestChecked, true);
  assert.match(String(diagnosis), /^refused: digest_mismatch \(penneo\)\n/);
  const json = JSON.parse(JSON.stringify(diagnosis));
  assert.deepEqual(Object.keys(json), ['dialect', 'header', 'parts', 'age_millis', 'digest_checked', 'digest_dialects', 'verdict', 'findings']);
  assert.deepEqual(json.findings, diagnosis.findings);
});

test('a diagnosis names the dialect that the header is in', () => {
  const { header, secret } = cases('xwsse/tokens').find(({ id }) => id === 'atom-article');
  const diagnosis = explain(header, { dialect: 'penneo', secret });
  assert.deepEqual(diagnosis.digestDialects, ['atom']);
  assert.deepEqual(diagnosis.toJSON().digest_dialects, ['atom']);
});

test('places are in the units of a JavaScript string', () => {
  const header = HEADER.replace('"key"', '"zoë 🦊"');
  const { parts } = explain(header, { now: NOW });
  for (const part of parts) assert.equal(header.slice(part.start, part.end), part.value);
  assert.equal(parts[1].name, 'PasswordDigest');
});

test('bytes that are no text are explained too', () => {
  const latin1 = Buffer.from(HEADER.replace('"key"', '"zoë"'), 'latin1');
  assert.match(explain(latin1, { now: NOW }).verdict, /^(header_malformed|username_invalid)$/);
  assert.equal(explain(Buffer.from(HEADER), { now: NOW }).verdict, null);
});

test('it is now unless told', () => {
  const header = new Signer({ username: 'key', secret: 'a long random secret' }).header();
  assert.equal(explain(header, { secret: 'a long random secret' }).verdict, null);
});

test('what has the wrong type is a TypeError', () => {
  assert.throws(() => explain(HEADER, { now: 'now' }), TypeError);
  assert.throws(() => explain(HEADER, { secret: 5 }), TypeError);
  assert.throws(() => explain(5), TypeError);
  assert.throws(() => explain(HEADER, { secret: '' }), { code: 'secret_empty' });
});

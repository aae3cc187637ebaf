import assert from 'node:assert/strict';
import { test } from 'node:test';

import { SignError, Signer, UsageError, UsernameToken, Verifier, WsseError, dialects } from 'xwsse';

const NOW = new Date('2026-03-14T10:00:00Z');
const signerAt = (now, more = {}) => new Signer({ username: 'key', secret: 'secret', clock: () => now, ...more });

test('it gives the headers to set', () => {
  const headers = new Signer({ username: 'key', secret: 'secret' }).headers();
  assert.deepEqual(Object.keys(headers), ['Authorization', 'X-WSSE']);
  assert.equal(headers.Authorization, 'WSSE profile="UsernameToken"');
  assert.match(headers['X-WSSE'], /^UsernameToken Username="key", PasswordDigest="/);
});

test('the authorization is what the dialect wants', () => {
  const signer = new Signer({ username: 'key', secret: 'secret', dialect: 'huawei' });
  assert.match(signer.authorization, /realm="SDP"/);
  assert.equal(signer.headers().Authorization, signer.authorization);
  assert.equal(signer.sign().headers.Authorization, signer.authorization);
});

test('each token is fresh', () => {
  const signer = new Signer({ username: 'key', secret: 'secret' });
  const tokens = Array.from({ length: 100 }, () => signer.sign());
  assert.equal(new Set(tokens.map((token) => token.nonce)).size, 100);
  const createds = tokens.map((token) => token.created);
  assert.deepEqual(createds, [...new Set(createds)].sort());
});

for (const dialect of Object.keys(dialects)) {
  test(`a verifier of the same dialect accepts it: ${dialect}`, () => {
    const signer = new Signer({ username: 'key', secret: 'secret', dialect });
    const verifier = new Verifier({ secrets: { key: 'secret' }, dialect });
    for (const header of [signer.header(), signer.headers()['X-WSSE'], signer.sign().header, signer.signMany(1)[0].header]) {
      assert.equal(verifier.verifySync(header).dialect, dialect);
    }
  });
}

test('a secret is text or bytes', () => {
  for (const secret of ['sécret', Buffer.from('sécret'), new TextEncoder().encode('sécret')]) {
    const header = new Signer({ username: 'key', secret }).header();
    assert.equal(new Verifier({ secrets: { key: 'sécret' } }).verifySync(header).username, 'key');
  }
});

const UNUSABLE = [
  ['username_unusable', () => new Signer({ username: '', secret: 'secret' })],
  ['username_unusable', () => new Signer({ username: 'a"b', secret: 'secret' })],
  ['username_unusable', () => new Signer({ username: 'å', secret: 'secret' })],
  ['username_unusable', () => new Signer({ username: 'x'.repeat(257), secret: 'secret' })],
  ['secret_empty', () => new Signer({ username: 'key', secret: '' })],
  ['secret_empty', () => new Signer({ username: 'key', secret: new Uint8Array() })],
  ['dialect_invalid', () => new Signer({ username: 'key', secret: 'secret', dialect: 'penneo,max_nonce=257' })],
  ['dialect_invalid', () => new Signer({ username: 'key', secret: 'secret', dialect: { maxNonce: 257 } })],
  ['dialect_invalid', () => new Signer({ username: 'key', secret: 'secret', dialect: { maxnonce: 25 } })],
  ['dialect_invalid', () => new Signer({ username: 'key', secret: 'secret', dialect: { hash: 'sha1,max_age=9' } })],
  ['dialect_invalid', () => new Signer({ username: 'key', secret: 'secret', dialect: { maxAge: Number.NaN } })],
  ['nonce_unusable', () => new Signer({ username: 'key', secret: 'secret', dialect: { maxNonce: 8 } }).sign()],
  ['nonce_unusable', () => new Signer({ username: 'key', secret: 'secret' }).signWith(NOW, new Uint8Array())],
  ['date_invalid', () => new Signer({ username: 'key', secret: 'secret' }).learnClockOffset('yesterday')],
];
for (const [index, [code, use]] of UNUSABLE.entries()) {
  test(`what cannot be used is a UsageError: ${code}, ${index}`, () => {
    assert.throws(use, (error) => {
      assert(error instanceof UsageError && error instanceof SignError && error instanceof WsseError && error instanceof Error);
      assert.equal(error.code, code);
      assert.equal(error.name, code === 'dialect_invalid' ? 'DialectError' : 'UsageError');
      return error.number > 100;
    });
  });
}

const MISTAKES = {
  'a username that is a number': () => new Signer({ username: 1, secret: 'secret' }),
  'a secret that is a number': () => new Signer({ username: 'key', secret: 1 }),
  'a secret that is a list': () => new Signer({ username: 'key', secret: ['secret'] }),
  'no secret': () => new Signer({ username: 'key' }),
  'a secret with half of a pair': () => new Signer({ username: 'key', secret: 'secret\ud800' }),
  'a dialect that is a number': () => new Signer({ username: 'key', secret: 'secret', dialect: 1 }),
  'a dialect that is null': () => new Signer({ username: 'key', secret: 'secret', dialect: null }),
  'a clock that is a time': () => new Signer({ username: 'key', secret: 'secret', clock: NOW }),
  'a clock that gives text': () => signerAt('now').sign(),
  'a clock that gives no time': () => signerAt(new Date(Number.NaN)).header(),
  'an offset that is text': () => { signerAt(NOW).clockOffset = '1'; },
  'an offset that is no number': () => { signerAt(NOW).clockOffset = Number.NaN; },
};
for (const [what, use] of Object.entries(MISTAKES)) {
  test(`what has the wrong type is a TypeError: ${what}`, () => assert.throws(use, TypeError));
}

test('a number of tokens that cannot be is a RangeError', () => {
  for (const count of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 32 + 1, '10']) {
    assert.throws(() => signerAt(NOW).signMany(count), RangeError, String(count));
  }
});

test('a clock says when', () => {
  const signer = signerAt(NOW);
  assert.equal(signer.sign().created, '2026-03-14T10:00:00.000Z');
  assert.equal(signer.sign().created, '2026-03-14T10:00:00.001Z');
  assert.match(signer.header(), /Created="2026-03-14T10:00:00\.002Z"$/);
});

test('signers with clocks of their own do not disturb each other', () => {
  const early = signerAt(NOW);
  const late = signerAt(new Date(NOW.getTime() + 3_600_000));
  for (const millis of [0, 1, 2]) {
    assert.equal(early.sign().created, `2026-03-14T10:00:00.00${millis}Z`);
    assert.equal(late.sign().created, `2026-03-14T11:00:00.00${millis}Z`);
  }
});

test('an error of the clock comes through, and changes nothing', () => {
  const times = [NOW];
  const signer = new Signer({ username: 'key', secret: 'secret', clock: () => times.shift() ?? assert.fail('no time') });
  assert.equal(signer.sign().created, '2026-03-14T10:00:00.000Z');
  assert.throws(() => signer.sign(), /no time/);
});

test('a burst beyond the window is refused rather than signed', () => {
  const signer = signerAt(NOW, { dialect: 'penneo,max_future=0.1' });
  assert.throws(() => signer.signMany(100), (error) =>
    error.code === 'created_exhausted' && !(error instanceof UsageError) && error.retryAfter === 0.1);
  assert.throws(() => { for (;;) signer.sign(); }, { code: 'created_exhausted', retryAfter: 0.001 });
  assert.throws(() => new Signer({ username: '', secret: 'x' }), { retryAfter: undefined });
});

test('an awaited signer goes on when the clock has', async () => {
  let time = NOW.getTime();
  const dialect = 'penneo,max_future=0.1';
  const signer = new Signer({ username: 'key', secret: 'secret', dialect, clock: () => new Date((time += 0.5)) });
  const createds = new Set();
  while (createds.size < 80) createds.add((await signer.signAsync()).created);
  const still = signerAt(NOW, { dialect: 'penneo,max_future=0.01' });
  await assert.rejects(async () => { for (;;) await still.signAsync(); }, { code: 'created_exhausted' });
});

test('a time that does not fit is an error', () => {
  for (const time of [new Date(8.64e15), new Date(-8.64e15), new Date('+010000-01-01T00:00:00Z')]) {
    assert.throws(() => signerAt(time).header());
  }
  assert.throws(() => signerAt(new Date('+010000-01-01T00:00:00Z')).sign(), { code: 'created_out_of_range' });
});

test('many tokens are all fresh', () => {
  const signer = new Signer({ username: 'key', secret: 'secret' });
  const tokens = signer.signMany(3_000);
  for (const field of ['nonce', 'created', 'passwordDigest']) {
    assert.equal(new Set(tokens.map((token) => token[field])).size, 3_000);
  }
  assert.deepEqual(signer.signMany(0), []);
});

test("the clock's offset is set and learnt", () => {
  const signer = signerAt(NOW);
  assert.equal(signer.clockOffset, 0);
  signer.clockOffset = -180_000;
  assert.equal(signer.clockOffset, -180_000);
  assert.equal(signer.sign().created, '2026-03-14T09:57:00.000Z');
  assert.equal(signer.learnClockOffset('Sat, 14 Mar 2026 10:07:00 GMT'), 420_000);
  assert.equal(signer.clockOffset, 420_000);
  assert.equal(signer.sign().created, '2026-03-14T10:07:00.000Z');
  for (const [beyond, cut] of [[1e18, 86_400_000], [Infinity, 86_400_000], [-1e18, -86_400_000]]) {
    signer.clockOffset = beyond;
    assert.equal(signer.clockOffset, cut);
  }
});

test('a given time may be finer than a Date', () => {
  const signer = new Signer({ username: 'key', secret: 'secret', dialect: 'penneo,created=nanos' });
  const nonce = Buffer.from('0123456789abcdef');
  assert.equal(signer.signWith('2026-03-14T10:00:00.123456789Z', nonce).created, '2026-03-14T10:00:00.123456789Z');
  assert.equal(signer.signWith(NOW, nonce).created, '2026-03-14T10:00:00.000000000Z');
  assert.throws(() => signer.signWith('10 o’clock', nonce), /created must be a Date/);
});

test('a text that is no token is refused', () => {
  assert.throws(() => UsernameToken.parse('nonsense'), { name: 'RejectedError', code: 'header_malformed', status: 401 });
});

test('it says what it is', () => {
  const signer = new Signer({ username: 'key', secret: 'secret', dialect: { maxNonce: 128 } });
  assert.equal(signer.username, 'key');
  assert.equal(signer.dialect.maxNonce, 128);
  assert(Object.isFrozen(signer.dialect));
});

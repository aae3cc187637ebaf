import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { inspect } from 'node:util';

import {
  Claims, Identity, MemoryReplayStore, RejectedError, ReplayedError, Signer, UnavailableError, UsageError, Verifier,
} from 'xwsse';

import { eventually, outcome } from './vectors.mjs';

const NOW = new Date('2026-03-14T10:00:00Z');
const ALICE = new Signer({ username: 'alice', secret: 's3cr3t' });
const header = (more) => (more ? new Signer({ username: 'alice', secret: 's3cr3t', ...more }) : ALICE).header();
const headerAt = (now) => header({ clock: () => now });

/** A store of one's own. */
class SetStore {
  seen = new Set();
  asked = [];

  claim(claims, now) {
    this.asked.push({ claims, now });
    const keys = claims.ids.map((id) => Buffer.from(id).toString('hex'));
    const seen = keys.findIndex((key) => this.seen.has(key));
    if (seen >= 0) return `seen_${claims.kinds[seen]}`;
    keys.forEach((key) => this.seen.add(key));
    return 'first';
  }
}

const SECRETS = {
  'an object': { alice: 's3cr3t' },
  'a Map': new Map([['alice', ['s3cr3t']]]),
  'an object without a prototype': Object.assign(Object.create(null), { alice: Buffer.from('s3cr3t') }),
  'a function': (username) => (username === 'alice' ? 's3cr3t' : undefined),
  'a function that gives null': (username) => (username === 'alice' ? Buffer.from('s3cr3t') : null),
  'a function that gives lists': (username) => (username === 'alice' ? ['s3cr3t'] : []),
  'a function that gives credentials': (username) => ({ secrets: username === 'alice' ? 's3cr3t' : null }),
};
const STORES = { 'in memory': () => new MemoryReplayStore({ capacity: 100 }), 'of one’s own': () => new SetStore() };
const CLOCKS = { 'the system’s clock': undefined, 'a clock': () => new Date() };

for (const [what, secrets] of Object.entries(SECRETS)) {
  for (const [where, store] of Object.entries(STORES)) {
    for (const [by, clock] of Object.entries(CLOCKS)) {
      test(`secrets in ${what}, a store ${where}, ${by}`, async () => {
        for (const asks of ['verifySync', 'verify']) {
          const verifier = new Verifier({ secrets, store: store(), clock });
          const code = async (values) => eventually((async () => verifier[asks](values))());
          const fresh = header();
          const identity = await verifier[asks](fresh);
          assert(identity instanceof Identity);
          assert.deepEqual([identity.username, identity.secretIndex, identity.dialect], ['alice', 0, 'penneo']);
          assert.equal(identity.created.toISOString(), /Created="(.*)"/.exec(fresh)[1]);
          assert.equal(await code(fresh), 'replayed');
          assert.equal(await code([header()]), 'accepted');
          assert.equal(await code([Buffer.from(header())]), 'accepted');
          assert.equal(await code([header(), header()]), 'header_malformed');
          for (const none of [undefined, null, []]) assert.equal(await code(none), 'header_missing');
          assert.equal(await code(header({ username: 'bob' })), 'username_unknown');
          for (const username of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
            assert.equal(await code(header({ username })), 'username_unknown', username);
          }
          assert.equal(await code(header({ secret: 'wrong' })), 'digest_mismatch');
        }
      });
    }
  }
}

test('several secrets are active while they are rotated', () => {
  for (const secrets of [{ alice: ['new', 's3cr3t'] }, () => ['new', 's3cr3t']]) {
    assert.equal(new Verifier({ secrets }).verifySync(header()).secretIndex, 1);
  }
});

test('a canonical name is who it is, and cannot be used once for each spelling', () => {
  const secrets = (username) => ({ secrets: 's3cr3t', username: username.toLowerCase() });
  for (const store of [new MemoryReplayStore({ capacity: 10 }), new SetStore()]) {
    const verifier = new Verifier({ secrets, store });
    const fresh = header({ username: 'alice' });
    assert.equal(verifier.verifySync(fresh.replace('alice', 'Alice')).username, 'alice');
    assert.equal(outcome(() => verifier.verifySync(fresh)), 'replayed');
  }
});

test('the secrets of an object are read once', () => {
  const secrets = { alice: 's3cr3t' };
  const verifier = new Verifier({ secrets });
  secrets.alice = 'other';
  assert.equal(verifier.verifySync(header()).username, 'alice');
});

test('a token is good for both ends of the window, and not beyond', () => {
  const token = headerAt(NOW);
  for (const secrets of [{ alice: 's3cr3t' }, () => 's3cr3t']) {
    for (const [offset, expected] of [[60_000, 'accepted'], [60_001, 'created_stale'], [-60_000, 'accepted'], [-60_001, 'created_in_future']]) {
      const now = new Date(NOW.getTime() + offset);
      for (const verifier of [new Verifier({ secrets, clock: () => now }), new Verifier({ secrets })]) {
        assert.equal(outcome(() => verifier.verifySync(token, { now })), expected, String(offset));
      }
    }
  }
});

test('the store is told the time and what to keep', () => {
  const store = new SetStore();
  new Verifier({ secrets: { alice: 's3cr3t' }, store }).verifySync(headerAt(NOW), { now: NOW });
  const [{ claims, now }] = store.asked;
  assert(claims instanceof Claims);
  assert.deepEqual(now, NOW);
  assert.deepEqual(claims.kinds, ['digest', 'nonce', 'created']);
  assert(claims.ids.every((id) => id instanceof Uint8Array && id.length === 16));
  assert.deepEqual([claims.created, claims.keepUntil, claims.keepFor], [NOW, new Date(NOW.getTime() + 60_000), 120]);
});

test('what a look-up or a store throws is a 503, and the cause', () => {
  const failure = new Error('the database is away');
  const fail = () => { throw failure; };
  for (const [code, options] of [
    ['secrets_unavailable', { secrets: fail }],
    ['store_unavailable', { secrets: { alice: 's3cr3t' }, store: { claim: fail } }],
    ['secrets_unavailable', { secrets: () => { throw RejectedError.of('username_unknown'); } }],
  ]) {
    assert.throws(() => new Verifier(options).verifySync(header()), (error) => {
      assert(error instanceof UnavailableError);
      assert.deepEqual([error.code, error.status], [code, 503]);
      assert(error.cause === failure || error.cause instanceof RejectedError);
      return true;
    });
  }
});

test('an answer of a look-up that is none is a 503', () => {
  for (const found of ['', [''], ['s3cr3t', ''], 5, true, {}, { alice: 's3cr3t' }, ['s3cr3t', null], new Date(), 's3cr3t\ud800',
    { secrets: {} }, { secrets: 's3cr3t', username: 5 }, () => 's3cr3t', Symbol('s'), 1n]) {
    const verifier = new Verifier({ secrets: () => found });
    assert.equal(outcome(() => verifier.verifySync(header())), 'secrets_unavailable', String(found));
  }
});

test('an answer of a store that is no outcome is a 503', () => {
  for (const answer of [undefined, null, true, 1, '', 'First', 'seen', 'seen_', ['first'], { first: true }, new String('first')]) {
    const verifier = new Verifier({ secrets: { alice: 's3cr3t' }, store: { claim: () => answer } });
    assert.throws(() => verifier.verifySync(header()), (error) => error.code === 'store_unavailable' && error.cause instanceof TypeError);
  }
});

test('only the first outcome lets a token in', () => {
  const CODES = { first: 'accepted', seen_digest: 'replayed', seen_nonce: 'nonce_reused', seen_created: 'created_reused',
    full: 'store_full', history_gap: 'history_gap', unavailable: 'store_unavailable' };
  for (const [answer, code] of Object.entries(CODES)) {
    const verifier = new Verifier({ secrets: { alice: 's3cr3t' }, store: { claim: () => answer } });
    assert.equal(outcome(() => verifier.verifySync(header())), code);
  }
});

test('the store is not asked before the digest is right, nor the look-up before the window', () => {
  const store = new SetStore();
  const asked = [];
  const verifier = new Verifier({ secrets: (username) => (asked.push(username), 's3cr3t'), store });
  assert.equal(outcome(() => verifier.verifySync(headerAt(NOW), { now: new Date() })), 'created_stale');
  assert.deepEqual(asked, []);
  assert.equal(outcome(() => verifier.verifySync(header({ secret: 'wrong' }))), 'digest_mismatch');
  assert.deepEqual([asked, store.asked], [['alice'], []]);
});

test('a look-up that outlasts the window lets nothing in, and asks no store', () => {
  for (const store of [new MemoryReplayStore({ capacity: 10 }), new SetStore()]) {
    let now = NOW;
    const secrets = () => ((now = new Date(NOW.getTime() + 61_000)), 's3cr3t');
    const verifier = new Verifier({ secrets, store, clock: () => now });
    assert.equal(outcome(() => verifier.verifySync(headerAt(NOW))), 'created_stale');
    assert.deepEqual(store.asked ?? [], []);
  }
});

test('verifySync says that it needs the other one, and leaves no rejection behind', async () => {
  const unhandled = [];
  const note = (error) => unhandled.push(error);
  process.on('unhandledRejection', note);
  const fail = async () => { throw new Error('down'); };
  for (const options of [
    { secrets: async () => 's3cr3t' }, { secrets: fail },
    { secrets: { alice: 's3cr3t' }, store: { claim: async () => 'first' } },
    { secrets: { alice: 's3cr3t' }, store: { claim: fail } },
    { secrets: () => ({ then: (resolve) => resolve('s3cr3t') }) },
  ]) {
    assert.throws(() => new Verifier(options).verifySync(header()), (error) => /await verifier\.verify/.test(error.message) && error instanceof TypeError);
  }
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', note);
  assert.deepEqual(unhandled, []);
});

const MISTAKES = {
  'no secrets': () => new Verifier({}),
  'secrets in text': () => new Verifier({ secrets: 's3cr3t' }),
  'secrets in a list': () => new Verifier({ secrets: ['s3cr3t'] }),
  'a secret that is a number': () => new Verifier({ secrets: { alice: 1 } }),
  'a secret that is nothing': () => new Verifier({ secrets: { alice: undefined, bob: 7 } }),
  'a username that is a number': () => new Verifier({ secrets: new Map([[1, 's3cr3t']]) }),
  'a store without a claim': () => new Verifier({ secrets: {}, store: {} }),
  'a store that is null': () => new Verifier({ secrets: {}, store: null }),
  'a clock that is a time': () => new Verifier({ secrets: {}, clock: NOW }),
  'a header that is a number': () => new Verifier({ secrets: {} }).verifySync(1),
  'a header in a list that is null': () => new Verifier({ secrets: {} }).verifySync([null, 'x']),
  'a time that is text': () => new Verifier({ secrets: {} }).verifySync('x', { now: 'now' }),
  'a time that is none': () => new Verifier({ secrets: {} }).verifySync('x', { now: new Date(Number.NaN) }),
};
for (const [what, use] of Object.entries(MISTAKES)) {
  test(`what has the wrong type is a TypeError: ${what}`, () => assert.throws(use, TypeError));
}

test('a secret that cannot be used is found when the verifier is made', () => {
  for (const store of [undefined, new SetStore()]) {
    assert.throws(() => new Verifier({ secrets: { alice: '' }, store }), (error) => error instanceof UsageError && error.code === 'secret_empty');
    assert.throws(() => new Verifier({ secrets: { bob: 'x', alice: ['s3cr3t', new Uint8Array()] }, store }), {
      code: 'secret_empty', problem: "the secret of 'alice' is empty",
    });
  }
});

test('half of a surrogate pair is not text, and no byte of it gets in', () => {
  const verifier = new Verifier({ secrets: () => 's3cr3t' });
  for (const values of [header().replace('alice', 'al\ud800ice'), [header().replace('alice', 'al\udc00ice')]]) {
    assert.match(outcome(() => verifier.verifySync(values)), /^(header_malformed|username_invalid)$/);
  }
  const name = 'zoë 🦊';
  const signed = new Signer({ username: 'alice', secret: 's3cr3t' }).header().replace('alice', name);
  assert.equal(verifier.verifySync(signed).username, name);
});

test('a header that is too long is refused', () => {
  const verifier = new Verifier({ secrets: () => 's3cr3t' });
  for (const values of ['x'.repeat(4097), 'é'.repeat(2049), ['x'.repeat(100_000)], Buffer.alloc(4097, 'x')]) {
    assert.equal(outcome(() => verifier.verifySync(values)), 'header_too_large');
  }
});

test('unknown parameters are ignored only when told', () => {
  const more = `${header()}, Organization="acme"`;
  assert.equal(outcome(() => new Verifier({ secrets: { alice: 's3cr3t' } }).verifySync(more)), 'parameter_unknown');
  const verifier = new Verifier({ secrets: { alice: 's3cr3t' }, dialect: 'penneo,unknown=ignore' });
  assert.equal(verifier.verifySync(more).username, 'alice');
});

test('an identity says who, and shows all of it', () => {
  const identity = new Verifier({ secrets: { alice: ['new', 's3cr3t'] } }).verifySync(headerAt(NOW), { now: NOW });
  const fields = { username: 'alice', created: NOW, secretIndex: 1, dialect: 'penneo' };
  for (const one of [identity, new Identity('alice', NOW, 1, 'penneo')]) {
    for (let time = 0; time < 2; time++) {
      const { username, created, secretIndex, dialect } = one;
      assert.deepEqual({ username, created, secretIndex, dialect }, fields);
    }
    assert.equal(one.created, one.created);
    assert.deepEqual(one.toJSON(), fields);
    assert.deepEqual(JSON.parse(JSON.stringify(one)), { ...fields, created: NOW.toISOString() });
    assert.equal(inspect(one), `Identity ${inspect(fields)}`);
  }
  assert.deepEqual(new Identity('alice', NOW).toJSON(), { ...fields, secretIndex: 0 });
});

test('an identity holds any time and any name', () => {
  const times = ['0001-01-01T00:00:00Z', '1969-12-31T23:59:59.999Z', '1970-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'];
  for (const time of times) {
    const now = new Date(time);
    for (const username of ['a b 1 2', 'zoë 🦊', 'x'.repeat(256), '0']) {
      const fresh = new Signer({ username: 'alice', secret: 's3cr3t' }).signWith(now, randomBytes(16)).header;
      const verifier = new Verifier({ secrets: () => ({ secrets: ['a', 'b', 's3cr3t'], username }) });
      const identity = verifier.verifySync(fresh, { now });
      assert.deepEqual(identity.toJSON(), { username, created: now, secretIndex: 2, dialect: 'penneo' });
    }
  }
});

test('a server hook finds in it what it needs of any verifier', async () => {
  const verifier = new Verifier({ secrets: { alice: 's3cr3t' } });
  assert.deepEqual(verifier.headerNames, ['x-wsse']);
  assert.equal((await verifier.verifyHeaders({ 'x-wsse': [header()] })).username, 'alice');
  await assert.rejects(verifier.verifyHeaders({}), { code: 'header_missing' });
  assert.equal(verifier.challenge('api'), 'WSSE realm="api", profile="UsernameToken"');
  assert.equal(verifier.challenge('a"b\\c\r\nd é'), 'WSSE realm="abcd ", profile="UsernameToken"');
});

test('a replayed token is of a class of its own', () => {
  const verifier = new Verifier({ secrets: { alice: 's3cr3t' } });
  const fresh = header();
  verifier.verifySync(fresh);
  assert.throws(() => verifier.verifySync(fresh), ReplayedError);
});

test('secrets that were found are not replaced by those of a polluted prototype', (t) => {
  t.after(() => delete Object.prototype.secrets);
  for (const found of [['right'], Buffer.from('right')]) {
    const verifier = new Verifier({ secrets: () => found });
    Object.prototype.secrets = 'wrong';
    for (const [secret, wanted] of [['wrong', 'digest_mismatch'], ['right', 'accepted']]) {
      assert.equal(outcome(() => verifier.verifySync(new Signer({ username: 'key', secret }).header())), wanted);
    }
    delete Object.prototype.secrets;
  }
});

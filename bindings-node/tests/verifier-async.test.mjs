import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MemoryReplayStore, Signer, UnavailableError, Verifier } from 'xwsse';

import { eventually } from './vectors.mjs';

const NOW = new Date('2026-03-14T10:00:00Z');
const ALICE = new Signer({ username: 'alice', secret: 's3cr3t' });
const header = (more) => (more ? new Signer({ username: 'alice', secret: 's3cr3t', ...more }) : ALICE).header();
const lookUp = async (username) => (username === 'alice' ? 's3cr3t' : null);

/** A store whose claim is atomic, because nothing is awaited in it. */
class AsyncStore {
  seen = new Set();

  async claim({ ids, kinds }) {
    await null;
    const keys = ids.map((id) => Buffer.from(id).toString('base64'));
    const seen = keys.findIndex((key) => this.seen.has(key));
    if (seen >= 0) return `seen_${kinds[seen]}`;
    keys.forEach((key) => this.seen.add(key));
    return 'first';
  }
}

const VERIFIERS = {
  'nothing asynchronous': () => new Verifier({ secrets: { alice: 's3cr3t' } }),
  'a function': () => new Verifier({ secrets: () => 's3cr3t' }),
  'an async function': () => new Verifier({ secrets: lookUp }),
  'a thenable': () => new Verifier({ secrets: () => ({ then: (resolve) => resolve('s3cr3t') }) }),
  'an async store': () => new Verifier({ secrets: { alice: 's3cr3t' }, store: new AsyncStore() }),
  'an async function and store': () => new Verifier({ secrets: lookUp, store: new AsyncStore() }),
  'a clock': () => new Verifier({ secrets: lookUp, clock: () => new Date() }),
};
for (const [what, make] of Object.entries(VERIFIERS)) {
  test(`of many at once with one header exactly one is let in: ${what}`, async () => {
    const verifier = make();
    const fresh = header();
    const codes = await Promise.all(Array.from({ length: 64 }, () => eventually(verifier.verify(fresh))));
    assert.deepEqual(codes.sort(), ['accepted', ...Array(63).fill('replayed')]);
  });

  test(`every refusal is a rejection of the promise: ${what}`, async () => {
    const verifier = make();
    assert.equal(await eventually(verifier.verify(undefined)), 'header_missing');
    assert.equal(await eventually(verifier.verify(header({ secret: 'wrong' }))), 'digest_mismatch');
    await assert.rejects(verifier.verify(1), TypeError);
  });
}

test('of many in flight each keeps its own, in whatever order and however look-ups end', async () => {
  const names = Array.from({ length: 200 }, (_, index) => `user-${index}`);
  const waiting = new Map();
  const secrets = (username) => new Promise((resolve, reject) => waiting.set(username, { resolve, reject }));
  for (const store of [new MemoryReplayStore({ capacity: 2000 }), new AsyncStore()]) {
    for (let round = 0; round < 2; round++) {
      const verifier = new Verifier({ secrets, store });
      const signed = names.map((username) => new Signer({ username, secret: `secret of ${username}` }).header());
      const found = signed.map((one) => verifier.verify(one).then((identity) => identity.username, (error) => error.code));
      await null;
      for (const [index, username] of [...names.entries()].reverse()) {
        const { resolve, reject } = waiting.get(username);
        if (index % 7 === 0) reject(new Error('down'));
        else resolve(index % 5 === 0 ? 'wrong' : `secret of ${username}`);
      }
      const wanted = names.map((name, index) => (index % 7 === 0 ? 'secrets_unavailable' : index % 5 === 0 ? 'digest_mismatch' : name));
      assert.deepEqual(await Promise.all(found), wanted);
    }
  }
});

test('what an async look-up or store throws, rejects or answers wrongly is a 503', async () => {
  const failure = new Error('down');
  const ways = {
    throws: () => { throw failure; },
    rejects: async () => { throw failure; },
    'rejects later': () => new Promise((_, reject) => setImmediate(reject, failure)),
  };
  for (const [way, fail] of Object.entries(ways)) {
    for (const [code, verifier] of [
      ['secrets_unavailable', new Verifier({ secrets: fail })],
      ['store_unavailable', new Verifier({ secrets: lookUp, store: { claim: fail } })],
    ]) {
      await assert.rejects(verifier.verify(header()), (error) => {
        assert(error instanceof UnavailableError);
        assert.deepEqual([error.code, error.cause], [code, failure], way);
        return true;
      });
    }
  }
  for (const answer of [undefined, true, 'yes', {}]) {
    const verifier = new Verifier({ secrets: lookUp, store: { claim: async () => answer } });
    assert.equal(await eventually(verifier.verify(header())), 'store_unavailable');
  }
  for (const found of ['', 5, {}, Promise.resolve]) {
    assert.equal(await eventually(new Verifier({ secrets: async () => found }).verify(header())), 'secrets_unavailable');
  }
});

test('a request whose store never answers holds up no other', async () => {
  let answer;
  const hanging = new Promise((resolve) => { answer = resolve; });
  let asked = 0;
  const verifier = new Verifier({ secrets: lookUp, store: { claim: () => (asked++ === 0 ? hanging : 'first') } });
  let settled = false;
  const first = verifier.verify(header()).finally(() => { settled = true; });
  await new Promise((resolve) => setImmediate(resolve));
  for (let others = 0; others < 10; others++) assert.equal((await verifier.verify(header())).username, 'alice');
  assert.equal(settled, false);
  answer('seen_digest');
  assert.equal(await eventually(first), 'replayed');
});

test('a look-up that outlasts the window lets nothing in', async () => {
  for (const store of [new MemoryReplayStore({ capacity: 10 }), new AsyncStore()]) {
    let now = NOW;
    const secrets = async () => ((now = new Date(NOW.getTime() + 61_000)), 's3cr3t');
    const verifier = new Verifier({ secrets, store, clock: () => now });
    assert.equal(await eventually(verifier.verify(header({ clock: () => NOW }))), 'created_stale');
  }
});

test('what becomes of the bytes of a header while a look-up is awaited changes nothing', async () => {
  const bytes = Buffer.from(header());
  const secrets = async () => {
    bytes.set(Buffer.from(header({ username: 'mallo' })));
    return 's3cr3t';
  };
  for (const values of [bytes, [bytes]]) {
    bytes.set(Buffer.from(header()));
    assert.equal((await new Verifier({ secrets }).verify(values)).username, 'alice');
  }
});

test('a store may put one in memory before itself', async () => {
  const memory = new MemoryReplayStore({ capacity: 100 });
  const shared = new AsyncStore();
  const store = {
    async claim(claims, now) {
      const outcome = memory.claim(claims, now);
      return outcome === 'first' ? shared.claim(claims, now) : outcome;
    },
  };
  const verifier = new Verifier({ secrets: lookUp, store });
  const fresh = header();
  assert.equal(await eventually(verifier.verify(fresh)), 'accepted');
  assert.equal(await eventually(verifier.verify(fresh)), 'replayed');
  assert.equal(memory.live(), 3);
});

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { MemoryReplayStore, Signer, Verifier } from 'xwsse';

import { outcome } from './vectors.mjs';

const NOW = new Date('2026-03-14T10:00:00Z');
const after = (seconds) => new Date(NOW.getTime() + 1000 * seconds);
const signed = (clock) => new Signer({ username: 'key', secret: 'secret', clock: () => clock }).header();
const over = (store) => new Verifier({ secrets: { key: 'secret' }, store });

test('it has the room that was asked for', () => {
  for (const capacity of [1, 1000, 360_000]) assert(new MemoryReplayStore({ capacity }).capacity >= capacity);
  assert(new MemoryReplayStore().capacity >= 1_048_576);
});

test('it counts the claims that must be kept', () => {
  const store = new MemoryReplayStore({ capacity: 100 });
  assert.equal(store.live(), 0);
  over(store).verifySync(signed(NOW), { now: NOW });
  assert.equal(store.live(NOW), 3);
  assert.equal(store.live(after(60)), 3);
  assert.equal(store.live(after(61)), 0);
});

test('when it is full it refuses, forgets nothing, and recovers as claims age out', () => {
  const store = new MemoryReplayStore({ capacity: 3 });
  const verifier = over(store);
  const signer = new Signer({ username: 'key', secret: 'secret', clock: () => NOW });
  const first = signer.header();
  assert.equal(outcome(() => verifier.verifySync(first, { now: NOW })), 'accepted');
  const codes = signer.signMany(100).map((token) => outcome(() => verifier.verifySync(token.header, { now: NOW })));
  assert(codes.includes('store_full'), String(codes));
  assert.equal(outcome(() => verifier.verifySync(first, { now: NOW })), 'replayed');
  assert.equal(outcome(() => verifier.verifySync(signed(after(120)), { now: after(120) })), 'accepted');
});

test('a store that is made from it is asked by its own claim', async () => {
  class Closed extends MemoryReplayStore {
    claim() {
      return 'unavailable';
    }
  }
  const later = new MemoryReplayStore({ capacity: 100 });
  later.claim = () => 'full';
  for (const [store, code] of [[new Closed({ capacity: 100 }), 'store_unavailable'], [later, 'store_full']]) {
    for (const secrets of [{ key: 'secret' }, () => 'secret']) {
      const verifier = new Verifier({ secrets, store });
      assert.equal(outcome(() => verifier.verifySync(signed(new Date()))), code);
      await assert.rejects(verifier.verify(signed(new Date())), { code });
    }
  }
});

test('history_from refuses what may have been used before', () => {
  const store = new MemoryReplayStore({ capacity: 100, historyFrom: NOW });
  assert.equal(outcome(() => over(store).verifySync(signed(NOW), { now: NOW })), 'history_gap');
  assert.equal(outcome(() => over(store).verifySync(signed(after(1)), { now: NOW })), 'accepted');
});

test('a worker of a cluster is warned of a store of its own, and not of one that was chosen', () => {
  const program = fileURLToPath(new URL('cluster-program.cjs', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [program], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^chosen\nWsseWarning each worker of the cluster has a replay store of its own, /);
});

test('what cannot be is an error', () => {
  for (const capacity of [0, -1, 1.5, Number.NaN, Infinity, 2 ** 30 + 1, '100']) {
    assert.throws(() => new MemoryReplayStore({ capacity }), { name: 'RangeError', message: /the capacity is not 1 to 1073741824 claims/ }, String(capacity));
  }
  assert.throws(() => new MemoryReplayStore({ historyFrom: 'now' }), TypeError);
  assert.throws(() => new MemoryReplayStore().live('now'), TypeError);
  for (const claims of [{}, null, { ids: [], kinds: [] }]) {
    assert.throws(() => new MemoryReplayStore({ capacity: 10 }).claim(claims, NOW), TypeError);
  }
});

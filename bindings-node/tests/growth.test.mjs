// Ten thousand of everything leave no more behind than a thousand did. Needs --expose-gc.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MemoryReplayStore, Signer, Verifier, explain, readDialect } from 'xwsse';

const CYCLES = 10_000;

/** Bytes in use, after everything that can be freed is. */
async function inUse() {
  for (let pass = 0; pass < 4; pass++) {
    globalThis.gc();
    await new Promise((resolve) => setImmediate(resolve)); // finalizers
  }
  const { heapUsed, external, arrayBuffers, rss } = process.memoryUsage();
  return { heap: heapUsed + external + arrayBuffers, rss };
}

const fresh = () => new Signer({ username: 'key', secret: 'secret', dialect: 'penneo,created=micros' });
const signer = fresh();
const verifier = new Verifier({ secrets: { key: 'secret' }, store: new MemoryReplayStore({ capacity: 300_000 }) });
const looking = new Verifier({ secrets: async () => 'secret', store: { claim: async () => 'first' } });
const ofItsOwn = new Verifier({ secrets: async () => 'secret', store: new MemoryReplayStore({ capacity: 300_000 }) });

const WORK = {
  'signing': () => signer.headers(),
  'verifying': () => verifier.verifySync(signer.header()),
  'verifying with an async look-up and store': () => looking.verify(signer.header()),
  'verifying with an async look-up': () => ofItsOwn.verify(signer.header()),
  'refusing': () => assert.throws(() => verifier.verifySync('nonsense')),
  'a 503': () => assert.rejects(new Verifier({ secrets: () => '', store: verifier.store }).verify(signer.header())),
  'explaining': () => explain(signer.header(), { secret: 'secret' }),
  'signers': () => fresh().header(),
  'verifiers and stores': () => new Verifier({ secrets: { key: 'secret' }, store: new MemoryReplayStore({ capacity: 10 }) }).verifySync(signer.header()),
  'dialects': () => readDialect({ maxNonce: 128 }),
};

for (const [what, work] of Object.entries(WORK)) {
  test(`${CYCLES} cycles do not grow: ${what}`, { skip: globalThis.gc ? false : 'run with --expose-gc' }, async () => {
    const rounds = async (count) => {
      for (let cycle = 0; cycle < count; cycle++) {
        await work();
        // Where everything is awaited in one turn, what was made is never given back in between.
        if (cycle % 1000 === 999) await inUse();
      }
    };
    await rounds(2_000);
    const before = await inUse();
    await rounds(CYCLES);
    const after = await inUse();
    // Less than 10,000 of the smallest thing would be: a header takes three times as much.
    assert(after.heap - before.heap < 50 * CYCLES, `${after.heap - before.heap} bytes more on the heap`);
    assert(after.rss - before.rss < 16 * 2 ** 20, `${after.rss - before.rss} bytes more in all`);
  });
}

test('the stores of verifiers that are gone are given back', async () => {
  const make = () => new MemoryReplayStore({ capacity: 1_000_000 }).live();
  const before = await inUse();
  for (let count = 0; count < 50; count++) {
    make(); // looks at every slot, and so makes the system give 20 MB
    await inUse();
  }
  const after = await inUse();
  assert(after.rss - before.rss < 200 * 2 ** 20, `${after.rss - before.rss} bytes more`);
});

// Worker threads and the processes of a cluster.
import assert from 'node:assert/strict';
import cluster from 'node:cluster';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

import { Signer, Verifier } from 'xwsse';

const PROGRAM = new URL('./worker.mjs', import.meta.url);
const COUNT = 200;

/** The verifier of the parent accepts what its children signed: all nonces are different. */
function acceptAll(headers) {
  const verifier = new Verifier({ secrets: { key: 'secret' }, dialect: 'penneo,unique=nonce' });
  for (const header of headers) assert.equal(verifier.verifySync(header).username, 'key');
}

test('worker threads sign and verify, and end', async () => {
  const workers = Array.from({ length: 4 }, () => new Worker(PROGRAM, { workerData: COUNT }));
  const said = (event) => Promise.all(workers.map(async (worker) => (await once(worker, event))[0]));
  const [answers, codes] = await Promise.all([said('message'), said('exit')]);
  assert.deepEqual(codes, [0, 0, 0, 0]);
  for (const { accepted, refused } of answers) assert.deepEqual([accepted, refused], [COUNT, 'ReplayedError replayed']);
  acceptAll(answers.flatMap(({ headers }) => headers));
});

test('a worker that is terminated while it signs takes nothing with it', async () => {
  for (let round = 0; round < 5; round++) {
    const worker = new Worker(PROGRAM, { workerData: Infinity });
    await once(worker, 'online');
    await worker.terminate();
  }
  acceptAll([new Signer({ username: 'key', secret: 'secret' }).header()]);
});

test('the processes of a cluster sign and verify', async () => {
  cluster.setupPrimary({ exec: fileURLToPath(PROGRAM), args: [String(COUNT)], execArgv: process.execArgv.filter((arg) => !/^--test/.test(arg)) });
  const workers = Array.from({ length: 3 }, () => cluster.fork());
  const answers = await Promise.all(workers.map(async (worker) => (await once(worker, 'message'))[0]));
  for (const worker of workers) worker.disconnect();
  for (const { accepted, refused } of answers) assert.deepEqual([accepted, refused], [COUNT, 'ReplayedError replayed']);
  acceptAll(answers.flatMap(({ headers }) => headers));
});

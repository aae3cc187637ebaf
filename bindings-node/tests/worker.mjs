// What `threads.test.mjs` runs: signs, verifies what it signed, and tells.
import { parentPort, workerData } from 'node:worker_threads';

import { Signer, Verifier } from 'xwsse';

const count = workerData ?? Number(process.argv[2]);
const signer = new Signer({ username: 'key', secret: 'secret' });
const verifier = new Verifier({ secrets: { key: 'secret' } });
if (count === Infinity) for (;;) signer.header();

const headers = Array.from({ length: count }, () => signer.header());
const accepted = headers.filter((header) => verifier.verifySync(header).username === 'key').length;
let refused;
try {
  await verifier.verify(headers[0]);
} catch (error) {
  refused = `${error.name} ${error.code}`;
}
const answer = { headers, accepted, refused };
if (parentPort) parentPort.postMessage(answer);
else process.send(answer);

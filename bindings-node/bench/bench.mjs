// What signing and verifying cost beside versions by hand and other packages: `scripts/bench-node.sh`. The best of many
// rounds that take turns, so that what else the machine does hits all alike; ratios of one run are what counts.
import hawk from 'hawk';
import { MemoryReplayStore, Signer, Verifier, version } from 'xwsse';
import wsse from 'wsse';
import WSSEToken from 'wsse-token';

import { signUsual, tunedSigner, tunedVerifier, usualVerifier } from './by-hand.mjs';

const USERNAME = 'my-api-k';
const SECRET = '0123456789abcdef0123456789abcdef';
const ROUNDS = 200;
const CALLS = 50;

/** Nanoseconds of a call of each, by name; `inputs` makes what the calls of a round are given. */
async function race(contenders, inputs = () => Array(CALLS).fill(undefined)) {
  const best = Object.fromEntries(Object.keys(contenders).map((name) => [name, Infinity]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, { call, isAsync }] of Object.entries(contenders)) {
      const given = inputs(name);
      const start = process.hrtime.bigint();
      if (isAsync) for (const one of given) await call(one);
      else for (const one of given) call(one);
      best[name] = Math.min(best[name], Number(process.hrtime.bigint() - start) / given.length);
    }
  }
  return best;
}

function show(title, best, targets) {
  console.log(`\n${title.padEnd(36)}${'ns'.padStart(8)}${'times xwsse'.padStart(14)}${'to reach'.padStart(10)}`);
  const [ours] = Object.values(best);
  for (const [name, nanos] of Object.entries(best)) {
    const ratio = (nanos / ours).toFixed(1).padStart(14);
    console.log(`${name.padEnd(36)}${nanos.toFixed(0).padStart(8)}${ratio}${String(targets[name] ?? '').padStart(10)}`);
  }
}

console.log(`xwsse ${version}, Node ${process.versions.node}; best of ${ROUNDS} × ${CALLS} calls`);

// Micros, so that no round runs ahead of the clock; and the print of three digits more costs next to nothing.
const signer = new Signer({ username: USERNAME, secret: SECRET, dialect: 'penneo,created=micros' });
const tuned = tunedSigner(USERNAME, SECRET);
const token = new WSSEToken({ username: USERNAME, password: SECRET });
show(
  'sign',
  await race({
    'xwsse header()': { call: () => signer.header() },
    'xwsse headers()': { call: () => signer.headers() },
    'xwsse sign()': { call: () => signer.sign() },
    'by hand, tuned': { call: tuned },
    'by hand, usual': { call: () => signUsual(USERNAME, SECRET) },
    'wsse': { call: () => wsse({ username: USERNAME, password: SECRET }).getWSSEHeader({ nonceBase64: true }) },
    'wsse-token': { call: () => token.toString() },
  }),
  { 'by hand, tuned': 1.7, 'wsse': 7 },
);

const MANY = `xwsse signMany(${CALLS}), each`;
const many = signer.signMany(1);
const manyBest = await race({ [MANY]: { call: () => signer.signMany(CALLS) } }, () => many);
console.log(`${MANY.padEnd(36)}${(manyBest[MANY] / CALLS).toFixed(0).padStart(8)}`);

const secrets = { [USERNAME]: SECRET };
const store = () => new MemoryReplayStore({ capacity: 3 * ROUNDS * CALLS });
const credentials = { id: USERNAME, key: SECRET, algorithm: 'sha256' };
const nonces = new Set();
const hawkOptions = {
  nonceFunc: (key, nonce) => {
    if (nonces.has(key + nonce)) throw new Error('replayed');
    nonces.add(key + nonce);
  },
};
const asked = { method: 'GET', url: '/orders', host: 'api.example', port: 443 };
const atOnce = new Verifier({ secrets, replayStore: store() });
const byFunction = new Verifier({ secrets: (username) => secrets[username], replayStore: store() });
const awaited = new Verifier({ secrets: async (username) => secrets[username], replayStore: store() });
show(
  'verify',
  await race(
    {
      'xwsse verifySync()': { call: (header) => atOnce.verifySync(header) },
      'xwsse verifySync(), function': { call: (header) => byFunction.verifySync(header) },
      'xwsse await verify(), async function': { call: (header) => awaited.verify(header), isAsync: true },
      'by hand, tuned': { call: tunedVerifier(secrets) },
      'by hand, usual': { call: usualVerifier(secrets) },
      'hawk': {
        call: (header) => hawk.server.authenticate({ ...asked, authorization: header }, () => credentials, hawkOptions),
        isAsync: true,
      },
    },
    (name) =>
      name === 'hawk'
        ? Array.from({ length: CALLS }, () => hawk.client.header('https://api.example/orders', 'GET', { credentials }).header)
        : signer.signMany(CALLS).map((fresh) => fresh.header),
  ),
  { 'by hand, tuned': 3, 'by hand, usual': 5 },
);

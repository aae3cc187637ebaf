// What signing and verifying cost beside versions by hand and other packages: `scripts/bench/node.sh`. The best of many
// rounds that take turns, so that what else the machine does hits all alike; ratios of one run are what counts.
import { appendFileSync } from 'node:fs';

import hawk from 'hawk';
import { MemoryReplayStore, Signer, Verifier, version } from 'xwsse';
import wsse from 'wsse';
import WSSEToken from 'wsse-token';

import { signUsual, tunedSigner, tunedVerifier, usualVerifier } from './by-hand.mjs';

const SECRET = '0123456789abcdef0123456789abcdef';
const ROUNDS = process.env.XWSSE_BENCH_QUICK === undefined ? 200 : 20;
const CALLS = 50;
const NONE = Array(CALLS).fill(undefined);
const USERNAMES = Array.from({ length: ROUNDS }, (_, round) => `user${String(round).padStart(4, '0')}`);

/**
 * Nanoseconds of a call of each in its best round, by name. Each round has a username of its own, so that its Created
 * begins afresh: `prepare` makes the call for it, and `inputs` what the calls are given.
 */
async function race(contenders) {
  const best = Object.fromEntries(Object.keys(contenders).map((name) => [name, Infinity]));
  for (const username of USERNAMES) {
    for (const [name, { prepare, inputs = () => NONE, isAsync }] of Object.entries(contenders)) {
      const call = prepare(username);
      const given = inputs(username);
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

/** Rows for `benches/report.py`, which makes one table of every language's: the first of ours, and the rivals. */
function report(operation, best, targets) {
  const path = process.env.XWSSE_BENCH_TSV;
  if (path === undefined) return;
  const [[, ours], ...others] = Object.entries(best);
  for (const [name, nanos] of [['xwsse', ours], ...others.filter(([name]) => !name.startsWith('xwsse'))]) {
    const target = name in targets ? `≥ ${targets[name]}` : '';
    appendFileSync(path, `${['Node', operation, name, nanos.toFixed(1), target].join('\t')}\n`);
  }
}

const signer = (username) => new Signer({ username, secret: SECRET });
const bySigner = (call) => ({ prepare: (username) => call.bind(undefined, signer(username)) });
const MANY = `xwsse signMany(${CALLS}), each`;
const signing = await race({
  'xwsse header()': bySigner((own) => own.header()),
  'xwsse headers()': bySigner((own) => own.headers()),
  'xwsse sign()': bySigner((own) => own.sign()),
  [MANY]: { ...bySigner((own, count) => own.signMany(count)), inputs: () => [CALLS] },
  'by hand, tuned': { prepare: (username) => tunedSigner(username, SECRET) },
  'by hand, usual': { prepare: (username) => () => signUsual(username, SECRET) },
  // One object, one nonce: a fresh header takes a fresh object.
  'npm wsse': { prepare: (username) => () => wsse({ username, password: SECRET }).getWSSEHeader({ nonceBase64: true }) },
  'npm wsse-token': {
    prepare: (username) => {
      const token = new WSSEToken({ username, password: SECRET });
      return () => token.toString();
    },
  },
});
signing[MANY] /= CALLS;

const secrets = Object.fromEntries(USERNAMES.map((username) => [username, SECRET]));
const verifier = (theirs) =>
  new Verifier({ secrets: theirs, store: new MemoryReplayStore({ capacity: 3 * ROUNDS * CALLS }) });
const headers = (username) => signer(username).signMany(CALLS).map((fresh) => fresh.header);
const judge = (call, isAsync = false) => ({ prepare: () => call, inputs: headers, isAsync });
const atOnce = verifier(secrets);
const byFunction = verifier((username) => secrets[username]);
const awaited = verifier(async (username) => secrets[username]);

const credentials = { id: USERNAMES[0], key: SECRET, algorithm: 'sha256' };
const nonces = new Set();
const hawkOptions = {
  nonceFunc: (key, nonce) => {
    if (nonces.has(key + nonce)) throw new Error('replayed');
    nonces.add(key + nonce);
  },
};
const asked = { method: 'GET', url: '/orders', host: 'api.example', port: 443 };
const hawkHeader = () => hawk.client.header('https://api.example/orders', 'GET', { credentials }).header;
const verifying = await race({
  'xwsse verifySync()': judge((header) => atOnce.verifySync(header)),
  'xwsse verifySync(), function': judge((header) => byFunction.verifySync(header)),
  'xwsse await verify(), async function': judge((header) => awaited.verify(header), true),
  'by hand, tuned': judge(tunedVerifier(secrets)),
  'by hand, usual': judge(usualVerifier(secrets)),
  'npm hawk': {
    prepare: () => (header) =>
      hawk.server.authenticate({ ...asked, authorization: header }, () => credentials, hawkOptions),
    inputs: () => Array.from({ length: CALLS }, hawkHeader),
    isAsync: true,
  },
});

console.log(`xwsse ${version}, Node ${process.versions.node}; best of ${ROUNDS} × ${CALLS} calls`);
for (const [operation, best, targets] of [
  ['sign', signing, { 'by hand, tuned': 1.7, 'npm wsse': 7 }],
  ['verify', verifying, { 'by hand, tuned': 3, 'by hand, usual': 5 }],
]) {
  show(operation, best, targets);
  report(operation, best, targets);
}

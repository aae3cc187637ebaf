// The peer that speaks through the npm package: see README.md. XWSSE_VECTORS names the folder of the shared vectors.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { dialects, explain, MemoryReplayStore, RejectedError, Signer, SignError, Verifier } from 'xwsse';
import { createWsseFetch } from 'xwsse/fetch';
import { createAuthenticator, refuse } from 'xwsse/http';

const username = process.env.XWSSE_USERNAME;
const secret = process.env.XWSSE_SECRET;
const presets = Object.keys(dialects);

const say = (line) => process.stdout.write(`${line}\n`);
const unhex = (text) => Buffer.from(text, 'hex');

/** Answers each line of the input with one. */
async function answer(line) {
  for await (const asked of createInterface({ input: process.stdin })) say(await line(asked));
}

function serve() {
  const gates = new Map(
    presets.map((dialect) => [`/${dialect}`, createAuthenticator({ secrets: { [username]: secret }, dialect, realm: 'interop' })]),
  );
  const server = createServer((req, res) => {
    gates.get(req.url)(req).then(
      () => res.end(req.headers['x-wsse']),
      (error) => {
        res.setHeader('X-Code', error.cause.code);
        refuse(res, error);
      },
    );
  });
  server.listen(0, '127.0.0.1', () => say(server.address().port));
  process.stdin.on('end', () => process.exit()).resume();
}

async function send() {
  const clients = new Map(presets.map((dialect) => [dialect, new Signer({ username, secret, dialect })]));
  await answer(async (line) => {
    const [url, dialect] = line.split(' ');
    const fetch = createWsseFetch({ signer: clients.get(dialect) });
    const response = await fetch(url, { signal: AbortSignal.timeout(20_000) });
    return `${response.status} ${(await response.text()).trim()}`;
  });
}

async function verify() {
  let store;
  await answer((line) => {
    if (line === 'new') {
      store = new MemoryReplayStore({ capacity: 4000 });
      return 'ok';
    }
    const [dialect, now, secrets, values] = line.split('\t');
    const verifier = new Verifier({ secrets: readSecrets(secrets), dialect, store });
    try {
      verifier.verifySync(values.split(',').filter(Boolean).map((value) => unhex(value.slice(1))), { now: new Date(now) });
      return 'accepted';
    } catch (error) {
      if (error instanceof RejectedError) return error.code;
      throw error;
    }
  });
}

const readSecrets = (text) =>
  new Map(
    text.split(';').filter(Boolean).map((user) => {
      const [name, secrets] = user.split('=');
      return [unhex(name).toString(), secrets.split(',').filter(Boolean).map(unhex)];
    }),
  );

async function explainAll() {
  await answer((line) => {
    const [pasted, secret, dialect, now] = line.split('\t');
    const options = { dialect, now: new Date(now), secret: secret === '-' ? undefined : unhex(secret) };
    return Buffer.from(String(explain(unhex(pasted).toString(), options))).toString('hex');
  });
}

/** An error of an unknown code cannot be made, so the codes are tried. */
function table() {
  const { cases } = JSON.parse(readFileSync(`${process.env.XWSSE_VECTORS}/shared/rejections.json`, 'utf8'));
  for (const { code } of cases) {
    const rejected = RejectedError.of(code);
    say(`rejection ${rejected.number} ${rejected.code} ${rejected.status}`);
  }
  for (const code of ['username_unusable', 'secret_empty', 'nonce_unusable', 'created_out_of_range', 'created_exhausted',
    'randomness_unavailable', 'date_invalid', 'dialect_invalid']) {
    const error = SignError.of(code);
    say(`signing ${error.number} ${error.code}`);
  }
  for (const name of presets) say(`preset ${name}`);
}

await { serve, send, verify, explain: explainAll, table }[process.argv[2]]();

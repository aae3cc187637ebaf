// Two copies of the package in one process, as npm installs them where versions differ: each has classes of its own.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';

import * as ours from 'xwsse';
import { createWsseFetch } from 'xwsse/fetch';
import { createAuthenticator, refuse, WsseHttpError } from 'xwsse/http';

const modules = dirname(dirname(createRequire(import.meta.url).resolve('xwsse/package.json')));
const folder = mkdtempSync(join(tmpdir(), 'xwsse-'));
after(() => rmSync(folder, { recursive: true, force: true }));
for (const name of readdirSync(modules).filter((name) => /^xwsse(-|$)/.test(name))) {
  cpSync(join(modules, name), join(folder, 'node_modules', name), { recursive: true });
}
const require = createRequire(join(folder, 'index.js'));
const theirs = require('xwsse');
const theirHttp = require('xwsse/http');

const CLASSES = ['WsseError', 'RejectedError', 'ReplayedError', 'UnavailableError', 'SignError', 'UsageError', 'ClearTextRefused'];
const SECRETS = { alice: 's3cr3t' };

const request = (header) => Object.assign(new IncomingMessage(new Socket()), { rawHeaders: ['X-WSSE', header] });
const header = () => new ours.Signer({ username: 'alice', secret: 's3cr3t' }).header();

test('they are two', () => {
  for (const name of [...CLASSES, 'Verifier', 'Signer']) assert.notEqual(ours[name], theirs[name], name);
  assert.notEqual(WsseHttpError, theirHttp.WsseHttpError);
});

test('an error of one is of the same classes in the other, and of no more', () => {
  const errors = ({ RejectedError, SignError, ClearTextRefused, WsseError }) => [
    [RejectedError.of('created_stale'), ['WsseError', 'RejectedError']],
    [RejectedError.of('replayed'), ['WsseError', 'RejectedError', 'ReplayedError']],
    [RejectedError.of('store_full'), ['WsseError', 'RejectedError', 'UnavailableError']],
    [SignError.of('created_exhausted'), ['WsseError', 'SignError']],
    [SignError.of('secret_empty'), ['WsseError', 'SignError', 'UsageError']],
    [new ClearTextRefused('http://api.example'), ['WsseError', 'ClearTextRefused']],
    [new WsseError('else'), ['WsseError']],
  ];
  for (const [made, asked] of [[ours, ours], [ours, theirs], [theirs, ours]]) {
    for (const [error, expected] of errors(made)) {
      assert.deepEqual(CLASSES.filter((name) => error instanceof asked[name]), expected, error.message);
    }
  }
});

test('what is none of these is none', () => {
  for (const object of [new Error('x'), {}, { code: 'replayed', name: 'ReplayedError' }, null, undefined, 'replayed', 1, () => {}]) {
    for (const name of CLASSES) assert.equal(object instanceof ours[name], false, name);
  }
});

test('a class that somebody derives is a class of its own', () => {
  class Mine extends ours.WsseError {}
  assert(new Mine('x') instanceof Mine && new Mine('x') instanceof ours.WsseError && new Mine('x') instanceof theirs.WsseError);
  for (const other of [ours.RejectedError.of('replayed'), new theirs.WsseError('x'), null]) assert.equal(other instanceof Mine, false);
});

test('a hook takes a verifier of the other', async () => {
  const seen = [];
  const verifier = new theirs.Verifier({ secrets: SECRETS });
  const authenticate = createAuthenticator({ verifier, onRejected: ({ code }) => seen.push(code) });
  const fresh = header();
  assert.equal((await authenticate(request(fresh))).username, 'alice');
  const refused = await authenticate(request(fresh)).catch((error) => error);
  assert(refused instanceof WsseHttpError && refused instanceof theirHttp.WsseHttpError);
  assert(refused.cause instanceof ours.ReplayedError);
  assert.deepEqual(seen, ['replayed']);

  const answer = [];
  theirHttp.refuse({ writeHead: (...head) => answer.push(...head), end: () => {} }, refused);
  assert.deepEqual([answer[0], answer[1]['WWW-Authenticate']], [401, 'WSSE realm="api", profile="UsernameToken"']);
  assert.throws(() => refuse({}, refused.cause), theirs.ReplayedError);
});

test('a token is used once where hooks of both share a verifier', async () => {
  const verifier = new ours.Verifier({ secrets: SECRETS });
  const both = [createAuthenticator({ verifier }), theirHttp.createAuthenticator({ verifier })];
  const one = request(header());
  const [first, second] = [await both[0](one), await both[1](one)];
  assert.equal(first, second);
});

test('a hook takes a signer of the other', async () => {
  const signer = new theirs.Signer({ username: 'alice', secret: 's3cr3t' });
  const fetch = createWsseFetch({
    signer,
    origins: 'https://api.example',
    fetch: async (_url, { headers }) => new Response(new Headers(headers).get('X-WSSE')),
  });
  const sent = await fetch('https://api.example/').then((response) => response.text());
  assert.equal(new ours.Verifier({ secrets: SECRETS }).verifySync(sent).username, 'alice');
});

test('a store in memory serves the verifiers of its own copy, and says so', async () => {
  const store = new theirs.MemoryReplayStore({ capacity: 100 });
  assert.throws(() => new ours.Verifier({ secrets: SECRETS, store }), { name: 'TypeError', message: /another copy/ });

  // Behind a store of somebody's own it can only be found out when it is asked: nothing is accepted.
  const around = { claim: (claims, now) => store.claim(claims, now) };
  assert.throws(() => new ours.Verifier({ secrets: SECRETS, store: around }).verifySync(header()), (error) =>
    error instanceof ours.UnavailableError && error.code === 'store_unavailable' && /this copy/.test(error.cause.message));
});

test('a store of somebody’s own serves both, whichever class it is made from', () => {
  class Forever extends theirs.MemoryReplayStore {
    claim() {
      return 'first';
    }
  }
  const verifier = new ours.Verifier({ secrets: SECRETS, store: new Forever() });
  assert.equal(verifier.verifySync(header()).username, 'alice');
});

// What is special about Express: errors go to handlers, and a request may meet a hook twice.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';

import express from 'express';
import { RejectedError, Signer, Verifier } from 'xwsse';
import { wsse, WsseHttpError } from 'xwsse/express';

import { ask } from './wire.mjs';

const signer = new Signer({ username: 'alice', secret: 's3cr3t' });
const sign = () => ['X-WSSE', signer.header()];
const SECRETS = { alice: 's3cr3t' };

async function listen(t, app) {
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return server.address().port;
}

test('an error handler gets what it needs, and nothing to give away by mistake', async (t) => {
  const app = express();
  const seen = [];
  app.use(wsse({ secrets: SECRETS, realm: 'files' }));
  app.use((error, _req, res, _next) => {
    seen.push(error);
    res
      .status(error.status)
      .set(error.headers)
      .json({ error, message: error.message, stack: error.stack, text: String(error) });
  });
  const port = await listen(t, app);
  const answers = [await ask(port), await ask(port, [['X-WSSE', 'nonsense']])];
  assert.equal(answers[0].undated, answers[1].undated);
  assert.deepEqual(answers[0].all('www-authenticate'), ['WSSE realm="files", profile="UsernameToken"']);
  assert.deepEqual(
    seen.map((error) => error.cause.code),
    ['header_missing', 'header_malformed'],
  );
  for (const error of seen) {
    assert.ok(error instanceof WsseHttpError);
    assert.ok(error.cause instanceof RejectedError);
    assert.deepEqual(
      [error.status, error.statusCode, error.message, error.name],
      [401, 401, 'Unauthorized', 'WsseHttpError'],
    );
  }
});

test('the identity goes where it is told to, and nothing of others counts', async (t) => {
  const app = express();
  app.use((req, _res, next) => {
    req.auth = 'of another package';
    req.wsse = 'nobody checked that';
    next();
  });
  app.use(wsse({ secrets: SECRETS, requestProperty: 'wsse', optional: true }));
  app.get('/', (req, res) => res.send(`${req.auth}, ${req.wsse?.username}`));
  const port = await listen(t, app);
  assert.equal((await ask(port, [sign()])).body, 'of another package, alice');
  assert.equal((await ask(port)).body, 'of another package, undefined');
  assert.throws(() => wsse({ secrets: SECRETS, requestProperty: 1 }), TypeError);
});

test('two hooks that share a verifier use a token once, and others do not pass for each other', async (t) => {
  const verifier = new Verifier({ secrets: SECRETS });
  const app = express();
  app.use(wsse({ verifier }));
  app.get('/same', wsse({ verifier, realm: 'more' }), (req, res) => res.send(req.auth.username));
  app.get('/other', wsse({ secrets: { bob: 's3cr3t' } }), (req, res) => res.send(req.auth.username));
  const port = await listen(t, app);
  const same = await ask(port, [sign()], { path: '/same' });
  assert.deepEqual([same.status, same.body], [200, 'alice']);
  assert.equal((await ask(port, [sign()], { path: '/other' })).status, 401);
});

test('an identity that others put there does not pass', async (t) => {
  const app = express();
  app.use((req, _res, next) => {
    req.auth = { username: 'mallory' };
    next();
  });
  app.use(wsse({ secrets: SECRETS, optional: true }));
  app.get('/', (req, res) => res.send(req.auth?.username ?? 'nobody'));
  const port = await listen(t, app);
  assert.equal((await ask(port)).body, 'nobody');
  assert.equal((await ask(port, [sign()])).body, 'alice');
});

test('nothing that a function of the options throws is leave to go on', async (t) => {
  let thrown;
  const thrower = () => {
    throw thrown;
  };
  const app = express();
  const all = { onRejected: thrower, rejects: async () => thrower(), clock: thrower };
  app.get('/onRejected', wsse({ secrets: SECRETS, onRejected: all.onRejected }), (_req, res) => res.send('in'));
  app.get('/rejects', wsse({ secrets: SECRETS, onRejected: all.rejects }), (_req, res) => res.send('in'));
  app.get('/clock', wsse({ secrets: SECRETS, clock: all.clock }), (_req, res) => res.send('in'));
  app.use('/', (_req, res) => res.send('past it'));
  app.use((error, _req, res, _next) => res.status(500).send(String(error instanceof Error)));
  const port = await listen(t, app);
  for (thrown of [undefined, null, 0, '', 'route', 'router', new Error('a mistake')]) {
    for (const name of Object.keys(all)) {
      const answer = await ask(port, [], { path: `/${name}` });
      assert.deepEqual([answer.status, answer.body], [500, 'true'], `${name} throws ${thrown}`);
    }
  }
});

test('an error in what comes after it is not taken for a refusal', async (t) => {
  const app = express();
  app.use(wsse({ secrets: SECRETS }));
  app.get('/', () => {
    throw new Error('a mistake');
  });
  app.use((error, _req, res, _next) => res.status(error.status ?? 500).send(error.message));
  const port = await listen(t, app);
  const answer = await ask(port, [sign()]);
  assert.deepEqual([answer.status, answer.body], [500, 'a mistake']);
});

test('what Express logs of a refusal has no header and no reason in it', async (t) => {
  const logged = t.mock.method(console, 'error', () => {});
  const app = express();
  app.set('env', 'development');
  app.use(wsse({ secrets: SECRETS }));
  const port = await listen(t, app);
  await ask(port, [['X-WSSE', new Signer({ username: 'alice', secret: 'wrong' }).header()]]);
  const text = logged.mock.calls.flatMap(({ arguments: all }) => all).join('\n');
  assert.match(text, /Unauthorized/);
  assert.ok(!/PasswordDigest|alice|digest_mismatch/.test(text), text);
});

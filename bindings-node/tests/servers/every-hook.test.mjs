// What every hook does alike.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';

import { Identity, MemoryReplayStore, RejectedError, Signer, Verifier } from 'xwsse';

import { HOOKS } from './hooks.mjs';
import { ask } from './wire.mjs';

const REALM = 'the api';
const CHALLENGE = `WSSE realm="${REALM}", profile="UsernameToken"`;
const SECRETS = { alice: 's3cr3t' };
const SIGNERS = new Map();

/** A fresh header. One signer for each key, unless with a clock of its own: two might sign in the same millisecond. */
function sign(username = 'alice', secret = 's3cr3t', options = {}) {
  if (options.clock) return ['X-WSSE', new Signer({ username, secret, ...options }).header()];
  const key = [username, secret, options.dialect].join('\n');
  if (!SIGNERS.has(key)) SIGNERS.set(key, new Signer({ username, secret, ...options }));
  return ['X-WSSE', SIGNERS.get(key).header()];
}

function at(seconds) {
  return () => new Date(Date.now() + seconds * 1000);
}

/** With a small store, unless the test brings its own. */
function around(options) {
  const store = 'verifier' in options ? {} : { store: new MemoryReplayStore({ capacity: 1000 }) };
  return { realm: REALM, ...store, ...options };
}

/** Keeps the codes that it is called with. */
function recorder() {
  const seen = [];
  return { seen, onRejected: (rejected) => seen.push(rejected) };
}

for (const [name, hook] of Object.entries(HOOKS)) {
  const serve = (t, options) => hook.serve(t, around(options));

  describe(name, { concurrency: true }, () => {
    test('a token is accepted once, and the application sees who it is', async (t) => {
      const port = await serve(t, { secrets: SECRETS });
      const token = sign();
      const first = await ask(port, [token]);
      assert.deepEqual([first.status, first.body], [200, 'alice']);
      assert.deepEqual(first.all('www-authenticate'), []);
      assert.equal((await ask(port, [token])).status, 401);
      assert.equal((await ask(port, [sign()], { method: 'POST' })).status, 200);
    });

    test('every 401 is the same to the byte', async (t) => {
      const { seen, onRejected } = recorder();
      const port = await serve(t, { secrets: SECRETS, onRejected });
      const used = sign();
      assert.equal((await ask(port, [used])).status, 200);
      const [, good] = sign();
      const refused = {
        header_missing: [],
        header_malformed: [['X-WSSE', good.replaceAll('"', "'")]],
        header_too_large: [['X-WSSE', `${good}, Extra="${'a'.repeat(5000)}"`]],
        parameter_missing: [['X-WSSE', good.slice(0, good.lastIndexOf(','))]],
        parameter_duplicate: [['X-WSSE', `${good}, Username="alice"`]],
        parameter_unknown: [['X-WSSE', `${good}, Extra="1"`]],
        created_stale: [sign('alice', 's3cr3t', { clock: at(-300) })],
        created_in_future: [sign('alice', 's3cr3t', { clock: at(300) })],
        username_unknown: [sign('mallory')],
        digest_mismatch: [sign('alice', 'wrong')],
        replayed: [used],
      };
      const answers = [];
      for (const headers of Object.values(refused)) answers.push(await ask(port, headers));
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([401]));
      assert.equal(new Set(answers.map(({ undated }) => undated)).size, 1, answers[0].raw);
      assert.deepEqual(
        seen.map(({ code }) => code),
        Object.keys(refused),
      );
    });

    test('the challenge is exact', async (t) => {
      const port = await serve(t, { secrets: SECRETS });
      const answer = await ask(port);
      assert.equal(answer.status, 401);
      assert.deepEqual(answer.all('www-authenticate'), [CHALLENGE]);
      assert.deepEqual(answer.all('retry-after'), []);
      assert.match(answer.body, /Unauthorized/);
      const head = await ask(port, [], { method: 'HEAD' });
      assert.deepEqual([head.status, head.rest], [401, '']);
    });

    for (const order of ['twice the same', 'good first', 'good last', 'empty first', 'empty last', 'two good']) {
      test(`two headers are refused (${order})`, async (t) => {
        const port = await serve(t, { secrets: SECRETS });
        const good = sign();
        const headers = {
          'twice the same': [good, good],
          'good first': [good, sign('alice', 'wrong')],
          'good last': [sign('alice', 'wrong'), good],
          'empty first': [['X-WSSE', ''], good],
          'empty last': [good, ['x-wsse', '']],
          'two good': [good, sign()],
        }[order];
        assert.equal((await ask(port, headers)).status, 401);
        const joined = headers.map(([, value]) => value).join(', ');
        assert.equal((await ask(port, [['X-WSSE', joined]])).status, 401);
        // Nothing was used up by it.
        assert.equal((await ask(port, [good])).status, 200);
      });
    }

    const failing = {
      throw() {
        throw new Error('no key server');
      },
      async reject() {
        throw new Error('no key server');
      },
      give: () => 42,
    };
    for (const [how, fail] of Object.entries(failing)) {
      test(`503 when the look-up fails (${how})`, async (t) => {
        const { seen, onRejected } = recorder();
        const port = await serve(t, { secrets: fail, onRejected });
        assert.equal((await ask(port)).status, 401);
        expectUnavailable(await ask(port, [sign()]));
        assert.deepEqual(
          seen.map(({ code }) => code),
          ['header_missing', 'secrets_unavailable'],
        );
        assert.ok(seen[1].cause instanceof Error);
      });

      test(`503 when the store fails (${how})`, async (t) => {
        const { seen, onRejected } = recorder();
        const port = await serve(t, { secrets: SECRETS, store: { claim: fail }, onRejected });
        expectUnavailable(await ask(port, [sign()]));
        assert.deepEqual(
          seen.map(({ code }) => code),
          ['store_unavailable'],
        );
      });
    }

    for (const [outcome, code] of [
      ['full', 'store_full'],
      ['history_gap', 'history_gap'],
    ]) {
      test(`503 when the store says ${outcome}`, async (t) => {
        const { seen, onRejected } = recorder();
        const port = await serve(t, { secrets: SECRETS, store: { claim: async () => outcome }, onRejected });
        expectUnavailable(await ask(port, [sign()]));
        assert.deepEqual(
          seen.map((rejected) => rejected.code),
          [code],
        );
      });
    }

    test('every 503 is the same to the byte', async (t) => {
      let failure = 'full';
      const claim = () => failure ?? assert.fail();
      const port = await serve(t, { secrets: SECRETS, store: { claim } });
      const answers = [];
      for (failure of ['full', 'history_gap', 'unavailable', null]) answers.push(await ask(port, [sign()]));
      answers.forEach(expectUnavailable);
      assert.equal(new Set(answers.map(({ undated }) => undated)).size, 1);
    });

    test('what is told of a rejection has nothing of the header', async (t) => {
      const { seen, onRejected } = recorder();
      const port = await serve(t, { secrets: SECRETS, onRejected });
      const [header, value] = sign('alice', 'wrong');
      await ask(port, [[header, value]]);
      assert.equal(seen.length, 1);
      assert.deepEqual([seen[0].code, seen[0].status], ['digest_mismatch', 401]);
      const shown = inspect(seen[0], { depth: 10, showHidden: true }) + JSON.stringify(seen[0]);
      for (const part of value.split('"').filter((_, index) => index % 2)) assert.ok(!shown.includes(part), part);
    });

    test('onRejected is given the request, too', async (t) => {
      const requests = [];
      const port = await serve(t, { secrets: SECRETS, onRejected: (_rejected, request) => requests.push(request) });
      await ask(port, [], { path: '/?q=1' });
      const [request] = requests;
      assert.equal((request.req?.raw ?? request.req ?? request).method, 'GET');
    });

    test('the first refusals are warnings, with who, what and why', async (t) => {
      const warnings = [];
      const note = (warning) => warnings.push(warning);
      process.on('warning', note);
      t.after(() => process.off('warning', note));
      const username = `nobody of ${name}`;
      const port = await serve(t, { secrets: SECRETS });
      for (let times = 0; times < 8; times += 1) await ask(port, [sign(username)], { path: '/?token=1' });
      await new Promise((resolve) => setImmediate(resolve));
      const ours = warnings.filter((warning) => warning.username === username);
      assert.equal(ours.length, 5);
      const [{ name: kind, code, method, path, peer, message }] = ours;
      assert.deepEqual([kind, code, method, path], ['WsseWarning', 'username_unknown', 'GET', '/']);
      assert.equal(peer, hook.joinsHeaders ? undefined : '127.0.0.1');
      assert.ok(message.includes(JSON.stringify(username)) && message.includes('username_unknown'), message);
      assert.match(ours[4].message, /Later refusals are not shown: pass onRejected/);
    });

    for (const [what, secrets] of [
      ['a table', SECRETS],
      ['a look-up', async (username) => SECRETS[username]],
    ]) {
      test(`of fifty at once with one token one is accepted (${what})`, async (t) => {
        const port = await serve(t, { secrets });
        const token = sign();
        const answers = await Promise.all(Array.from({ length: 50 }, () => ask(port, [token])));
        assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array(49).fill(401)]);
      });
    }

    test('asynchronous secrets and stores are awaited', async (t) => {
      const memory = new MemoryReplayStore({ capacity: 1000 });
      const later = () => new Promise((resolve) => setImmediate(resolve));
      const secrets = async (username) => later().then(() => new Map(Object.entries(SECRETS)).get(username));
      const store = { claim: async (claims, now) => later().then(() => memory.claim(claims, now)) };
      const port = await serve(t, { secrets, store });
      const token = sign();
      const answers = await Promise.all(Array.from({ length: 16 }, () => ask(port, [token])));
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array(15).fill(401)]);
      assert.equal((await ask(port, [sign('mallory')])).status, 401);
    });

    test('a slow look-up holds nobody else up', async (t) => {
      const { promise: slow, resolve: goOn } = withResolvers();
      const { promise: asked, resolve: began } = withResolvers();
      const secrets = async (username) => {
        if (username === 'slow') {
          began();
          await slow;
        }
        return SECRETS[username];
      };
      const port = await serve(t, { secrets });
      const waiting = ask(port, [sign('slow')]);
      await asked;
      assert.equal((await ask(port, [sign()])).status, 200);
      goOn();
      assert.equal((await waiting).status, 401);
    });

    test(
      'the body is not waited for',
      { skip: hook.readsTheBody && 'Express reads it before it answers an error' },
      async (t) => {
        const port = await serve(t, { secrets: SECRETS });
        const answer = await ask(port, [['Content-Length', '1000000']], { method: 'POST' });
        assert.equal(answer.status, 401);
      },
    );

    test(
      'optional lets nobody through, and no false token',
      { skip: hook.demandsAlways && 'it always demands one' },
      async (t) => {
        const port = await serve(t, { secrets: SECRETS, optional: true });
        assert.equal((await ask(port)).body, 'nobody');
        assert.equal((await ask(port, [sign()])).body, 'alice');
        const refused = await ask(port, [sign('alice', 'wrong')]);
        assert.equal(refused.status, 401);
        assert.deepEqual(refused.all('www-authenticate'), [CHALLENGE]);
        assert.equal((await ask(port, [['X-WSSE', '']])).status, 401);
        assert.equal(
          (
            await ask(port, [
              ['Auth', 'mallory'],
              ['Remote-User', 'mallory'],
            ])
          ).body,
          'nobody',
        );
      },
    );

    test('two headers do not make one token', async (t) => {
      const port = await serve(t, { secrets: SECRETS });
      const [name, header] = sign();
      const [first, second] = header.split(', Nonce');
      const answer = await ask(port, [
        [name, first],
        [name, `Nonce${second}`],
      ]);
      // A Fetch request shows one value, with a comma.
      assert.equal(answer.status, hook.joinsHeaders ? 200 : 401);
    });

    test('a verifier is taken', async (t) => {
      const store = new MemoryReplayStore({ capacity: 1000 });
      const port = await serve(t, { verifier: new Verifier({ secrets: SECRETS, dialect: 'emarsys', store }) });
      assert.equal((await ask(port, [sign()])).status, 401);
      assert.equal((await ask(port, [sign('alice', 's3cr3t', { dialect: 'emarsys' })])).status, 200);
      assert.ok(store.live() > 0);
    });

    test('a verifier of any scheme is taken, and told all values of the headers that it reads', async (t) => {
      const told = [];
      const verifier = {
        headerNames: ['x-key', 'x-signature'],
        challenge: (realm) => `Signature realm="${realm}"`,
        verifyHeaders(headers) {
          told.push(headers);
          if (String(headers['x-key']) === 'k') return new Identity('alice', new Date());
          throw RejectedError.of('header_missing');
        },
      };
      const port = await serve(t, { verifier });
      const signature = ['X-Signature', Buffer.from('é').toString('latin1')];
      assert.equal((await ask(port, [['X-Key', 'k'], signature, signature])).body, 'alice');
      const refused = await ask(port, [['x-key', 'k'], ['X-KEY', 'k']]);
      assert.deepEqual([refused.status, ...refused.all('www-authenticate')], [401, `Signature realm="${REALM}"`]);
      assert.deepEqual(told.map((headers) => Object.keys(headers)), Array(2).fill(verifier.headerNames));
      const join = (...values) => (hook.joinsHeaders ? [values.join(', ')] : values);
      assert.deepEqual(told[0]['x-signature'].map(String), join('é', 'é'));
      assert.deepEqual(told[1], { 'x-key': join('k', 'k'), 'x-signature': [] });
    });

    test('a verifier that does not say who signed lets nobody in', async (t) => {
      for (const answer of [undefined, null, false, true, 'alice', {}]) {
        const verifier = { headerNames: ['x-wsse'], challenge: () => 'x', verifyHeaders: async () => answer };
        if (hook.demandsAlways) {
          await assert.rejects(hook.make({ verifier })({ rawHeaders: [] }), /the verifier did not say who signed/);
          continue;
        }
        const port = await serve(t, { verifier, realm: undefined });
        assert.equal((await ask(port, [sign()])).status, 500, String(answer));
      }
    });

    test('the options of a verifier are taken', async (t) => {
      const clock = () => new Date('2026-01-15T12:30:00Z');
      const port = await serve(t, { secrets: SECRETS, dialect: 'atom,unknown=ignore', clock });
      const [header, value] = sign('alice', 's3cr3t', { dialect: 'atom', clock });
      assert.equal((await ask(port, [[header, `${value}, Extra="1"`]])).status, 200);
    });

    test('a username beyond ASCII is read as UTF-8', async (t) => {
      const port = await serve(t, { secrets: { jürgen: 's3cr3t' } });
      const [header, value] = sign();
      const { seen, onRejected } = recorder();
      const other = await serve(t, { secrets: (username) => void seen.push(username), onRejected });
      const bytes = Buffer.from(value.replace('alice', 'jürgen')).toString('latin1');
      assert.equal((await ask(port, [[header, bytes]])).status, 200);
      assert.equal((await ask(other, [[header, bytes]])).status, 401);
      assert.equal(seen[0], 'jürgen');
    });

    test(
      'a mistake in onRejected lets nobody in, and is no 401',
      { skip: hook.demandsAlways && 'there it is yours' },
      async (t) => {
        const onRejected = () => {
          throw new TypeError('a mistake');
        };
        const port = await serve(t, { secrets: SECRETS, onRejected });
        assert.equal((await ask(port)).status, 500);
      },
    );

    test('what it is made of is checked', async () => {
      const made = async (options) => hook.make(options);
      const verifier = new Verifier({ secrets: SECRETS });
      await assert.rejects(made({}), TypeError);
      await assert.rejects(made({ secrets: 's3cr3t' }), TypeError);
      await assert.rejects(made({ secrets: SECRETS, realm: 1 }), TypeError);
      await assert.rejects(made({ verifier, dialect: 'atom' }), /dialect: give them to the verifier/);
      await assert.rejects(made({ verifier, secrets: SECRETS }), /secrets: give them to the verifier/);
    });
  });
}

function expectUnavailable(answer) {
  assert.equal(answer.status, 503);
  assert.deepEqual(answer.all('retry-after'), ['1']);
  assert.deepEqual(answer.all('www-authenticate'), []);
  assert.match(answer.body, /Service Unavailable/);
  assert.ok(!answer.body.includes('key server'));
}

function withResolvers() {
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}

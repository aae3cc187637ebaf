// What every hook keeps to, with each client, against services that verify.
import assert from 'node:assert/strict';
import { Socket } from 'node:net';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';

import { Signer, SignError, Verifier, WsseError } from 'xwsse';
import * as modules from './modules.mjs';
import { CLIENTS, REPEAT_NO_HOP, STREAM_EVERY_BODY } from './drivers.mjs';
import { createdOf, hasNothingOfAToken, SECRET, Service, USERNAME } from './service.mjs';

const AUTHORIZATION = 'WSSE profile="UsernameToken"';
const OF_ANOTHER = 'Bearer of-another-service';

for (const [name, Client] of Object.entries(CLIENTS)) {
  describe(name, { concurrency: true }, () => {
    const tests = (what, run) => test(what, async (t) => run(await Service.start(t), await Service.start(t), t));

    tests('a request is signed', async (home) => {
      assert.equal(await new Client({}).get(home.url('/files')), 200);
      assert.deepEqual(home.answers, ['accepted']);
      assert.deepEqual(home.received[0].authorizations, [AUTHORIZATION]);
    });

    tests('each request has a token of its own', async (home) => {
      const client = new Client({});
      for (let n = 0; n < 5; n += 1) assert.equal(await client.get(home.url('/files')), 200);
      assert.deepEqual(home.answers, Array(5).fill('accepted'));
    });

    for (const code of [301, 302, 303, 307, 308]) {
      tests(`a redirect within the origin is signed afresh (${code})`, async (home) => {
        assert.equal(await new Client({}).get(home.url('/old', { to: '/new', code })), 200);
        assert.deepEqual(home.accepted, ['/old', '/new']);
      });

      tests(`nothing of a token reaches another origin (${code})`, async (home, foreign) => {
        const headers = { 'x-of-the-application': 'kept' };
        const url = home.url('/old', { to: foreign.url('/open/new'), code });
        assert.equal(await new Client({}).get(url, headers), 200);
        assert.deepEqual(home.accepted, ['/old']);
        const [received] = foreign.received;
        assert.ok(hasNothingOfAToken(received));
        assert.deepEqual(received.authorizations, []);
        assert.equal(received.headers['x-of-the-application'], 'kept');
      });
    }

    tests('a chain of redirects is signed afresh', async (home) => {
      const url = home.url('/1', { to: `/2?to=${encodeURIComponent('/3?to=/4')}` });
      assert.equal(await new Client({}).get(url), 200);
      assert.deepEqual(home.accepted, ['/1', '/2', '/3', '/4']);
    });

    tests('another origin that asks for a token gets none', async (home, foreign) => {
      const client = new Client({ retryOn401: true });
      assert.equal(await client.get(home.url('/old', { to: foreign.url('/new') })), 401);
      assert.deepEqual(foreign.answers, ['header_missing']);
      assert.ok(hasNothingOfAToken(foreign.received[0]));
    });

    tests('a redirect away and back', async (home, foreign) => {
      const away = foreign.url('/open/away', { to: home.url('/back') });
      assert.equal(await new Client({}).get(home.url('/start', { to: away })), 200);
      assert.deepEqual(home.accepted, ['/start', '/back']);
      assert.deepEqual(foreign.received.map(hasNothingOfAToken), [true]);
    });

    tests('the same port of another name of this machine is another origin', async (home) => {
      const to = home.url('/open/new').replace('127.0.0.1', 'localhost');
      assert.equal(await new Client({}).get(home.url('/old', { to })), 200);
      assert.deepEqual(home.paths, ['/old', '/open/new']);
      assert.ok(hasNothingOfAToken(home.received[1]));
    });

    tests('the first request settles the origin', async (home, foreign) => {
      const client = new Client({});
      for (const url of [home.url('/files'), foreign.url('/open/files'), home.url('/files')]) {
        assert.equal(await client.get(url), 200);
      }
      assert.deepEqual(home.answers, ['accepted', 'accepted']);
      assert.deepEqual(foreign.received.map(hasNothingOfAToken), [true]);
    });

    tests('only the given origins are signed for', async (home, foreign) => {
      assert.equal(await new Client({ origins: home.origin }).get(foreign.url('/open/files')), 200);
      assert.ok(hasNothingOfAToken(foreign.received[0]));
      const both = new Client({ origins: new Set([`${foreign.origin}/v1`, new URL(home.origin.toUpperCase())]) });
      assert.equal(await both.get(home.url('/files')), 200);
      assert.equal(await both.get(foreign.url('/files')), 200);
    });

    tests('a redirect between two origins of ours', async (home, foreign) => {
      const client = new Client({ origins: [home.origin, foreign.origin] });
      assert.equal(await client.get(home.url('/old', { to: foreign.url('/new') })), 200);
      assert.deepEqual([home.accepted, foreign.accepted], [['/old'], ['/new']]);
    });

    for (const spelling of ['X-WSSE', 'x-wsse', 'X-Wsse']) {
      tests(`a token that is there is replaced (${spelling})`, async (home, foreign) => {
        const stale = {
          [spelling]: new Signer({ username: USERNAME, secret: 'another secret' }).header(),
          authorization: ` ${AUTHORIZATION}`,
        };
        const client = new Client({});
        assert.equal(await client.get(home.url('/files', { to: foreign.url('/open/files') }), stale), 200);
        assert.deepEqual(home.accepted, ['/files']);
        assert.equal(home.received[0].tokens.length, 1);
        assert.deepEqual(home.received[0].authorizations, [AUTHORIZATION]);
        // Nor does it go elsewhere.
        assert.equal(await client.get(foreign.url('/open/files'), stale), 200);
        assert.deepEqual(foreign.received.map(hasNothingOfAToken), [true, true]);
      });
    }

    tests('an Authorization of the application stays, and the request is signed beside it', async (home) => {
      const client = new Client({ retryOn401: true });
      for (const name of ['Authorization', 'authorization']) {
        const url = home.url(`/${name}`, { refuse: 1, to: '/new' });
        assert.equal(await client.get(url, { [name]: OF_ANOTHER }), 200);
      }
      assert.deepEqual(new Set(home.answers), new Set(['accepted']));
      for (const { authorizations } of home.received) assert.deepEqual(authorizations, [OF_ANOTHER]);
    });

    tests('authorization: false sends the token alone', async (home) => {
      const client = new Client({ authorization: false });
      assert.equal(await client.get(home.url('/old', { to: '/new' })), 200);
      assert.equal(await client.get(home.url('/files'), { Authorization: AUTHORIZATION }), 200);
      assert.deepEqual(home.accepted, ['/old', '/new', '/files']);
      assert.deepEqual(home.received.map(({ authorizations }) => authorizations), [[], [], []]);
    });

    tests('a signer of any scheme is taken, and its headers stay at home', async (home, foreign) => {
      let signed = 0;
      const signer = {
        headerNames: ['X-Signature', 'X-Key'],
        headers: () => ({ 'X-Key': 'key', 'X-Signature': `of ${(signed += 1)}` }),
      };
      const client = new Client({ signer });
      const url = home.url('/open/old', { to: foreign.url('/open/new') });
      assert.equal(await client.get(url, { 'x-signature': 'stale' }), 200);
      assert.deepEqual([home.received[0].headers['x-key'], home.received[0].headers['x-signature']], ['key', 'of 1']);
      assert.deepEqual(home.received[0].authorizations, []);
      assert.ok(!('x-key' in foreign.received[0].headers || 'x-signature' in foreign.received[0].headers));
    });

    tests('what others send to another origin stays', async (home, foreign) => {
      const client = new Client({ origins: home.origin });
      assert.equal(await client.get(foreign.url('/open/files'), { Authorization: OF_ANOTHER }), 200);
      assert.deepEqual(foreign.received[0].authorizations, [OF_ANOTHER]);
    });

    tests('an Authorization of a token does not go to another origin by itself', async (home, foreign) => {
      const client = new Client({ origins: home.origin });
      assert.equal(await client.get(foreign.url('/open/files'), { Authorization: AUTHORIZATION }), 200);
      assert.deepEqual(foreign.received[0].authorizations, []);
    });

    tests('one more attempt after a 401', async (home) => {
      assert.equal(await new Client({ retryOn401: true }).get(home.url('/files', { refuse: 1 })), 200);
      assert.deepEqual(home.accepted, ['/files', '/files']);
    });

    tests('no more than one', async (home) => {
      assert.equal(await new Client({ retryOn401: true }).get(home.url('/files', { refuse: 5 })), 401);
      assert.deepEqual(home.accepted, ['/files', '/files']);
    });

    tests('none unless told', async (home) => {
      assert.equal(await new Client({}).get(home.url('/files', { refuse: 1 })), 401);
      assert.deepEqual(home.accepted, ['/files']);
    });

    tests('one more attempt for every request', async (home) => {
      const client = new Client({ retryOn401: true });
      for (const path of ['/1', '/2', '/3']) assert.equal(await client.get(home.url(path, { refuse: 1 })), 200);
      assert.deepEqual(home.accepted, ['/1', '/1', '/2', '/2', '/3', '/3']);
    });

    tests('one more attempt, then a redirect away', async (home, foreign) => {
      const url = home.url('/old', { refuse: 1, to: foreign.url('/open/new') });
      assert.equal(await new Client({ retryOn401: true }).get(url), 200);
      assert.deepEqual(home.accepted, ['/old', '/old']);
      assert.deepEqual(foreign.received.map(hasNothingOfAToken), [true]);
    });

    tests('after a redirect, no accepted hop is repeated', async (home) => {
      const status = await new Client({ retryOn401: true }).get(home.url('/old', { to: '/new?refuse=1' }));
      assert.deepEqual(
        [status, ...home.accepted],
        REPEAT_NO_HOP.includes(Client) ? [401, '/old', '/new'] : [200, '/old', '/new', '/new'],
      );
    });

    tests('a wrong clock is set by the answer, when asked', async (home) => {
      home.ahead = 600_000;
      const signer = new Signer({ username: USERNAME, secret: SECRET });
      assert.equal(await new Client({ signer, retryOn401: true }).get(home.url('/files')), 401);
      assert.equal(signer.clockOffset, 0);
      const client = new Client({ signer, learnClock: true });
      for (const path of ['/1', '/2']) assert.equal(await client.get(home.url(path)), 200);
      assert.deepEqual(home.answers, [...Array(3).fill('created_stale'), 'accepted', 'accepted']);
      assert.ok(Math.abs(signer.clockOffset - 600_000) < 5000, String(signer.clockOffset));
    });

    tests('a clock that is right is left alone, and nothing is repeated', async (home) => {
      const signer = new Signer({ username: USERNAME, secret: SECRET });
      const client = new Client({ signer, learnClock: true });
      assert.equal(await client.get(home.url('/files', { refuse: 1 })), 401);
      assert.deepEqual([signer.clockOffset, home.accepted], [0, ['/files']]);
    });

    tests('a body arrives whole', async (home) => {
      const body = Buffer.from(Array.from({ length: 16384 }, (_, index) => index % 256));
      assert.equal(await new Client({}).post(home.url('/files'), body), 200);
      assert.deepEqual(home.bodies, [body.toString('latin1')]);
    });

    tests('a body is sent again after a 401', async (home) => {
      const client = new Client({ retryOn401: true });
      const attempts = STREAM_EVERY_BODY.includes(Client) ? 1 : 2;
      const status = await client.post(home.url('/files', { refuse: 1 }), 'once more');
      assert.equal(status, attempts === 2 ? 200 : 401);
      assert.deepEqual(home.bodies, Array(attempts).fill('once more'));
      assert.deepEqual(home.accepted, Array(attempts).fill('/files'));
    });

    for (const code of [307, 308]) {
      tests(`a body goes with a redirect (${code})`, async (home) => {
        assert.equal(await new Client({}).post(home.url('/old', { to: '/new', code }), 'goes along'), 200);
        assert.deepEqual(home.bodies, ['goes along', 'goes along']);
        assert.deepEqual(home.accepted, ['/old', '/new']);
      });
    }

    tests('a POST goes on as GET after 303', async (home) => {
      assert.equal(await new Client({}).post(home.url('/old', { to: '/new', code: 303 }), 'stays'), 200);
      assert.deepEqual(
        home.received.map(({ method }) => method),
        ['POST', 'GET'],
      );
      assert.deepEqual(home.bodies, ['stays', '']);
      assert.deepEqual(home.accepted, ['/old', '/new']);
    });

    tests('fifty at once', async (home) => {
      const client = new Client({});
      const paths = Array.from({ length: 50 }, (_, index) => `/${index}`);
      const statuses = await Promise.all(paths.map((path) => client.get(home.url(path))));
      assert.deepEqual(
        statuses,
        paths.map(() => 200),
      );
      assert.deepEqual(
        home.answers,
        paths.map(() => 'accepted'),
      );
      assert.equal(new Set(home.received.map(createdOf)).size, 50);
    });

    tests('a Signer may be given, or a dialect', async (home) => {
      home.verifier = new Verifier({ secrets: { 'someone else': 's3cr3t' }, dialect: 'atom' });
      const of = { username: 'someone else', secret: Buffer.from('s3cr3t'), dialect: 'atom' };
      assert.equal(await new Client(of).get(home.url('/files')), 200);
      assert.equal(await new Client({ signer: new Signer(of) }).get(home.url('/files')), 200);
    });

    test('what it is made of is checked', () => {
      assert.throws(() => new Client({ username: USERNAME }), TypeError);
      assert.throws(
        () => new Client({ signer: new Signer({ username: USERNAME, secret: SECRET }), secret: SECRET }),
        TypeError,
      );
      assert.throws(() => new Client({ username: 'two"quotes"', secret: SECRET }), SignError);
      for (const origins of ['', 'api.example', 'ftp://api.example', 'https://', [], ['https://a.example', '/v1']]) {
        assert.throws(() => new Client({ origins }), { name: 'TypeError', message: /origin/ });
      }
    });
  });
}

// Apart from the others, since it watches every connection of this process.
describe('over plain http', () => {
  const REFUSED = ['http://api.example/', 'http://127.0.0.1.example/', 'http://localhost.:80/', 'http://0.0.0.0/'];

  for (const [name, Client] of Object.entries(CLIENTS)) {
    test(`${name} refuses before any connection`, async (t) => {
      const connect = t.mock.method(Socket.prototype, 'connect', () => assert.fail('a connection was tried'));
      const refused = (error) => {
        assert.ok(error instanceof WsseError);
        assert.ok(modules.CLIENT_MODULES.some(({ ClearTextRefused }) => error instanceof ClearTextRefused));
        assert.match(error.message, /use https/);
        assert.ok(!error.message.includes(SECRET));
        return true;
      };
      for (const url of REFUSED) {
        await assert.rejects(new Client({}).get(url), refused, url);
        assert.throws(() => new Client({ origins: ['https://api.example', url] }), refused);
      }
      assert.equal(connect.mock.callCount(), 0);
      assert.doesNotThrow(() => new Client({ origins: REFUSED, allowHttp: true }));
    });
  }
});

test('nothing that a hook makes shows the secret', () => {
  const options = { username: USERNAME, secret: SECRET, origins: 'https://api.example' };
  for (const made of modules.everyHook(options)) {
    assert.ok(!inspect(made, { depth: 20, showHidden: true }).includes(SECRET));
  }
});

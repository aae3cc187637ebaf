// The shared vectors give the same answers here as in every other language.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';

import {
  DialectError, MemoryReplayStore, RejectedError, ReplayedError, Signer, UnavailableError, UsageError, UsernameToken, Verifier,
  dialectText, dialects, explain, readDialect,
} from 'xwsse';

import { cases, eventually, outcome, secretsOf, unix, valuesOf } from './vectors.mjs';

/** Lets everything in, and keeps what it was asked. */
class Recorder {
  asked = [];

  claim(claims) {
    this.asked.push(claims);
    return 'first';
  }
}

const smallStore = () => new MemoryReplayStore({ capacity: 30 });

test('a token is accepted once, with its claims', () => {
  for (const token of cases('xwsse/tokens')) {
    const { dialect, header } = token;
    const secrets = new Map([[token.username, token.secret]]);
    const now = unix(token.created_unix, 0);
    const created = unix(token.created_unix, token.created_nanos);

    const verifier = new Verifier({ secrets, dialect, store: smallStore() });
    const identity = verifier.verifySync(header, { now });
    assert.deepEqual(identity.toJSON(), { username: token.username, created, secretIndex: 0, dialect: dialect.split(',')[0] });
    assert.equal(outcome(() => verifier.verifySync(header, { now })), 'replayed', token.id);

    const store = new Recorder();
    new Verifier({ secrets: (username) => secrets.get(username), dialect, store }).verifySync(Buffer.from(header), { now });
    const [claims] = store.asked;
    assert.deepEqual(claims.ids.map((id) => Buffer.from(id).toString('hex')), token.claims.map((claim) => claim.id_hex));
    assert.deepEqual(claims.kinds, token.claims.map((claim) => claim.kind));
    assert.deepEqual(claims.created, created);
    assert.equal(claims.opens.getTime(), millisOf(token.opens, Math.floor), token.id);
    assert.equal(claims.keepUntil.getTime(), millisOf(token.keep_until, Math.ceil), token.id);
    assert.equal(Buffer.from(claims.claimant).toString('hex'), token.claimant_hex);
    const { maxAge, maxFuture } = readDialect(dialect);
    assert.equal(claims.lead, maxFuture);
    assert.equal(claims.keepFor, maxAge + maxFuture);
  }
});

/** What a `Date` can hold of an instant. */
function millisOf(instant, round) {
  const [, whole, fraction = ''] = /^(.*?)(?:\.(\d+))?Z$/.exec(instant);
  return Date.parse(`${whole}Z`) + round(Number(fraction.padEnd(9, '0')) / 1e6);
}

test('a signer makes the same token of the same time and nonce', () => {
  let made = 0;
  for (const token of cases('xwsse/tokens')) {
    if (!/^[ -~]+$/.test(token.username) || /["\\]/.test(token.username)) continue;
    const signer = new Signer({ username: token.username, secret: token.secret, dialect: token.dialect });
    // Only where Created is printed as this dialect's signer does it.
    const digits = { seconds: 0, millis: 3, micros: 6, nanos: 9 }[signer.dialect.created];
    const [, fraction = ''] = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.(\d+))?Z$/.exec(token.created) ?? [, '?'];
    if (fraction.length !== digits || fraction === '?') continue;
    if (!/^UsernameToken Username=/.test(token.header)) continue;
    const nonce = Buffer.from(token.nonce_bytes_hex, 'hex');
    assert.equal(signer.signWith(token.created, nonce).header, token.header, token.id);
    made++;
  }
  assert(made > 50, `${made} made`);
});

test('a header is parsed into the four values, and back', () => {
  for (const token of cases('xwsse/tokens')) {
    const parsed = UsernameToken.parse(token.header);
    const { username, passwordDigest, nonce, created } = parsed;
    assert.deepEqual([username, passwordDigest, nonce, created], [token.username, token.digest, token.nonce, token.created]);
    assert.equal(String(parsed), token.header);
    assert.equal(parsed.header, token.header);
    assert.deepEqual(parsed.headers, { Authorization: 'WSSE profile="UsernameToken"', 'X-WSSE': token.header });
    assert.deepEqual(parsed.apiKeys(), { key: username, nonce, created_at: created, digest: passwordDigest });
  }
});

for (const accept of ['strict', 'offset', 'rfc2822', 'offset+rfc2822']) {
  test(`Created is read by the dialect's grammar: ${accept}`, () => {
    const nonce = Buffer.from('0123456789abcdef');
    const dialect = `penneo,accept=${accept}`;
    let checked = 0;
    for (const { text, accept: of, valid, unix: seconds, nanos } of cases('xwsse/created')) {
      // What cannot stand in a header is for the vectors of headers.
      if (of !== accept || text === '' || !/^[^\p{C}\p{Z}"\\]([^\p{C}"\\]*)$/u.test(text)) continue;
      const digest = createHash('sha1').update(nonce).update(text).update('secret').digest('base64');
      const header = `UsernameToken Username="key", PasswordDigest="${digest}", Nonce="${nonce.toString('base64')}", Created="${text}"`;
      const now = valid ? unix(seconds, nanos) : new Date(0);
      const verifier = new Verifier({ secrets: { key: 'secret' }, dialect, store: smallStore() });
      if (valid) assert.deepEqual(verifier.verifySync(header, { now }).created, now, text);
      else assert.equal(outcome(() => verifier.verifySync(header, { now })), 'created_invalid', text);
      checked++;
    }
    assert(checked > 100, `${checked} checked`);
  });
}

const FIELDS = { nonce: 'nonce', hash: 'hash', digest: 'digest', created: 'created', accept: 'accept', maxAge: 'max_age',
  maxFuture: 'max_future', maxNonce: 'max_nonce', unique: 'unique', word: 'word', unknown: 'unknown' };

test('a dialect is read from its text, and from its fields', () => {
  for (const dialect of cases('xwsse/dialects')) {
    if (dialect.kind === 'invalid') {
      for (const use of [readDialect, dialectText, (text) => new Signer({ username: 'k', secret: 's', dialect: text })]) {
        assert.throws(() => use(dialect.text), (error) => {
          assert(error instanceof DialectError && error instanceof UsageError);
          assert.deepEqual([error.code, error.number, error.position], ['dialect_invalid', 108, dialect.position], dialect.text);
          assert.equal(error.message, `${error.problem}; ${error.remedy}`);
          return true;
        });
      }
      continue;
    }
    const name = dialect.text.split(',')[0];
    const fields = Object.fromEntries(Object.entries(FIELDS).map(([ours, theirs]) => [ours, dialect[theirs]]));
    assert.deepEqual(readDialect(dialect.text), { name, ...fields });
    assert.deepEqual(readDialect({ name, ...fields }), { name, ...fields });
    assert.deepEqual(readDialect(dialectText(dialect.text)), { name, ...fields });
    if (dialect.kind === 'preset') assert.deepEqual(dialects[name], { name, ...fields });
  }
  assert.equal(Object.keys(dialects).length, cases('xwsse/dialects').filter(({ kind }) => kind === 'preset').length);
});

test('there are exactly the rejections of the vectors', () => {
  for (const { code, number, status } of cases('shared/rejections')) {
    const error = RejectedError.of(code);
    assert.deepEqual([error.code, error.number, error.status], [code, number, status]);
    assert.equal(error instanceof UnavailableError, status === 503);
    assert.equal(error instanceof ReplayedError, ['replayed', 'nonce_reused', 'created_reused'].includes(code));
  }
  assert.throws(() => RejectedError.of('nonsense'), TypeError);
});

for (const name of ['attacks', 'headers']) {
  for (const how of ['table', 'function', 'async']) {
    test(`${name}: each step has its outcome, with secrets in a ${how}`, async () => {
      for (const attack of cases(`xwsse/${name}`)) {
        const table = secretsOf(attack);
        const store = new MemoryReplayStore({ capacity: 20_000 });
        const secrets = { table, function: (username) => table.get(username), async: async (username) => table.get(username) }[how];
        for (const [number, step] of attack.steps.entries()) {
          const verifier = new Verifier({
            secrets, store, dialect: step.dialect ?? attack.dialect,
          });
          const now = new Date(step.now);
          const values = valuesOf(step);
          const found = how === 'async'
            ? await eventually(verifier.verify(values, { now }))
            : outcome(() => verifier.verifySync(values, { now }));
          assert.equal(found, step.outcome, `${attack.id ?? attack.row} step ${number}: ${attack.note}`);
        }
      }
    });
  }
}

test('a diagnosis says what it must', () => {
  for (const { id, pasted, dialect, secret, now, verdict, mentions } of cases('xwsse/explain')) {
    const diagnosis = explain(pasted, { dialect, secret: secret ?? undefined, now: new Date(now) });
    assert.equal(diagnosis.verdict, verdict, `${id}: ${diagnosis}`);
    const first = diagnosis.findings[0];
    for (const piece of mentions) assert((first.problem + first.remedy).includes(piece), `${id}: ${diagnosis}`);
    if (mentions.length === 0) assert(diagnosis.findings.every(({ code }) => code === null), `${id}: ${diagnosis}`);
    for (const part of diagnosis.parts) assert.equal(diagnosis.header.slice(part.start, part.end), part.value, id);
  }
});

test('a diagnosis names the dialect that makes the digest', () => {
  for (const { id, header, dialect, secret } of cases('xwsse/tokens')) {
    assert.deepEqual(explain(header, { dialect, secret }).digestDialects, [dialect], id);
    assert.deepEqual(explain(header, { dialect, secret: 'another secret than that' }).digestDialects, [], id);
    assert.deepEqual(explain(header, { dialect }).digestDialects, [], id);
  }
});

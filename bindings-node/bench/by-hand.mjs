// X-WSSE written by hand with `node:crypto`, as programs have it: the usual way and a tuned one.
//
// Both do the work of `penneo`: a raw nonce, SHA-1, milliseconds, a window of 60 s, each digest, nonce and Created once.
// Neither is as strict as the package is.
import { createHash, hash, randomBytes, randomFillSync, timingSafeEqual } from 'node:crypto';

export function signUsual(username, secret) {
  const nonce = randomBytes(16);
  const created = new Date().toISOString();
  const digest = createHash('sha1').update(nonce).update(created).update(secret).digest('base64');
  return `UsernameToken Username="${username}", PasswordDigest="${digest}", Nonce="${nonce.toString('base64')}", Created="${created}"`;
}

/** Keeps what does not change, and hashes one buffer in one call. */
export function tunedSigner(username, secret) {
  const start = `UsernameToken Username="${username}", PasswordDigest="`;
  const secretBytes = Buffer.from(secret);
  const input = Buffer.alloc(16 + 24 + secretBytes.length);
  input.set(secretBytes, 40);
  return () => {
    randomFillSync(input, 0, 16);
    const nonce = input.base64Slice(0, 16);
    const created = new Date().toISOString();
    input.latin1Write(created, 16);
    return `${start}${hash('sha1', input, 'base64')}", Nonce="${nonce}", Created="${created}"`;
  };
}

export function usualVerifier(secrets) {
  const seen = new Map();
  return (header) => {
    const values = Object.fromEntries([...header.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
    const { Username: username, PasswordDigest: digest, Nonce: nonce, Created: created } = values;
    const instant = new Date(created);
    if (!(Math.abs(Date.now() - instant) <= 60_000)) throw new Error('stale');
    const made = createHash('sha1')
      .update(Buffer.from(nonce, 'base64'))
      .update(created)
      .update(secrets[username])
      .digest('base64');
    if (made.length !== digest.length || !timingSafeEqual(Buffer.from(made), Buffer.from(digest))) {
      throw new Error('digest');
    }
    const keys = [`${username} digest ${digest}`, `${username} nonce ${nonce}`, `${username} created ${created}`];
    if (keys.some((key) => seen.has(key))) throw new Error('replayed');
    for (const key of keys) seen.set(key, instant.getTime());
    return { username, created: instant };
  };
}

const HEADER =
  /^UsernameToken Username="([^"\\]+)", PasswordDigest="([A-Za-z0-9+/]{27}=)", Nonce="([A-Za-z0-9+/=]{4,64})", Created="(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z)"$/;

/** One expression, one buffer, and one map. */
export function tunedVerifier(secrets) {
  const bytes = new Map(Object.entries(secrets).map(([username, secret]) => [username, Buffer.from(secret)]));
  const input = Buffer.alloc(256);
  const given = Buffer.alloc(20);
  const seen = new Map();
  return (header) => {
    const match = HEADER.exec(header);
    if (match === null) throw new Error('malformed');
    const [, username, digest, nonce, created] = match;
    const time = Date.parse(created);
    const age = Date.now() - time;
    if (!(age >= -60_000 && age <= 60_000)) throw new Error('stale');
    const secret = bytes.get(username);
    let length = input.base64Write(nonce, 0);
    length += input.latin1Write(created, length);
    input.set(secret, length);
    given.base64Write(digest, 0);
    const made = hash('sha1', input.subarray(0, length + secret.length), 'buffer');
    if (!timingSafeEqual(made, given)) throw new Error('digest');
    const [byDigest, byNonce, byCreated] = [`d${username}${digest}`, `n${username}${nonce}`, `c${username}${created}`];
    if (seen.has(byDigest) || seen.has(byNonce) || seen.has(byCreated)) throw new Error('replayed');
    seen.set(byDigest, time).set(byNonce, time).set(byCreated, time);
    return { username, created: new Date(time) };
  };
}

// A service on loopback that verifies what it is sent, and remembers it.
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';

import { MemoryReplayStore, RejectedError, Signer, Verifier } from 'xwsse';

export const USERNAME = 'my-api-key';
export const SECRET = 'my-api-secret';
/** One for all hooks that send to the same service: two might sign in the same millisecond. */
export const SIGNER = new Signer({ username: USERNAME, secret: SECRET });

/**
 * What it does is told by the path. `/…` answers 200, or 401 when the request is not accepted; `/open/…` answers all.
 * `?to=URL&code=302` redirects whoever is accepted, and `?to=itself` without end. `?refuse=N` answers the first N of
 * that URL with 401, `?fail=N` with 503, and `?drop=N` by closing the connection, though they are accepted.
 */
export class Service {
  /** Milliseconds by which its clock is ahead. */
  ahead = 0;
  verifier = new Verifier({
    clock: () => this.#now(),
    secrets: { [USERNAME]: SECRET },
    store: new MemoryReplayStore({ capacity: 1000 }),
  });
  /** `{ method, path, headers, tokens, authorizations, body, answer }`, where the answer is `accepted` or a code. */
  received = [];
  #met = new Map();
  #server = createServer((req, res) => this.#answer(req, res));

  static async start(t) {
    const service = new Service();
    await new Promise((resolve) => service.#server.listen(0, '127.0.0.1', resolve));
    t.after(() => {
      service.#server.close();
      service.#server.closeAllConnections();
    });
    return service;
  }

  get port() {
    return this.#server.address().port;
  }

  get origin() {
    return `http://127.0.0.1:${this.port}`;
  }

  url(path, query = {}) {
    const asked = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    return `${this.origin}${path}${asked.length ? '?' : ''}${asked.join('&')}`;
  }

  get answers() {
    return this.received.map(({ answer }) => answer);
  }

  get paths() {
    return this.received.map(({ path }) => path);
  }

  get bodies() {
    return this.received.map(({ body }) => body.toString('latin1'));
  }

  /** The paths of what was accepted, when nothing else came. */
  get accepted() {
    const others = this.received.filter(({ answer }) => answer !== 'accepted');
    return others.length === 0 ? this.paths : others;
  }

  #now() {
    return new Date(Date.now() + this.ahead);
  }

  async #answer(req, res) {
    res.setHeader('Date', this.#now().toUTCString());
    const { pathname: path, searchParams: query } = new URL(req.url, this.origin);
    const tokens = req.headersDistinct['x-wsse'] ?? [];
    const authorizations = req.headersDistinct.authorization ?? [];
    const answer = await this.verifier.verify(tokens).then(() => 'accepted', codeOf);
    const body = await buffer(req).catch(() => Buffer.alloc(0));
    this.received.push({ method: req.method, path, headers: req.headers, tokens, authorizations, body, answer });

    const met = (this.#met.get(req.url) ?? 0) + 1;
    this.#met.set(req.url, met);
    const asked = (name) => met <= Number(query.get(name) ?? 0);
    const letsIn = answer === 'accepted' || path.startsWith('/open');
    if (asked('drop')) return req.socket.destroy();
    if (!letsIn || asked('refuse')) return res.writeHead(401).end(answer);
    if (asked('fail')) return res.writeHead(503).end('busy');
    const to = query.get('to') === 'itself' ? req.url : query.get('to');
    if (to !== null) return res.writeHead(Number(query.get('code') ?? 302), { Location: to }).end('moved');
    return res.writeHead(200, { 'Content-Type': 'text/plain' }).end(answer);
  }
}

/** Whether nothing of ours came with it. */
export function hasNothingOfAToken({ tokens, authorizations }) {
  return tokens.length === 0 && !authorizations.some((value) => value.includes('WSSE'));
}

export function createdOf({ tokens }) {
  return /Created="([^"]+)"/.exec(tokens[0])[1];
}

function codeOf(error) {
  if (error instanceof RejectedError) return error.code;
  throw error;
}

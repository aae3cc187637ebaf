/** A request, as a hook shows it to the gate. */

import type { IncomingMessage } from 'node:http';

import type { RejectedError } from '../errors.js';

export interface Visit {
  /** What stands for the request for as long as it lasts. */
  readonly key: object;
  /** What the framework has for a request: for `onRejected`. */
  readonly request: unknown;
  /** All values of a header, whose name is in lower case. */
  read(name: string): string[];
  /** For a log. */
  about(): About;
  /** Writes a refusal into the framework's own log, and says whether that is on. */
  log?(rejected: RejectedError, about: Refused): boolean;
}

export interface About {
  readonly method: string | undefined;
  /** Without the query, which may hold what no log should. */
  readonly path: string | undefined;
  /** The address that the request came from: behind a proxy, that of the proxy. */
  readonly peer: string | undefined;
}

export interface Refused extends About {
  /** Not verified: anyone can have written it. */
  readonly username: string | undefined;
}

/** A request of `node:http`, and what a framework has for it. */
export function visitOf(req: IncomingMessage, request: unknown = req): Visit {
  return { key: req, request, read: (name) => valuesOf(req, name), about: () => aboutNode(req) };
}

/** A `Request` of the Fetch standard, which joins the values of a header with a comma. */
export function visitOfFetch(req: Request, request: unknown = req): Visit {
  const about = () => ({ method: req.method, path: new URL(req.url).pathname, peer: undefined });
  return { key: req, request, read: (name) => [req.headers.get(name) ?? []].flat(), about };
}

/** The values of a header as they came: the `headers` of Node join several with a comma. */
export function valuesOf({ rawHeaders }: { readonly rawHeaders: readonly string[] }, name: string): string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]!.toLowerCase() === name);
}

function aboutNode(req: IncomingMessage & { originalUrl?: string }): About {
  const { method, url, originalUrl = url, socket } = req;
  return { method, path: originalUrl?.split('?', 1)[0], peer: socket?.remoteAddress };
}

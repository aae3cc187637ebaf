/** Hono 4, on Node: for `import`. */

import { HTTPException } from 'hono/http-exception';

import { makeWsse } from './internal/hono.js';

export { WsseHttpError } from './server.js';
export type { HeaderVerifier, OptionalServerOptions } from './server.js';
export type { WsseVariables } from './internal/hono.js';

export const wsse = makeWsse(HTTPException);

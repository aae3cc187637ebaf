/** Hono 4, on Node: for `require`. */

import { makeWsse } from './internal/hono.js';
import type { HonoException } from './internal/hono.js';

export { WsseHttpError } from './server.js';
export type { HeaderVerifier, OptionalServerOptions } from './server.js';
export type { WsseVariables } from './internal/hono.js';

const { HTTPException } = require('hono/http-exception') as { HTTPException: HonoException };

/** As in the module for `import`. */
export const wsse = makeWsse(HTTPException);

/** Nest 11 and later: for `require`. */

import { makeGuard } from './internal/nest.js';
import type { NestException } from './internal/nest.js';

export type { HeaderVerifier, OptionalServerOptions } from './server.js';
export type { WsseContext, WsseRequest } from './internal/nest.js';

const { HttpException } = require('@nestjs/common') as { HttpException: NestException };

/** As in the module for `import`. */
export const WsseGuard = makeGuard(HttpException);

/** Nest 11 and later: for `import`. */

import { HttpException } from '@nestjs/common';

import { makeGuard } from './internal/nest.js';

export type { HeaderVerifier, OptionalServerOptions } from './server.js';
export type { WsseContext, WsseRequest } from './internal/nest.js';

export const WsseGuard = makeGuard(HttpException);

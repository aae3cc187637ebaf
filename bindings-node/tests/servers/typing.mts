// How the types of the server hooks read in an ES module. Compiled, never run.
import { createServer, type IncomingMessage } from 'node:http';

import auth from '@fastify/auth';
import express, { type Request as ExpressRequest } from 'express';
import type { CanActivate } from '@nestjs/common';
import Fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import { Verifier, type Identity, type RejectedError } from 'xwsse';
import { wsse as ofExpress, WsseHttpError, type OptionalServerOptions } from 'xwsse/express';
import { wsse as ofFastify } from 'xwsse/fastify';
import { wsse as ofHono, type WsseVariables } from 'xwsse/hono';
import { createAuthenticator, refuse, type ServerOptions } from 'xwsse/http';
import { wsse as ofKoa, type WsseState } from 'xwsse/koa';
import { WsseGuard } from 'xwsse/nest';
import { createAuthenticator as ofWeb } from 'xwsse/web';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(_proof: Same<A, B>): void {}

const options: ServerOptions = {
  secrets: async (username) => (username === 'alice' ? ['new', 'old'] : undefined),
  dialect: 'atom',
  store: { claim: async () => 'first' as const },
  realm: 'api',
  clock: () => new Date(),
  onRejected: ({ code, status, cause }) => console.log(code, status, cause),
};
const optional: OptionalServerOptions = { verifier: new Verifier({ secrets: {} }), optional: true, realm: undefined };

const authenticate = createAuthenticator(options);
same<typeof authenticate, (req: IncomingMessage) => Promise<Identity>>(true);
createServer((req, res) => void authenticate(req).catch((error: unknown) => refuse(res, error)));

const app = express();
app.use(ofExpress(options));
app.get('/', ofExpress(optional), (req, res) => {
  same<typeof req.auth, Identity | undefined>(true);
  res.send(req.auth?.username);
});
const username = (req: ExpressRequest): string | undefined => req.auth?.username;
app.use((error: unknown, _req: ExpressRequest, res: express.Response, next: express.NextFunction) => {
  if (!(error instanceof WsseHttpError)) return next(error);
  same<typeof error.cause, RejectedError>(true);
  same<typeof error.status, 401 | 503>(true);
  res.status(error.status).set(error.headers).end();
});

const fastify = Fastify();
await fastify.register(auth);
await fastify.register(ofFastify, options);
await fastify.register(ofFastify, { ...optional, prefix: '/v1' });
fastify.addHook('onRequest', fastify.verifyWsse);
fastify.get('/', { onRequest: fastify.auth([fastify.verifyWsse]) }, async (request) => {
  same<typeof request.wsse, Identity | null>(true);
  return request.wsse?.username;
});

const koa = new Koa<WsseState>();
koa.use(ofKoa(options));
koa.use((ctx) => {
  same<typeof ctx.state.user, Identity | undefined>(true);
  ctx.body = ctx.state.user?.username;
});
new Koa().use(ofKoa(optional));

const hono = new Hono<{ Variables: WsseVariables }>();
hono.use(ofHono(options));
hono.get('/', (c) => {
  const identity = c.get('wsse');
  same<typeof identity, Identity>(true);
  return c.text(identity.username);
});
new Hono().get('/', ofHono(optional), (c) => c.text(c.var.wsse.username));

ofKoa({ secrets: {}, onRejected: (rejected, ctx) => console.log(rejected.code, ctx.req.url) });
app.use(ofExpress({ secrets: {}, requestProperty: 'wsse', onRejected: (_rejected, req) => void req.socket }));

const guard: CanActivate = new WsseGuard({ ...options, onRejected: (_rejected, request) => void request.user });

const ofRequest = ofWeb(options);
same<typeof ofRequest, (request: Request) => Promise<Identity | Response>>(true);
const ofNobody = ofWeb(optional);
same<typeof ofNobody, (request: Request) => Promise<Identity | Response | null>>(true);

// @ts-expect-error: who has which secrets?
createAuthenticator({ realm: 'api' });
// @ts-expect-error: it always demands a token
createAuthenticator({ ...options, optional: true });
// @ts-expect-error: there is no such option
ofKoa({ ...options, credentialsRequired: false });
// @ts-expect-error: a realm is text
await fastify.register(ofFastify, { ...options, realm: 1 });

void [username, guard];

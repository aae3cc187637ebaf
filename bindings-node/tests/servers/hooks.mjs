// The same application in every framework: it answers with the name of whom it sees.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';

import 'reflect-metadata';
import { serve as serveHono } from '@hono/node-server';
import { All, Controller, Module, Req } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import connect from 'connect';
import express from 'express';
import express4 from 'express4';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import Koa from 'koa';
import * as ofExpress from 'xwsse/express';
import * as ofFastify from 'xwsse/fastify';
import * as ofHono from 'xwsse/hono';
import { createAuthenticator, refuse } from 'xwsse/http';
import * as ofKoa from 'xwsse/koa';
import * as ofNest from 'xwsse/nest';
import * as ofWeb from 'xwsse/web';
import { WsseHttpError } from 'xwsse/http';

function nameOf(identity) {
  return identity?.username ?? 'nobody';
}

async function listen(t, server) {
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  if (!server.listening) await once(server.listen(0, '127.0.0.1'), 'listening');
  return server.address().port;
}

function serveHttp(t, options) {
  const authenticate = createAuthenticator(options);
  const app = (req, res) => {
    authenticate(req).then(
      (identity) => res.end(nameOf(identity)),
      (error) => refuse(res, error),
    );
  };
  return listen(t, createServer(app));
}

function serveExpress(express, env) {
  return (t, options) => {
    const app = express();
    app.set('env', env);
    app.use(ofExpress.wsse(options));
    app.all('/', (req, res) => res.send(nameOf(req.auth)));
    return listen(t, createServer(app));
  };
}

function serveConnect(t, options) {
  const app = connect();
  app.use(ofExpress.wsse(options));
  app.use((req, res) => res.end(nameOf(req.auth)));
  return listen(t, createServer(app));
}

async function serveFastify(t, options) {
  const app = Fastify({ logger: false });
  await app.register(ofFastify.wsse, options);
  app.addHook('onRequest', app.verifyWsse);
  app.all('/', async (request) => nameOf(request.wsse));
  await app.ready();
  return listen(t, app.server);
}

function serveKoa(t, options) {
  const app = new Koa();
  app.silent = true;
  app.use(ofKoa.wsse(options));
  app.use((ctx) => {
    ctx.body = nameOf(ctx.state.user);
  });
  return listen(t, createServer(app.callback()));
}

function serveHonoOnNode(t, options) {
  const app = new Hono();
  app.use(ofHono.wsse(options));
  app.all('/', (c) => c.text(nameOf(c.get('wsse'))));
  return new Promise((resolve) => {
    const server = serveHono({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(listen(t, server)));
  });
}

async function serveNest(t, options) {
  class Orders {
    answer(request) {
      return nameOf(request.user);
    }
  }
  // What decorators do in TypeScript.
  Controller()(Orders);
  All('/')(Orders.prototype, 'answer', Object.getOwnPropertyDescriptor(Orders.prototype, 'answer'));
  Req()(Orders.prototype, 'answer', 0);
  class App {}
  Module({ controllers: [Orders] })(App);
  const app = await NestFactory.create(App, { logger: false });
  app.useGlobalGuards(new ofNest.WsseGuard(options));
  await app.init();
  return listen(t, app.getHttpServer());
}

/** A server of Fetch requests, on Node. */
function serveWeb(t, options) {
  const authenticate = ofWeb.createAuthenticator(options);
  const fetch = async (request) => {
    const identity = await authenticate(request);
    return identity instanceof Response ? identity : new Response(nameOf(identity));
  };
  return new Promise((resolve) => {
    const server = serveHono({ fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(listen(t, server)));
  });
}

/** Each hook in its framework: `serve` takes a test and options, and gives the port. */
export const HOOKS = {
  http: { serve: serveHttp, make: createAuthenticator, demandsAlways: true },
  express: { serve: serveExpress(express, 'development'), make: ofExpress.wsse, readsTheBody: true },
  'express in production': { serve: serveExpress(express, 'production'), make: ofExpress.wsse, readsTheBody: true },
  'express 4': { serve: serveExpress(express4, 'development'), make: ofExpress.wsse, readsTheBody: true },
  connect: { serve: serveConnect, make: ofExpress.wsse, readsTheBody: true },
  fastify: { serve: serveFastify, make: (options) => Fastify().register(ofFastify.wsse, options).ready() },
  koa: { serve: serveKoa, make: ofKoa.wsse },
  hono: { serve: serveHonoOnNode, make: ofHono.wsse },
  nest: { serve: serveNest, make: (options) => new ofNest.WsseGuard(options), readsTheBody: true },
  web: { serve: serveWeb, make: ofWeb.createAuthenticator, joinsHeaders: true },
};

// One error class, wherever it comes from; and for Hono its own.
assert.equal(ofExpress.WsseHttpError, WsseHttpError);
assert.equal(ofKoa.WsseHttpError, WsseHttpError);
assert.equal(typeof HTTPException, 'function');

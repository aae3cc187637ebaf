// How the types of the server hooks read where modules are required. Compiled, never run.
import { createServer } from 'node:http';

import express = require('express');
import Fastify = require('fastify');
import Koa = require('koa');
import type { Identity } from 'xwsse';
import { wsse as ofExpress } from 'xwsse/express';
import { wsse as ofFastify } from 'xwsse/fastify';
import { wsse as ofHono } from 'xwsse/hono';
import { createAuthenticator, refuse } from 'xwsse/http';
import { wsse as ofKoa, type WsseState } from 'xwsse/koa';

const options = { secrets: { alice: 's3cr3t' } };

const authenticate = createAuthenticator(options);
createServer((req, res) => void authenticate(req).catch((error: unknown) => refuse(res, error)));

const app = express();
app.get('/', ofExpress(options), (req, res) => {
  const identity: Identity | undefined = req.auth;
  res.send(identity?.username);
});

const fastify = Fastify();
fastify.register(ofFastify, options);
fastify.after(() => fastify.get('/', { onRequest: fastify.verifyWsse }, async (request) => request.wsse?.username));

const koa = new Koa<WsseState>();
koa.use(ofKoa(options));
koa.use((ctx) => void (ctx.body = ctx.state.user?.username));

async function ofHonoApp(): Promise<unknown> {
  const { Hono } = await import('hono');
  return new Hono().get('/', ofHono(options), (c) => c.text(c.get('wsse').username));
}

// @ts-expect-error: secrets are not text
ofKoa({ secrets: 's3cr3t' });

void ofHonoApp;

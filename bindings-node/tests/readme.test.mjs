// Every block of code in the README is run, as it stands there, and prints what it says.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Signer, Verifier, dialects } from 'xwsse';

const FOLDER = dirname(fileURLToPath(import.meta.url));
const README = readFileSync(join(dirname(createRequire(import.meta.url).resolve('xwsse/package.json')), 'README.md'), 'utf8');
const BLOCKS = [...README.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language, code]) => ({ language, code }));
const PROGRAMS = BLOCKS.filter(({ language }) => language === 'js').map(({ code }) => code);
const CREDENTIALS = { API_KEY: 'my-api-key', API_SECRET: 'my-api-secret' };

/** The comment behind each `console.log`. */
const toPrint = (code) => [...code.matchAll(/console\.log\(.*?\)[^/\n]*; \/\/ (.*)$/gm)].map(([, text]) => text);

function start(code, number, env) {
  const path = join(FOLDER, `readme-${number}-${process.env.XWSSE_MODULES ?? 'import'}.mjs`);
  writeFileSync(path, code);
  const child = spawn(process.execPath, [path], { cwd: FOLDER, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.setEncoding('utf8').on('data', (text) => { child.printed = (child.printed ?? '') + text; });
  child.stderr.setEncoding('utf8').on('data', (text) => { child.complaints = (child.complaints ?? '') + text; });
  return child;
}

async function finished(child) {
  const [status] = await once(child, 'close');
  assert.equal(status, 0, child.complaints);
  return (child.printed ?? '').trim().split('\n').filter(Boolean);
}

const IS_SERVER = /\.listen\(/;
const IS_CLUSTER = /cluster\.fork/;

for (const [number, code] of PROGRAMS.entries()) {
  if (IS_SERVER.test(code) || IS_CLUSTER.test(code)) continue;
  test(`block ${number} prints what it says`, async (t) => {
    const verifier = new Verifier({ secrets: { [CREDENTIALS.API_KEY]: CREDENTIALS.API_SECRET } });
    const service = createServer((req, res) => {
      verifier.verify(req.headersDistinct['x-wsse']).then(() => res.end('{}'), (error) => res.writeHead(error.status).end());
    });
    await once(service.listen(0, '127.0.0.1'), 'listening');
    t.after(() => (service.closeAllConnections(), service.close()));
    const printed = await finished(start(code, number, { ...CREDENTIALS, API_URL: `http://127.0.0.1:${service.address().port}` }));
    const expected = toPrint(code);
    assert(expected.length > 0, 'a block that prints nothing shows nothing');
    assert.deepEqual(printed, expected);
  });
}

test('the server of the README lets in who signs, and nobody else', async (t) => {
  const [code, ...others] = PROGRAMS.filter((program) => IS_SERVER.test(program));
  assert.deepEqual(others, []);
  const free = createServer();
  await once(free.listen(0, '127.0.0.1'), 'listening');
  const { port } = free.address();
  await once(free.close(), 'close');
  const child = start(code, 'server', { ...CREDENTIALS, PORT: String(port) });
  t.after(() => child.kill());
  await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
  assert.deepEqual(child.printed?.trim().split('\n'), toPrint(code), child.complaints);
  const headers = new Signer({ username: CREDENTIALS.API_KEY, secret: CREDENTIALS.API_SECRET }).headers();
  const url = `http://127.0.0.1:${port}/orders`;
  assert.deepEqual(await (await fetch(url, { headers })).json(), { for: CREDENTIALS.API_KEY });
  const refused = await fetch(url, { headers });
  assert.deepEqual([refused.status, refused.headers.get('www-authenticate')], [401, 'WSSE realm="orders", profile="UsernameToken"']);
});

test('the shared store of the README lets a token in once, whichever worker it comes to', async () => {
  const [code, ...others] = PROGRAMS.filter((program) => IS_CLUSTER.test(program));
  assert.deepEqual(others, []);
  assert.deepEqual(await finished(start(code, 'cluster', {})), ['key', 'replayed']);
});

test('only JavaScript and the installation are in blocks', () => {
  assert.deepEqual([...new Set(BLOCKS.map(({ language }) => language))].sort(), ['console', 'js']);
  assert.equal(BLOCKS.filter(({ language }) => language === 'console').length, 1);
  assert(PROGRAMS.length >= 9);
});

test('the table of dialects is that of the package', () => {
  for (const { name, nonce, hash, digest, created, maxAge, maxFuture, maxNonce, unique } of Object.values(dialects)) {
    const cells = [nonce, hash, digest, created, `${maxAge} s / ${maxFuture} s`, maxNonce, unique].join(' | ');
    assert.match(README, new RegExp(`^\\| \`${name}\`.* \\| ${cells.replace('+', '\\+')} \\|$`, 'm'));
  }
});

test('every code of a rejection is in the table of errors', () => {
  const cases = JSON.parse(readFileSync(join(process.env.XWSSE_SOURCE, 'tests', 'vectors', 'shared', 'rejections.json'), 'ascii')).cases;
  for (const { code, status } of cases) assert.match(README, new RegExp(`^\\|.*\`${code}\`.*\\| ${status} \\|`, 'm'));
});

// What a bundler must be told of the compiled half, as the README says it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const FOLDER = dirname(fileURLToPath(import.meta.url));
const PROGRAM = `
  import { Signer, Verifier } from 'xwsse';
  import { createWsseFetch } from 'xwsse/fetch';
  const signer = new Signer({ username: 'key', secret: 'secret' });
  const verifier = new Verifier({ secrets: { key: 'secret' } });
  const send = createWsseFetch({ signer, fetch: async (_url, { headers }) => new Response(headers.get('X-WSSE')) });
  send('https://api.example/').then((response) => response.text()).then((header) => console.log(verifier.verifySync(header).username));`;

for (const [what, options] of Object.entries({
  '--external:xwsse': { external: ['xwsse'] },
  '--loader:.node=copy': { loader: { '.node': 'copy' } },
})) {
  test(`esbuild ${what}`, async (t) => {
    const outdir = mkdtempSync(join(FOLDER, 'bundle-'));
    t.after(() => rmSync(outdir, { recursive: true }));
    const stdin = { contents: PROGRAM, resolveDir: FOLDER, sourcefile: 'program.js' };
    await build({ stdin, outdir, bundle: true, platform: 'node', outExtension: { '.js': '.cjs' }, logLevel: 'error', ...options });
    const env = { ...process.env, NODE_OPTIONS: '' };
    const { stdout, stderr } = spawnSync(process.execPath, [join(outdir, 'stdin.cjs')], { env, encoding: 'utf8' });
    assert.equal(stdout, 'key\n', stderr);
  });
}

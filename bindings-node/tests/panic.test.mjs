// A panic becomes an error, where it would end the process.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const NATIVE = join(process.env.XWSSE_SOURCE, 'bindings-node', 'native');

test('a panic that crosses the boundary is an error, and the process goes on', () => {
  const program = `
    const addon = { exports: {} };
    process.dlopen(addon, ${JSON.stringify(process.env.XWSSE_PANIC)});
    for (const panic of [addon.exports.panicForTests, addon.exports.panicFunctionForTests()]) {
      try { panic(); console.log('no error'); } catch (error) { console.log(error instanceof Error, error.message); }
    }
    console.log(addon.exports.version());
  `;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  assert.deepEqual(stdout.trim().split('\n').slice(0, 2), Array(2).fill('true a test asked for it'));
  assert.match(stdout, /\n\d+\.\d+\.\d+\n$/);
});

test('every export is guarded', () => {
  let exported = 0;
  for (const file of readdirSync(NATIVE, { recursive: true }).filter((name) => name.endsWith('.rs'))) {
    const source = readFileSync(join(NATIVE, file), 'utf8');
    for (const [attribute] of source.matchAll(/#\[(?:\w+::)*napi\b[^\]]*\]/g)) {
      assert.equal(attribute, '#[napi(catch_unwind)]', file);
      exported++;
    }
  }
  assert(exported > 20);
});

// The types are what a strict project expects of them, for import and for require.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { faultsOf } from './compile.mjs';

test('the samples compile, and what they say is wrong does not', async () => {
  const samples = ['clients', 'servers'].flatMap((room) => [`../${room}/typing.mts`, `../${room}/typing.cts`]);
  assert.deepEqual(await faultsOf(samples, import.meta.url), []);
});

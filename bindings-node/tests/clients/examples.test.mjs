// The example of each client, against a service on loopback.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { exampleOf } from './examples.mjs';
import { Service } from './service.mjs';

for (const name of ['fetch', 'undici', 'axios', 'got']) {
  test(`the example of xwsse/${name} signs`, async (t) => {
    const home = await Service.start(t);
    const { files } = await exampleOf(`${name}.d.ts`, 'files', (code) =>
      code.replaceAll('https://api.example', home.origin),
    );
    // It asks for JSON, which the service does not give: what counts is what came.
    await files().catch((error) => assert.match(String(error), /JSON/));
    assert.deepEqual(home.accepted, ['/v1/files']);
  });
}

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';

import { RejectedError, ReplayedError, SignError, UnavailableError, UsageError, WsseError } from 'xwsse';

/** The ground's own table, as it is written: number and code. */
function tableOf(name) {
  const source = readFileSync(join(process.env.XWSSE_SOURCE, 'authn', 'src', 'codes.rs'), 'utf8');
  const table = source.slice(source.indexOf(`    ${name} {`));
  return [...table.slice(0, table.indexOf('\n    }')).matchAll(/ = (\d+) "(\w+)"/g)].map(([, number, code]) => [code, Number(number)]);
}

test('every code of the core has its error, and its type', () => {
  const declared = readFileSync(createRequire(import.meta.url).resolve('xwsse').replace('index.js', 'errors.d.ts'), 'utf8');
  for (const [name, type, make] of [['Rejection', 'RejectionCode', RejectedError.of], ['SignError', 'SignErrorCode', SignError.of]]) {
    const table = tableOf(name);
    assert(table.length >= 8);
    for (const [code, number] of table) assert.deepEqual([make(code).code, make(code).number], [code, number]);
    const union = new RegExp(`type ${type} =([^;]*);`).exec(declared)[1];
    assert.deepEqual([...union.matchAll(/'(\w+)'/g)].map(([, code]) => code), table.map(([code]) => code));
  }
});

test('errors are of the classes that say what to do', () => {
  assert(RejectedError.of('replayed') instanceof ReplayedError);
  assert(RejectedError.of('store_full') instanceof UnavailableError);
  assert.equal(RejectedError.of('created_stale').constructor, RejectedError);
  assert(SignError.of('secret_empty') instanceof UsageError);
  assert.equal(SignError.of('created_exhausted').constructor, SignError);
  for (const error of [RejectedError.of('replayed'), SignError.of('secret_empty')]) {
    assert(error instanceof WsseError && error instanceof Error);
    assert.equal(Object.prototype.toString.call(error), '[object Error]');
    assert.equal(error.name, error.constructor.name);
    assert.equal(error.message, `${error.problem}; ${error.remedy}`);
    assert(String(error.stack).startsWith(`${error.name}: ${error.message}\n`), error.stack);
  }
});

test('the cause is kept, and none is invented', () => {
  const cause = new Error('down');
  assert.equal(RejectedError.of('store_unavailable', { cause }).cause, cause);
  assert.equal('cause' in RejectedError.of('replayed'), false);
});

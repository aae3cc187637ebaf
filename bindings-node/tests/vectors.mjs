// The shared vectors, and what their fields mean in JavaScript.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(process.env.XWSSE_SOURCE, 'tests', 'vectors');

export function cases(name) {
  const { cases } = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'ascii'));
  assert(cases.length > 0, `${name}.json has no cases`);
  return cases;
}

/** An instant as a `Date` can hold it: milliseconds, rounded down. */
export const unix = (seconds, nanos) => new Date(seconds * 1000 + Math.floor(nanos / 1e6));

/** The secrets of a case, empty ones left out. A `Map`, as some usernames are no keys of an object. */
export const secretsOf = ({ secrets }) =>
  new Map(Object.entries(secrets).map(([username, found]) => [username, found.filter((secret) => secret !== '')]));

/** All values of the header in a step. */
export const valuesOf = (step) => step.values ?? step.values_hex.map((value) => Buffer.from(value, 'hex'));

/** `accepted`, or the code of the rejection. */
export function outcome(verify) {
  try {
    verify();
    return 'accepted';
  } catch (error) {
    if (error?.code === undefined || error.number === undefined) throw error;
    return error.code;
  }
}

/** As `outcome`, of a promise. */
export async function eventually(promise) {
  const settled = await promise.then(() => () => {}, (error) => () => { throw error; });
  return outcome(settled);
}

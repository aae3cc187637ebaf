/** What options take, checked and brought into the form that native code takes. */

import { types } from 'node:util';
import type { TextOrBytes, Values } from './native.js';

/** The milliseconds of a `Date`. */
export function millis(date: unknown, what: string): number {
  const time = types.isDate(date) ? date.getTime() : Number.NaN;
  if (Number.isNaN(time)) throw new TypeError(`${what} must be a valid Date`);
  return time;
}

/** What a clock says now; nothing for the system's. */
export function read(clock: (() => Date) | undefined): number | undefined {
  return clock && millis(clock(), 'what the clock returns');
}

export function checkClock(clock: unknown): void {
  if (clock !== undefined && typeof clock !== 'function') {
    throw new TypeError('the clock must be a function that returns a Date');
  }
}

/** A secret as it was given, if it is one. The message never holds it. */
export function secretBytes(secret: unknown): TextOrBytes {
  if (typeof secret === 'string') {
    if (secret.isWellFormed()) return secret;
    throw new TypeError('the secret has half of a surrogate pair, which is not text; use bytes instead');
  }
  if (types.isUint8Array(secret)) return secret;
  throw new TypeError(`a secret must be a string or a Uint8Array, not ${kind(secret)}`);
}

/** All values of a header, as native code takes them. */
export function headerValues(values: unknown): Values {
  if (typeof values === 'string') return values;
  if (values === undefined || values === null) return [];
  if (Array.isArray(values)) return values.length === 1 ? headerValues(values[0]) : values.map(headerBytes);
  return [headerBytes(values)];
}

function headerBytes(value: unknown): Uint8Array {
  // A copy: the caller's bytes may be others when a look-up was awaited.
  if (types.isUint8Array(value)) return Uint8Array.from(value);
  if (typeof value !== 'string') {
    throw new TypeError(
      `the header must be a string, a Uint8Array, undefined, or all of its values in an array, not ${kind(value)}`,
    );
  }
  // Half of a surrogate pair is not text: as a byte that is not UTF-8 either, the core refuses it.
  return value.isWellFormed() ? Buffer.from(value) : Buffer.from([0xff]);
}

/**
 * The bytes of header values, which Node, Fetch and other HTTP libraries return as one character for each byte.
 */
export function bytesOfHttp(values: readonly string[]): (string | Uint8Array)[] {
  return values.map((value) => (/^[\0-\x7f]*$/.test(value) ? value : Buffer.from(value, 'latin1')));
}

function kind(value: unknown): string {
  return value === null ? 'null' : typeof value === 'object' ? (value.constructor?.name ?? 'object') : typeof value;
}

/** What a look-up found, as native code takes it. */

import { types } from 'node:util';
import { RejectedError, valueOf } from '../errors.js';
import type { TextOrBytes } from './native.js';
import { secretBytes } from './values.js';

/** The secrets of a list, of one, or of nobody; whether they can be used is for native code to say. */
export function secretList(found: unknown): TextOrBytes[] {
  if (found === null || found === undefined) return [];
  return Array.isArray(found) ? found.map(secretBytes) : [secretBytes(found)];
}

/** What `call` returns for the secrets that a look-up found, and for the name that they belong to. */
export function withCredentials<T>(
  found: unknown,
  call: (secrets: TextOrBytes[], username: string | undefined) => T | number,
): T {
  let result: T | number;
  try {
    const { secrets, username } = credentialsOf(found);
    result = call(secretList(secrets), username);
  } catch (cause) {
    // It is not a secret or a list of secrets, or one is empty.
    throw RejectedError.of('secrets_unavailable', { cause });
  }
  return valueOf(result);
}

function credentialsOf(found: unknown): { secrets: unknown; username?: string } {
  // A list or bytes are never a record, whatever somebody has put into every prototype.
  const isList = Array.isArray(found) || types.isUint8Array(found);
  const isRecord = typeof found === 'object' && found !== null && !isList && 'secrets' in found;
  return isRecord ? (found as { secrets: unknown; username?: string }) : { secrets: found };
}

/** How a service makes the digest and what it requires of a token. */

import { DialectError } from '../errors.js';
import { type Handle, native } from '../internal/native.js';
import { suggestion } from '../internal/options.js';

/** The presets. */
export type DialectName = 'penneo' | 'atom' | 'emarsys' | 'symfony' | 'huawei' | 'pywsse';

/**
 * How a service makes the digest and what it requires of a token: a plain value.
 *
 * The header never says which dialect it is in, so a dialect is configuration: never guessed.
 */
export interface Dialect {
  /** The preset that it is, or was made from. */
  readonly name: DialectName;
  /** What the digest is computed from: the decoded bytes of the nonce (`raw`; a signer that prints only letters: `letters`), or its
   * `text` in the header. */
  readonly nonce: 'raw' | 'letters' | 'text';
  /** The hash function. */
  readonly hash: 'sha1' | 'sha256';
  /** How the hash is written: base64 of its bytes, or of its lower-case hex text. */
  readonly digest: 'base64' | 'base64hex';
  /** The fraction of a second that a signer prints. A verifier accepts any. */
  readonly created: 'seconds' | 'millis' | 'micros' | 'nanos';
  /** What a verifier accepts as Created, besides strict UTC. */
  readonly accept: 'strict' | 'offset' | 'rfc2822' | 'offset+rfc2822';
  /** How old Created may be, in seconds. */
  readonly maxAge: number;
  /** How far ahead of the verifier's clock Created may be, in seconds. */
  readonly maxFuture: number;
  /** The most characters that Nonce may have, up to 256. */
  readonly maxNonce: number;
  /** What a username may use only once, besides the token itself. */
  readonly unique: 'none' | 'nonce' | 'created' | 'nonce+created';
  /** How often the word `UsernameToken` comes before the parameters: once, at most once, or once or twice. */
  readonly word: 'required' | 'optional' | 'twice';
  /** What a verifier does with a parameter that the scheme does not have. */
  readonly unknown: 'refuse' | 'ignore';
}

/** Changes to a preset, which is `penneo` by default. */
export type DialectChanges = { readonly [Field in keyof Dialect]?: Dialect[Field] | undefined };

/** A dialect as options take it: a preset's name, text such as `penneo,max_nonce=128,accept=rfc2822`, or an object. */
export type DialectLike = DialectName | (string & {}) | DialectChanges;

const KEYS: Readonly<Record<Exclude<keyof Dialect, 'name'>, string>> = {
  nonce: 'nonce',
  hash: 'hash',
  digest: 'digest',
  created: 'created',
  accept: 'accept',
  maxAge: 'max_age',
  maxFuture: 'max_future',
  maxNonce: 'max_nonce',
  unique: 'unique',
  word: 'word',
  unknown: 'unknown',
};

/** All presets, by name. */
export const dialects: Readonly<Record<DialectName, Dialect>> = Object.freeze(
  Object.fromEntries((JSON.parse(native.presets()) as Dialect[]).map((preset) => [preset.name, Object.freeze(preset)])),
) as Readonly<Record<DialectName, Dialect>>;

/**
 * All fields of a dialect.
 *
 * @throws {@link DialectError}
 * @example
 * ```ts
 * import { readDialect } from 'xwsse';
 *
 * console.log(readDialect('penneo,max_nonce=128').maxNonce); // 128
 * console.log(readDialect({ name: 'atom', maxAge: 120 }).maxAge); // 120
 * ```
 */
export function readDialect(dialect: DialectLike): Dialect {
  return fieldsOf(dialectOf(dialect));
}

/**
 * A dialect as text: its preset, and what differs from it.
 *
 * @throws {@link DialectError}
 * @example
 * ```ts
 * import { dialectText, dialects } from 'xwsse';
 *
 * console.log(dialectText({ ...dialects.penneo, maxNonce: 128 })); // penneo,max_nonce=128
 * ```
 */
export function dialectText(dialect: DialectLike): string {
  return native.dialectText(dialectOf(dialect));
}

/** @internal The dialect as native code has it. */
export function dialectOf(dialect: DialectLike): Handle<'dialect'> {
  const text = draft(dialect);
  const handle = native.dialectNew(text);
  if (typeof handle !== 'number') return handle;
  const [problem, remedy, position] = JSON.parse(native.dialectFault(text)!) as [string, string, number];
  throw new DialectError(problem, remedy, typeof dialect === 'string' ? position : null);
}

/** @internal */
export function fieldsOf(dialect: Handle<'dialect'>): Dialect {
  return Object.freeze(JSON.parse(native.dialectFields(dialect)) as Dialect);
}

/** Text that names every field of an object, for the core to judge. */
function draft(dialect: DialectLike): string {
  if (typeof dialect === 'string') return dialect;
  if (typeof dialect !== 'object' || dialect === null) {
    throw new TypeError("the dialect must be a preset's name, its text, or an object with changes");
  }
  let text = written(dialect.name ?? 'penneo', 'name');
  for (const [field, value] of Object.entries(dialect)) {
    if (field === 'name' || value === undefined) continue;
    if (!Object.hasOwn(KEYS, field)) {
      throw new DialectError(`there is no field ${field}`, suggestion(field, ['name', ...Object.keys(KEYS)]), null);
    }
    text += `,${KEYS[field as keyof typeof KEYS]}=${written(value, field)}`;
  }
  return text;
}

function written(value: unknown, field: string): string {
  // Not by `String`, which writes small numbers with an exponent.
  if (typeof value === 'number' && !Number.isInteger(value)) return value.toFixed(9).replace(/0+$/, '');
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string' && !/[,=]/.test(value)) return value;
  throw new DialectError(`the value of ${field} is not a word or a number`, `write ${field} as in the presets`, null);
}

/** What is wrong with a header, and what to change: for the developer whose request was refused. */

import { type InspectOptions, types } from 'node:util';
import { type DialectLike, dialectOf } from './dialect.js';
import { type RejectionCode, valueOf } from '../errors.js';
import { native } from '../internal/native.js';
import { checkOptions } from '../internal/options.js';
import { millis, secretBytes } from '../internal/values.js';

/** A parameter of the header; `header.slice(start, end)` is its value. */
export interface Part {
  /** The name as it is written. */
  readonly name: string;
  /** The value without its quotes. */
  readonly value: string;
  /** Where the value begins in the header. */
  readonly start: number;
  /** Where the value ends in the header. */
  readonly end: number;
}

/** One thing that is wrong, or worth knowing, and what to do about it. */
export interface Finding {
  /** The code of the rejection that it leads to; `null` when it is only worth knowing. */
  readonly code: RejectionCode | null;
  /** Where in the header, in characters from 1. */
  readonly column: number | null;
  /** What is so. */
  readonly problem: string;
  /** What to do. */
  readonly remedy: string;
}

/** The fields of a {@link Diagnosis}, by the names that they have in every language's JSON. */
export interface DiagnosisJson {
  readonly dialect: string;
  readonly header: string;
  readonly parts: readonly Part[];
  readonly age_millis: number | null;
  readonly digest_checked: boolean;
  readonly digest_dialects: readonly string[];
  readonly verdict: RejectionCode | null;
  readonly findings: readonly Finding[];
}

/** What {@link explain} found. `String(diagnosis)` returns it as text of several lines, with the digest shortened. */
export class Diagnosis {
  /** The dialect that the header was compared with, as text. */
  readonly dialect: string;
  /** The header value that was found in what was pasted; empty when there was none. */
  readonly header: string;
  /** The parameters that could be read, in their order in the header. */
  readonly parts: readonly Part[];
  /** How old Created is, in milliseconds, negative when it is ahead; `null` when it cannot be read. */
  readonly ageMillis: number | null;
  /** Whether the digest was compared with that of a secret. */
  readonly digestChecked: boolean;
  /**
   * The dialects in which the digest is right with that secret, as text: only the dialect that it was compared with, when
   * that is one of them. Empty when only a slip explains the digest, when nothing does, and without the secret.
   */
  readonly digestDialects: readonly string[];
  /**
   * The code with which a verifier of this dialect would refuse the header; `null` when it would accept it once. Without
   * the secret, the digest is not judged.
   */
  readonly verdict: RejectionCode | null;
  /** Everything that was found, worst first. */
  readonly findings: readonly Finding[];
  readonly #text: string;

  private constructor(json: string) {
    const fields = JSON.parse(json) as DiagnosisJson & { readonly text: string };
    this.dialect = fields.dialect;
    this.header = fields.header;
    this.parts = fields.parts;
    this.ageMillis = fields.age_millis;
    this.digestChecked = fields.digest_checked;
    this.digestDialects = fields.digest_dialects;
    this.verdict = fields.verdict;
    this.findings = fields.findings;
    this.#text = fields.text;
  }

  /** @internal Reads what native code returns. */
  static of(json: string): Diagnosis {
    return new Diagnosis(json);
  }

  /** The diagnosis as text of several lines: every fault with its remedy. */
  toString(): string {
    return this.#text;
  }

  /** The fields, by the names that they have in every language. It holds the header. */
  toJSON(): DiagnosisJson {
    return {
      dialect: this.dialect,
      header: this.header,
      parts: this.parts,
      age_millis: this.ageMillis,
      digest_checked: this.digestChecked,
      digest_dialects: this.digestDialects,
      verdict: this.verdict,
      findings: this.findings,
    };
  }

  /** @internal */
  [Symbol.for('nodejs.util.inspect.custom')](_depth: number, _options: InspectOptions): string {
    return `Diagnosis ${this.#text}`;
  }
}

/** Options of {@link explain}. */
export interface ExplainOptions {
  /** The dialect to compare it with; `penneo` by default. */
  readonly dialect?: DialectLike | undefined;
  /** The secret: with it, the digest is searched for, in every known dialect and with the usual slips. */
  readonly secret?: string | Uint8Array | undefined;
  /** When it was received; now by default. */
  readonly now?: Date | undefined;
}

/**
 * Explains a header to the developer who sent it.
 *
 * `pasted` is the header's value, a line with the header's name, a `-H` argument, or a whole block as `curl -v` prints
 * it; from a block the server's `Date` is read too.
 *
 * It claims nothing and lets nothing in: that is what a {@link Verifier} is for. The diagnosis holds the header, so show
 * it only to the sender of the header; it never holds the secret or a digest that would have been right.
 *
 * @example
 * ```ts
 * import { explain } from 'xwsse';
 *
 * const { verdict, findings } = explain(`X-WSSE: UsernameToken Username='key'`);
 * console.log(verdict, findings[0]!.remedy); // header_malformed put it in double quotes
 * ```
 */
export function explain(pasted: string | Uint8Array, options: ExplainOptions = {}): Diagnosis {
  checkOptions(options, ['dialect', 'secret', 'now']);
  const { dialect = 'penneo', secret, now } = options;
  if (typeof pasted !== 'string' && !types.isUint8Array(pasted)) {
    throw new TypeError('what is pasted must be a string or a Uint8Array');
  }
  const json = native.explain(
    pasted,
    dialectOf(dialect),
    secret === undefined ? undefined : secretBytes(secret),
    now && millis(now, 'now'),
  );
  return Diagnosis.of(valueOf(json));
}

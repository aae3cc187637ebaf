/**
 * The compiled half of the package, which `bindings-node/native` is the source of.
 *
 * What goes in and out is plain: one string, or the number of a rejection or an error. Handles are freed by the
 * garbage collector.
 */

/** A thing that lives in Rust. The property is never there: it keeps the kinds apart. */
export interface Handle<Kind extends string> {
  readonly __kind: Kind;
}

/** The number of a rejection or of an error of signing, in place of a value. */
export type ErrorNumber = number;

export type TextOrBytes = string | Uint8Array;

/** All values of a header: one of text, or any number of bytes. */
export type Values = string | Uint8Array[];

/** Milliseconds since 1970, or nothing for the system's clock. */
type Now = number | undefined;

export interface Native {
  version(): string;
  rejections(): string;
  signErrors(): string;
  challenge(realm: string): string;

  dialectNew(text: string): Handle<'dialect'> | ErrorNumber;
  dialectFault(text: string): string | null;
  dialectFields(dialect: Handle<'dialect'>): string;
  dialectText(dialect: Handle<'dialect'>): string;
  presets(): string;

  explain(pasted: TextOrBytes, dialect: Handle<'dialect'>, secret: TextOrBytes | undefined, now: Now): string | ErrorNumber;

  signerNew(
    username: string,
    secret: TextOrBytes,
    dialect: Handle<'dialect'>,
    hasClock: boolean,
  ): Handle<'signer'> | ErrorNumber;
  signerAuthorization(signer: Handle<'signer'>): string;
  signerFunction(signer: Handle<'signer'>): () => string | ErrorNumber;
  signerHeader(signer: Handle<'signer'>, now: number): string | ErrorNumber;
  signerHeaders(signer: Handle<'signer'>, count: number, now: Now): string[] | ErrorNumber;
  signerHeaderWith(signer: Handle<'signer'>, created: string, nonce: Uint8Array): string | ErrorNumber;
  signerOffset(signer: Handle<'signer'>): number;
  signerSetOffset(signer: Handle<'signer'>, millis: number): void;
  signerLearnOffset(signer: Handle<'signer'>, date: string, now: Now): ErrorNumber | null;

  parseToken(text: string): string | ErrorNumber;

  storeNew(capacity: number, historyFrom: Now): Handle<'store'> | string;
  storeCapacity(store: Handle<'store'>): number;
  storeLive(store: Handle<'store'>, now: Now): number;
  storeClaim(store: Handle<'store'>, authenticated: Handle<'authenticated'>, now: number): string;

  secretsCheck(secrets: TextOrBytes[]): ErrorNumber | null;
  verifierNew(
    dialect: Handle<'dialect'>,
    usernames: string[],
    secrets: TextOrBytes[][],
    store: Handle<'store'>,
  ): Handle<'verifier'> | ErrorNumber;
  verifierFunction(verifier: Handle<'verifier'>): (value: string) => string | ErrorNumber;
  verifierVerify(verifier: Handle<'verifier'>, values: Values, now: Now): string | ErrorNumber;

  slotNew(): Handle<'slot'>;
  candidateRead(
    slot: Handle<'slot'>,
    dialect: Handle<'dialect'>,
    values: Values,
    now: number,
  ): string | ErrorNumber;
  candidateAuthenticate(
    slot: Handle<'slot'>,
    secrets: TextOrBytes[],
    username: string | undefined,
  ): Handle<'authenticated'> | ErrorNumber;
  candidateAccept(
    slot: Handle<'slot'>,
    secrets: TextOrBytes[],
    username: string | undefined,
    store: Handle<'store'>,
    at: Now,
  ): string | ErrorNumber;
  authenticatedClaims(authenticated: Handle<'authenticated'>, now: number): string | ErrorNumber;
  authenticatedAccept(authenticated: Handle<'authenticated'>, outcome: string): string | ErrorNumber;
}

function load(): Native {
  try {
    return require('../../native.cjs') as Native;
  } catch (cause) {
    throw new Error(`xwsse cannot load its compiled half; ${remedy(`xwsse-${process.platform}-${process.arch}`)}`, { cause });
  }
}

function remedy(platform: string): string {
  const { optionalDependencies } = require('../../package.json') as { optionalDependencies: Record<string, string> };
  const packages = Object.keys(optionalDependencies);
  const ours = packages.filter((name) => `${name}-`.startsWith(`${platform}-`));
  if (ours.length === 0) return `there is none for ${platform.slice(6)}, only ${packages.join(', ')}`;
  return `install the package ${ours.join(' or ')}, which npm leaves out with --omit=optional`;
}

export const native = load();

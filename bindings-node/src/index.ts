/**
 * Sign, verify and explain X-WSSE UsernameToken headers.
 *
 * X-WSSE proves that whoever signed knows the secret, once for each token. It protects neither the method, nor the path,
 * nor the body of a request: use it over TLS only.
 *
 * @packageDocumentation
 */

import { native } from './internal/native.js';

export { type ClaimKind, Claims } from './claims.js';
export {
  type Dialect,
  type DialectChanges,
  type DialectLike,
  type DialectName,
  dialects,
  dialectText,
  readDialect,
} from './dialect.js';
export {
  ClearTextRefused,
  RejectedError,
  type RejectionCode,
  ReplayedError,
  SignError,
  type SignErrorCode,
  UnavailableError,
  UsageError,
  WsseError,
} from './errors.js';
export { Diagnosis, type DiagnosisJson, explain, type ExplainOptions, type Finding, type Part } from './explain.js';
export { Identity } from './identity.js';
export { Signer, type SignerOptions } from './signer.js';
export {
  type ClaimOutcome,
  MemoryReplayStore,
  type MemoryReplayStoreOptions,
  type ReplayStore,
} from './store.js';
export { type ApiKeys, UsernameToken, type WsseHeaders } from './token.js';
export {
  type Credentials,
  type Found,
  type HeaderValues,
  type LookUp,
  type Secret,
  type Secrets,
  Verifier,
  type VerifierOptions,
  type VerifyOptions,
} from './verifier.js';

/** The version of this package. */
export const version: string = native.version();

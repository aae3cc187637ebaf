/**
 * Sign, verify and explain X-WSSE UsernameToken headers.
 *
 * X-WSSE proves that the signer knows the secret, once for each token. It does not protect the method, the path or the
 * body of a request: use it only over TLS.
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
} from './xwsse/dialect.js';
export {
  ClearTextRefused,
  DialectError,
  RejectedError,
  type RejectionCode,
  ReplayedError,
  SignError,
  type SignErrorCode,
  UnavailableError,
  UsageError,
  WsseError,
} from './errors.js';
export { Diagnosis, type DiagnosisJson, explain, type ExplainOptions, type Finding, type Part } from './xwsse/explain.js';
export { Identity } from './identity.js';
export type { HeaderSigner } from './origin.js';
export type { HeaderVerifier } from './server.js';
export { Signer, type SignerOptions } from './xwsse/signer.js';
export {
  type ClaimOutcome,
  MemoryReplayStore,
  type MemoryReplayStoreOptions,
  type ReplayStore,
} from './store.js';
export { type ApiKeys, UsernameToken, type WsseHeaders } from './xwsse/token.js';
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
} from './xwsse/verifier.js';

/** The version of this package. */
export const version: string = native.version();

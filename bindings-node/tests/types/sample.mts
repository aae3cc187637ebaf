// Compiled with `tsc --strict`, for `import`; `sample.cts` is the same for `require`.
import {
  type ClaimOutcome, type Claims, Diagnosis, type Dialect, Identity, MemoryReplayStore, RejectedError, type RejectionCode,
  type ReplayStore, SignError, type SignErrorCode, Signer, UnavailableError, UsernameToken, Verifier, type WsseHeaders,
  WsseError, dialects, explain, readDialect,
} from 'xwsse';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(_: Equal<A, B>): void {}

const signer = new Signer({ username: 'key', secret: new Uint8Array(16), dialect: { maxNonce: 128 }, clock: () => new Date() });
const headers = signer.headers();
same<typeof headers, WsseHeaders>(true);
await fetch('https://api.example', { headers: { ...headers } });
new Headers({ ...signer.headers() });
const token = signer.sign();
same<typeof token, UsernameToken>(true);
same<typeof token.passwordDigest, string>(true);
same<ReturnType<Signer['signMany']>, UsernameToken[]>(true);
signer.clockOffset = signer.learnClockOffset('Sat, 14 Mar 2026 10:07:00 GMT') + 1;

class Store implements ReplayStore {
  async claim(claims: Claims, now: Date): Promise<ClaimOutcome> {
    const [id] = claims.ids;
    same<typeof id, Uint8Array | undefined>(true);
    const kind = claims.kinds[0]!;
    same<typeof kind, 'digest' | 'nonce' | 'created'>(true);
    return claims.keepUntil < now || claims.keepFor > 120 ? 'history_gap' : Math.random() < 2 ? 'first' : `seen_${kind}`;
  }
}
const stores: ReplayStore[] = [new Store(), new MemoryReplayStore({ capacity: 1000, historyFrom: new Date() })];

const verifier = new Verifier({ secrets: { key: ['secret', new Uint8Array(1)] }, store: stores[0] });
new Verifier({ secrets: new Map([['key', 'secret']]), dialect: 'emarsys' });
new Verifier({ secrets: (username) => (username === 'key' ? 'secret' : undefined), dialect: 'penneo,max_nonce=128' });
new Verifier({ secrets: async (username) => ({ secrets: ['secret'], username: username.toLowerCase() }) });
const identity = verifier.verifySync(['a header']);
same<typeof identity, Identity>(true);
const awaited = verifier.verify(undefined, { now: new Date() });
same<typeof awaited, Promise<Identity>>(true);
same<typeof identity.created, Date>(true);

try {
  await awaited;
} catch (error) {
  if (error instanceof UnavailableError) same<typeof error.status, 401 | 503>(true);
  if (error instanceof RejectedError) {
    same<typeof error.code, RejectionCode>(true);
    const challenge = verifier.challenge('api');
    same<typeof challenge, string>(true);
  }
  if (error instanceof SignError) same<typeof error.code, SignErrorCode>(true);
  if (error instanceof WsseError) error.message.trim();
}

const diagnosis = explain('a header', { secret: 'secret', dialect: dialects.penneo });
same<typeof diagnosis, Diagnosis>(true);
same<typeof diagnosis.verdict, RejectionCode | null>(true);
const dialect: Dialect = readDialect({ ...dialects.symfony, maxAge: 60 });
same<typeof dialect.hash, 'sha1' | 'sha256'>(true);

// @ts-expect-error a secret is needed
new Signer({ username: 'key' });
// @ts-expect-error a secret is no number
new Signer({ username: 'key', secret: 1 });
// @ts-expect-error there is no such hash
new Signer({ username: 'key', secret: 'secret', dialect: { hash: 'md5' } });
// @ts-expect-error there is no such field
new Signer({ username: 'key', secret: 'secret', dialect: { maxnonce: 1 } });
// @ts-expect-error a secret is no number
new Verifier({ secrets: { key: 1 } });
// @ts-expect-error there is no such outcome
new Verifier({ secrets: {}, store: { claim: () => true } });
// @ts-expect-error presets cannot be changed
dialects.penneo.maxAge = 1;
// @ts-expect-error only the package makes claims
new Claims();
// @ts-expect-error only the package makes tokens
new UsernameToken();
// @ts-expect-error a time is a Date
verifier.verifySync('a header', { now: 1 });
// @ts-expect-error there is no such code
RejectedError.of('nonsense');

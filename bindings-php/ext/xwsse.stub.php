<?php

/**
 * The classes of the extension, as PHP sees them. `xwsse_arginfo.h` is generated from this file.
 *
 * @generate-class-entries
 * @generate-legacy-arginfo 80100
 */

namespace Xwsse;

/**
 * How a service makes the digest and what it demands of a token.
 *
 * The header never says which dialect it is in, so a dialect is configuration: a preset, or a preset with
 * changes, given by name (`$dialect->with(maxNonce: 128)`) or in a text such as a settings file has
 * (`new Dialect('penneo,max_nonce=128')`). Wherever a dialect is wanted, its text will do.
 *
 * A dialect is a value: it can be compared with `==`, copied and serialized.
 *
 * @strict-properties
 */
final class Dialect implements \Stringable
{
    /**
     * Penneo, and the default.
     * @var string
     */
    public const PENNEO = 'penneo';
    /**
     * The original of 2003.
     * @var string
     */
    public const ATOM = 'atom';
    /**
     * SAP Emarsys.
     * @var string
     */
    public const EMARSYS = 'emarsys';
    /**
     * The Symfony cookbook's family.
     * @var string
     */
    public const SYMFONY = 'symfony';
    /**
     * Huawei Cloud Message & SMS.
     * @var string
     */
    public const HUAWEI = 'huawei';
    /**
     * Princeton's `pywsse`.
     * @var string
     */
    public const PYWSSE = 'pywsse';

    /** The preset that it is, or is based on. */
    public readonly string $name;
    /** What of the nonce enters the digest: `raw`, `letters` or `text`. */
    public readonly string $nonce;
    /** The hash function: `sha1` or `sha256`. */
    public readonly string $hash;
    /** How the hash is written in the header: `base64` or `base64hex`. */
    public readonly string $digest;
    /** The fraction of a second that a signer prints: `seconds`, `millis`, `micros` or `nanos`. A verifier takes any. */
    public readonly string $created;
    /** What a verifier takes beside strict UTC: `strict` (nothing), `offset`, `rfc2822` or `offset+rfc2822`. */
    public readonly string $accept;
    /** How old Created may be, in seconds. */
    public readonly float $maxAge;
    /** How far ahead of the verifier's clock Created may be, in seconds. */
    public readonly float $maxFuture;
    /** Most characters of Nonce in the header. */
    public readonly int $maxNonce;
    /** What may be used only once by a username: `none`, `nonce`, `created` or `nonce+created`. */
    public readonly string $unique;
    /** How often `UsernameToken` stands before the parameters: `required` (once), `optional` or `twice`. */
    public readonly string $word;
    /** What a verifier does with parameters that the scheme does not have: `refuse` or `ignore`. */
    public readonly string $unknown;
    /** The `Authorization` header that goes with a signer's token. */
    public readonly string $authorization;

    /**
     * @param string $text a preset's name, then changes: `penneo,max_nonce=128,accept=rfc2822`
     * @throws DialectException
     */
    public function __construct(string $text = 'penneo') {}

    /**
     * The same with other fields: `$dialect->with(maxNonce: 128, accept: 'rfc2822')`. Null leaves a field as it is.
     *
     * @throws DialectException
     * @throws \ValueError for a comma in a value
     */
    public function with(
        ?string $nonce = null,
        ?string $hash = null,
        ?string $digest = null,
        ?string $created = null,
        ?string $accept = null,
        int|float|null $maxAge = null,
        int|float|null $maxFuture = null,
        ?int $maxNonce = null,
        ?string $unique = null,
        ?string $word = null,
        ?string $unknown = null,
    ): Dialect {}

    /** Its text: `penneo,max_nonce=128,accept=rfc2822`. */
    public function __toString(): string {}

    /** @return array{string} */
    public function __serialize(): array {}

    public function __unserialize(array $data): void {}
}

/**
 * What a client hook needs of a signer, whatever its scheme.
 */
interface HeaderSigner
{
    /**
     * The headers to set on one request, made afresh for each attempt.
     *
     * @return array<string, string>
     */
    public function headers(): array;

    /**
     * The names of the headers that belong to the scheme alone: a hook removes them before it signs, and from a request
     * to another origin.
     *
     * @return list<string>
     */
    public function headerNames(): array;

    /** The value of `Authorization` among the headers; null when the scheme sends none. */
    public function authorization(): ?string;
}

/**
 * Makes a fresh token for each request.
 *
 * Sign every attempt: a retry and each hop of a redirect need a token of their own. Use one signer for an API
 * key in a process. Where the dialect wants unique Created, its values strictly increase. It is safe to
 * use after `pcntl_fork()`: each nonce comes from the operating system.
 *
 * It holds a secret, so it is neither cloned nor serialized, and shows none when it is dumped.
 *
 * @strict-properties
 * @not-serializable
 */
final class Signer implements HeaderSigner
{
    /** The API key. */
    public readonly string $username;
    /** The dialect that it signs in. */
    public readonly Dialect $dialect;

    /**
     * @param string $username the API key: 1 to 256 bytes of printable ASCII without `"` and `\`
     * @param string $secret the API secret, as bytes; not empty
     * @throws SignException `username_unusable`, `secret_empty`
     * @throws DialectException
     */
    public function __construct(
        string $username,
        #[\SensitiveParameter] string $secret,
        Dialect|string $dialect = 'penneo',
    ) {}

    /**
     * A fresh token: the time is now, the nonce comes from the operating system.
     *
     * @throws SignException `created_exhausted` when so many were signed that Created would run too far ahead of
     *     the clock; `randomness_unavailable`, `created_out_of_range`
     */
    public function sign(): UsernameToken {}

    /**
     * The value of `X-WSSE` for one request, of a fresh token.
     *
     * @throws SignException as {@see sign}
     */
    public function header(): string {}

    /**
     * The headers to set on one request, replacing those of the same name: `Authorization` and `X-WSSE`.
     *
     * @return array<string, string>
     * @throws SignException as {@see sign}
     */
    public function headers(): array {}

    /**
     * The same as whole lines, as curl and PHP's streams take them: `CURLOPT_HTTPHEADER => $signer->headerLines()`.
     *
     * @return list<string>
     * @throws SignException as {@see sign}
     */
    public function headerLines(): array {}

    /** @return list<string> `X-WSSE` */
    public function headerNames(): array {}

    /** The value of `Authorization` that goes with each token: that of the dialect. */
    public function authorization(): string {}

    /**
     * Signs with this time and nonce: for test vectors. Never use a nonce twice.
     *
     * @param string $nonce the bytes that enter the digest
     * @throws SignException `nonce_unusable`, `created_out_of_range`
     */
    public function signWith(\DateTimeInterface $created, string $nonce): UsernameToken {}

    /** Milliseconds that are added to the clock. */
    public function clockOffsetMillis(): int {}

    /** Sets the milliseconds that are added to the clock; returns those that were set, at most 24 hours to either side. */
    public function setClockOffsetMillis(int $millis): int {}

    /**
     * Learns the clock's offset from the `Date` header of a response, for a machine whose clock is wrong; returns
     * the milliseconds that were set, at most 24 hours to either side.
     *
     * Take it only from the service itself over TLS: anyone who can set the signer's time can have tokens made for later
     * use.
     *
     * @param string $date such as `Sun, 06 Nov 1994 08:49:37 GMT`
     * @throws SignException `date_invalid`
     */
    public function learnClockOffset(string $date): int {}
}

/**
 * The four values of a token, and the texts made of them. A token is good for one request.
 *
 * It is made by a {@see Signer}. Dumps show neither digest nor nonce, and it is neither cloned nor serialized.
 *
 * @strict-properties
 * @not-serializable
 */
final class UsernameToken implements \Stringable
{
    public readonly string $username;
    /** As in the header. */
    public readonly string $passwordDigest;
    /** As in the header. */
    public readonly string $nonce;
    /** As in the header. */
    public readonly string $created;

    /** Tokens come from {@see Signer::sign}. */
    private function __construct() {}

    /** The value of `X-WSSE`. */
    public function header(): string {}

    /**
     * The headers to set on one request, replacing those of the same name: `Authorization` and `X-WSSE`.
     *
     * @return array<string, string>
     */
    public function headers(): array {}

    /**
     * The same as whole lines, as curl and PHP's streams take them.
     *
     * @return list<string>
     */
    public function headerLines(): array {}

    /**
     * The fields of Penneo's OAuth grant `api_keys`: `key`, `nonce`, `created_at`, `digest`.
     *
     * @return array<string, string>
     */
    public function apiKeys(): array {}

    /** The value of `X-WSSE`. */
    public function __toString(): string {}
}

/**
 * The active secrets of a username, and the name that it goes by: what a look-up may return in place of a
 * bare secret where names are matched in another way than byte by byte, such as without regard to case.
 *
 * It holds secrets, so it is neither cloned nor serialized, and shows none when it is dumped.
 *
 * @strict-properties
 * @not-serializable
 */
final class Credentials
{
    /**
     * The canonical username: the identity, and the claims on nonce and Created, are made of it. Null for the one in the
     * header.
     */
    public readonly ?string $username;

    /**
     * @phpstan-param string|list<string> $secrets one secret, or all that are active; none is empty
     * @throws SignException `secret_empty`
     */
    public function __construct(#[\SensitiveParameter] string|array $secrets, ?string $username = null) {}
}

/**
 * What a server hook needs of a verifier, whatever its scheme.
 */
interface HeaderVerifier
{
    /**
     * The names of the headers that it reads, in lower case.
     *
     * @return list<string>
     */
    public function headerNames(): array;

    /**
     * Verifies a request.
     *
     * @phpstan-param array<string, list<string>> $headers by the name in lower case, all values that the request has for
     *     each of {@see headerNames}
     * @param \DateTimeInterface|null $now another time than the system's, for tests
     * @return object who signed it, with a property `username`: an {@see Identity}, or what the scheme has in its place
     * @throws RejectedException which says how to answer
     */
    public function verifyHeaders(
        #[\SensitiveParameter] array $headers,
        ?\DateTimeInterface $now = null,
    ): object;

    /** The value of `WWW-Authenticate` to answer a 401 with: the same for every 401. */
    public function challenge(string $realm): string;
}

/**
 * Turns a header into an {@see Identity}, or throws a {@see RejectedException}.
 *
 * It bounds the size, parses, checks the window, looks the secrets up, compares the digest in constant time, and
 * claims the token in one atomic step, in this order.
 *
 * It may hold secrets, so it is neither cloned nor serialized, and shows none when it is dumped.
 *
 * @strict-properties
 * @not-serializable
 */
final class Verifier implements HeaderVerifier
{
    /** Where tokens are claimed. */
    public readonly ReplayStore $store;
    /** The dialect that it verifies in. It takes one, and never guesses. */
    public readonly Dialect $dialect;

    /**
     * @phpstan-param array<string, string|list<string>>|callable(string): (string|list<string>|Credentials|null) $secrets
     *     the active secrets of each username, several while they are rotated; or a function that looks them up
     *     and returns null for nobody. What it throws becomes a 503.
     * @param ReplayStore $store what was used before. There is no default: under php-fpm and the like only a store
     *     that the worker processes share protects against replay.
     * @throws SignException `secret_empty`
     * @throws DialectException
     * @throws \ValueError for a list, which has no usernames
     */
    public function __construct(
        #[\SensitiveParameter] array|callable $secrets,
        ReplayStore $store,
        Dialect|string $dialect = 'penneo',
    ) {}

    /**
     * Verifies all values that the request has for the header `X-WSSE`.
     *
     * @phpstan-param string|list<string>|null $values the value, null when there is none, or all values: pass all of
     *     them, so that two are refused. PHP itself joins two with a comma, which is refused too.
     * @param \DateTimeInterface|null $now another time than the system's, for tests
     * @throws RejectedException which says how to answer
     */
    public function verify(
        #[\SensitiveParameter] string|array|null $values,
        ?\DateTimeInterface $now = null,
    ): Identity {}

    /**
     * The same as {@see verify}, of the headers of a request.
     *
     * @phpstan-param array<string, list<string>> $headers the values of each, by its name in lower case
     * @throws RejectedException which says how to answer
     */
    public function verifyHeaders(
        #[\SensitiveParameter] array $headers,
        ?\DateTimeInterface $now = null,
    ): Identity {}

    /** @return list<string> `x-wsse` */
    public function headerNames(): array {}

    /**
     * The value of `WWW-Authenticate` to answer a 401 with: the same for every 401. What cannot stand in a quoted string
     * of a header is left out of the realm, which is your own text.
     *
     * @throws \ValueError unless the realm is UTF-8
     */
    public function challenge(string $realm): string {}
}

/**
 * Who signed an accepted request. A value: it can be compared, copied and serialized.
 *
 * @strict-properties
 */
final class Identity
{
    /**
     * The username: the canonical one where the look-up returned one. It may hold any character but control characters;
     * escape it where you print it.
     */
    public readonly string $username;
    /** When the client says it signed, in UTC; cut to microseconds. */
    public readonly \DateTimeImmutable $created;
    /** Which of the active secrets it was made with, from 0: shows when an old one is no longer used. */
    public readonly int $secretIndex;
    /** The name of the preset that the verifier's dialect is, or is based on. */
    public readonly string $dialect;

    /** Identities come from {@see Verifier::verify}; tests of your own may make one. */
    public function __construct(
        string $username,
        \DateTimeImmutable $created,
        int $secretIndex = 0,
        string $dialect = 'penneo',
    ) {}
}

/**
 * What one token uses up: one to three claims, which a {@see ReplayStore} makes together or not at all.
 *
 * Each claim is 16 bytes, the same in every language and version, so that they can share a store. They show no
 * username and no digest.
 *
 * @strict-properties
 * @not-serializable
 */
final class Claims implements \Countable
{
    /**
     * The identities of the claims, 16 bytes each: the keys in a shared store.
     * @var list<string>
     */
    public readonly array $ids;
    /**
     * What each claim is about, in the order of the ids: `digest`, `nonce`, `created`.
     * @var list<string>
     */
    public readonly array $kinds;
    /** 16 bytes for the username: in a store of several shards, nonce and Created of one username live together. */
    public readonly string $claimant;
    /** The token's Created, in UTC; cut to microseconds. */
    public readonly \DateTimeImmutable $created;
    /**
     * The first instant at which the token can have passed the window, in UTC; cut to microseconds. A store that has
     * lost what it knew before some instant cannot tell whether a token was used that opens earlier.
     */
    public readonly \DateTimeImmutable $opens;
    /**
     * The last instant at which the token can pass the window, in UTC, rounded up to microseconds: for a store that
     * keeps time by the verifier's clock.
     */
    public readonly \DateTimeImmutable $keepUntil;
    /**
     * How long to keep the claims from now on, in whole seconds, rounded up: for a store with a clock of its own. Add
     * a margin for the difference of the clocks.
     */
    public readonly int $keepFor;
    /** How far ahead of the verifier's clock the token may be dated, in seconds: `created` less `opens`. */
    public readonly float $lead;

    /** Claims come from {@see Verifier::verify}. */
    private function __construct() {}

    /** How many claims: one to three. */
    public function count(): int {}
}

/** What a replay store answers to {@see Claims}. There is no other question to ask it. */
enum ClaimOutcome: string
{
    /** None was claimed before; now all are. */
    case First = 'first';
    /** The token was claimed before; nothing has changed. */
    case SeenDigest = 'seen_digest';
    /** The nonce was claimed before; nothing has changed. */
    case SeenNonce = 'seen_nonce';
    /** Created was claimed before; nothing has changed. */
    case SeenCreated = 'seen_created';
    /** The store is full; nothing has changed. */
    case Full = 'full';
    /** Claims of this time may have been lost; nothing has changed. */
    case HistoryGap = 'history_gap';
    /** No answer. The claims may have been made, and the token is refused all the same. */
    case Unavailable = 'unavailable';

    /**
     * The outcome for a claim of this kind, one of {@see Claims::$kinds}, that was made before.
     *
     * @throws \ValueError unless it is one of them
     */
    public static function seen(string $kind): ClaimOutcome {}
}

/**
 * Remembers what was used.
 *
 * `claim` is one atomic step: of any number of calls that hold the same claim, in any processes, at most one is
 * answered `First` while the claim must be kept. All claims of a call are made, or none. When several were seen, the
 * answer is about the first of them. A store never forgets a claim before its time to make room: it answers `Full`.
 * What it throws becomes a 503.
 *
 * All verifiers that share a store must have the same window for the same username.
 */
interface ReplayStore
{
    /** Makes all claims, or none. `$now` is the verifier's time. */
    public function claim(Claims $claims, \DateTimeImmutable $now): ClaimOutcome;
}

/**
 * A replay store in memory, for one long-running process: a command, or a worker that serves many requests.
 *
 * It holds at least `$capacity` claims, in 20 bytes each, allocated when it is made. A token of `penneo` makes three claims,
 * which live for up to two minutes. When it is full it refuses with 503 and recovers as claims age out; nothing is
 * ever evicted. Each process has its own, after `pcntl_fork()` too: make it in the process that verifies.
 *
 * Under php-fpm, mod_php, CGI and `php -S` an object dies with its request, and would forget every token. So it is
 * made on the command line only, where workers run too. It is neither cloned nor serialized.
 *
 * @strict-properties
 * @not-serializable
 */
final class MemoryReplayStore implements ReplayStore
{
    /** How many claims certainly fit, at least what was asked for. */
    public readonly int $capacity;

    /**
     * @param int $capacity how many claims certainly fit, 1 to 2^30
     * @param \DateTimeInterface|null $historyFrom refuses (503) every token of this instant or before. A restarted
     *     process has lost what it knew; with its start plus the dialect's `maxFuture` nothing from before is
     *     accepted again.
     * @throws \ValueError for a capacity out of range
     * @throws \Error when there is not enough memory, and where objects die with the request
     */
    public function __construct(int $capacity = 1048576, ?\DateTimeInterface $historyFrom = null) {}

    public function claim(Claims $claims, \DateTimeImmutable $now): ClaimOutcome {}

    /** Claims that must be kept now, or at another time. It looks at every slot: for a gauge, not for each request. */
    public function live(?\DateTimeInterface $now = null): int {}
}

/**
 * What {@see explain} found. As a text it shows every fault with its remedy.
 *
 * It holds the header, so show it only to its sender; it never holds the secret or a digest that would have
 * been right.
 *
 * @strict-properties
 * @not-serializable
 */
final class Diagnosis implements \Stringable, \JsonSerializable
{
    /** The code of the rejection; null when a verifier would accept the header once. Without the secret, the digest is not judged. */
    public readonly ?string $verdict;
    /**
     * Everything that was found, worst first.
     * @var list<Finding>
     */
    public readonly array $findings;
    /** The dialect that the header was held against, as text. */
    public readonly string $dialect;
    /** The header value that was found in what was pasted; empty when there was none. */
    public readonly string $header;
    /**
     * The parameters that could be read, in their order in the header. `start` and `end` say where the value stands in
     * the header, in bytes.
     * @var list<array{name: string, value: string, start: int, end: int}>
     */
    public readonly array $parts;
    /** How old Created is, in milliseconds, negative when it is ahead; null when it cannot be read. */
    public readonly ?int $ageMillis;
    /** Whether the digest was held against a secret. */
    public readonly bool $digestChecked;
    /**
     * The dialects in which the digest is right with the secret that was given, as text: the one that it was held
     * against, alone, when that is one of them. Empty when only a slip explains the digest, when nothing does, and
     * without the secret.
     * @var list<string>
     */
    public readonly array $digestDialects;

    /** Diagnoses come from {@see explain}. */
    private function __construct() {}

    /** Plain text of several lines. Of what could be a digest, only the beginning is shown. */
    public function __toString(): string {}

    /**
     * The same names as in every language: `dialect`, `header`, `parts`, `age_millis`, `digest_checked`,
     * `digest_dialects`, `verdict`, `findings`.
     *
     * @return array<string, mixed>
     */
    public function jsonSerialize(): array {}
}

/**
 * One thing that is wrong with a header, or worth knowing, and what to do about it.
 *
 * @strict-properties
 * @not-serializable
 */
final class Finding
{
    /** The code of the rejection that it leads to; null when it is only worth knowing. */
    public readonly ?string $code;
    /** Where in the header, in characters from 1. */
    public readonly ?int $column;
    /** What is so. */
    public readonly string $problem;
    /** What to do. */
    public readonly string $remedy;

    /** Findings come from {@see explain}. */
    private function __construct() {}
}

/**
 * Says what is wrong with a header, and what to do about it: for the developer whose request was refused. It claims
 * nothing, and accepts nothing.
 *
 * @param string $text a header value, a header line, a `curl` command or the output of `curl -v`
 * @param string|null $secret with it, the digest is checked, and how it was made is found out
 * @param \DateTimeInterface|null $now another time than the system's, for tests
 * @throws SignException `secret_empty`
 * @throws DialectException
 */
function explain(
    #[\SensitiveParameter] string $text,
    #[\SensitiveParameter] ?string $secret = null,
    Dialect|string $dialect = 'penneo',
    ?\DateTimeInterface $now = null,
): Diagnosis {}

/**
 * The base of all exceptions of this extension and of its library. The message is the problem, a semicolon and the
 * remedy; `getCode()` is {@see $reason}'s stable number.
 */
class WsseException extends \Exception
{
    /** The stable code for logs and metrics, such as `created_stale`. */
    public readonly string $reason;
    /** What is wrong. */
    public readonly string $problem;
    /** What to do about it. */
    public readonly string $remedy;

    /** For exceptions of a library on top of this extension. */
    public function __construct(string $reason, string $problem, string $remedy, int $code = 0, ?\Throwable $previous = null) {}
}

/**
 * A header was refused. Answer with {@see getStatus} and, for 401, with the verifier's
 * {@see HeaderVerifier::challenge challenge}; log `$reason`. The peer is told nothing else. The message never holds any
 * part of the header.
 *
 * A look-up or a store that throws is refused too (503, `secrets_unavailable` or `store_unavailable`): what it threw is
 * `getPrevious()`.
 */
final class RejectedException extends WsseException
{
    /**
     * Verifiers throw it; a hook or a test of your own may make one.
     *
     * @throws \ValueError unless the reason is the code of a rejection
     */
    public function __construct(string $reason, ?\Throwable $previous = null) {}

    /** 401 when the request must be signed anew, 503 (send `Retry-After: 1`) when nothing is accepted for now. */
    public function getStatus(): int {}
}

/**
 * A token could not be made, or a value for it could not be used. The message names the rule and never the value.
 */
final class SignException extends WsseException
{
    /** @throws \ValueError unless the reason is the code of a sign error */
    public function __construct(string $reason, ?\Throwable $previous = null) {}
}

/** A text is not a dialect. The message has the word that is wrong, what is allowed, and the nearest of it. */
final class DialectException extends WsseException
{
    /** Where the word stands in the dialect's text, in characters from 0. */
    public readonly int $position;

    /** It is thrown for a text. */
    private function __construct() {}
}

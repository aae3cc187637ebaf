"""Broken headers, and what the diagnosis must say of each.

Every digest is made here with hashlib, wrongly on purpose. `mentions` are pieces of the first
finding, its problem and its remedy, that a developer needs to see.
"""

import base64
import hashlib

KEY = bytes(range(16))
NONCE = base64.b64encode(KEY).decode()
HEX_NONCE = KEY.hex()
CREATED = "2026-01-15T12:30:00.000Z"
NOW = "2026-01-15T12:30:01Z"
SECRET = "0123456789abcdef"


def header(*, parts=(KEY, CREATED, SECRET), nonce=NONCE, created=CREATED, hashed=hashlib.sha1,
           written="base64"):
    """A header whose digest is made of `parts`, whatever stands beside it."""
    joined = b"".join(part if isinstance(part, bytes) else part.encode() for part in parts)
    raw = hashed(joined).digest()
    digest = {"base64": base64.b64encode(raw),
              "base64hex": base64.b64encode(raw.hex().encode()),
              "hex": raw.hex().encode()}[written].decode()
    return (f'UsernameToken Username="key", PasswordDigest="{digest}", '
            f'Nonce="{nonce}", Created="{created}"')


def aged(created):
    """A header that is right but for its Created."""
    return header(parts=(KEY, created, SECRET), created=created)


def case(name, pasted, verdict, *mentions, dialect="penneo", secret=SECRET):
    """One case; without mentions there must be no finding that leads to a refusal."""
    return {"id": name, "pasted": pasted, "dialect": dialect, "secret": secret, "now": NOW,
            "verdict": verdict, "mentions": list(mentions)}


def cases():
    return digests() + other_dialects() + times() + values() + grammar() + pastes()


def digests():
    """Slips in making the digest, found with the secret."""
    md5, sha1 = (name(SECRET.encode()).hexdigest() for name in (hashlib.md5, hashlib.sha1))
    mismatch = "digest_mismatch"
    return [
        case("right", header(), None),
        case("base64-text-digested", header(parts=(NONCE, CREATED, SECRET)), mismatch,
             "the nonce's text", "digest the random bytes"),
        case("newline", header(parts=(KEY, CREATED, SECRET + "\n")), mismatch,
             "a newline behind the secret", "without the line's end"),
        case("other-precision", header(parts=(KEY, "2026-01-15T12:30:00Z", SECRET)), mismatch,
             "other decimals", "print Created once"),
        case("other-zone", header(parts=(KEY, "2026-01-15T12:30:00+00:00", SECRET)), mismatch,
             "another zone", "print Created once"),
        case("md5-of-the-secret", header(parts=(KEY, CREATED, md5)), mismatch,
             "the MD5 of the secret", "use the secret itself"),
        case("sha1-of-the-secret", header(parts=(KEY, CREATED, sha1)), mismatch,
             "the SHA-1 of the secret", "use the secret itself"),
        case("no-secret", header(parts=(KEY, CREATED)), mismatch, "an empty secret"),
        case("null-secret", header(parts=(KEY, CREATED, "null")), mismatch, 'the secret "null"'),
        case("other-order", header(parts=(SECRET, KEY, CREATED)), mismatch, "another order"),
        case("nonce-encoded-twice",
             header(nonce=base64.b64encode(NONCE.encode()).decode()), mismatch,
             "encoded twice", "encode the nonce once"),
        case("two-slips", header(parts=(NONCE, "2026-01-15T12:30:00Z", SECRET)), mismatch,
             "other decimals", "the nonce's text"),
        case("another-secret", header(parts=(KEY, CREATED, "another secret")), mismatch,
             "not made with this secret", "compare the environment"),
        case("hex-digest", header(written="hex"), "digest_invalid",
             "the hash's hex digits", "encode the hash bytes as base64"),
        case("hex-digest-without-secret", header(written="hex"), "digest_invalid",
             "the hex digits of SHA-1", "not as hex text", secret=None),
        case("md5-digest", header(hashed=hashlib.md5), "digest_invalid", "MD5", "SHA-1"),
    ]


def other_dialects():
    """Digests that are right for another service."""
    text = (HEX_NONCE, CREATED, SECRET)
    return [
        case("atom", header(parts=text, nonce=HEX_NONCE), "digest_mismatch", "the dialect is atom"),
        case("emarsys", header(parts=text, nonce=HEX_NONCE, written="base64hex"),
             "digest_invalid", "the dialect is emarsys"),
        case("huawei", header(parts=text, nonce=HEX_NONCE, hashed=hashlib.sha256),
             "digest_invalid", "SHA-256", "the dialect is huawei"),
        case("pywsse", header(hashed=hashlib.sha256), "digest_invalid",
             "SHA-256", "the dialect is pywsse"),
        case("penneo-or-symfony", header(), "digest_mismatch",
             "the bytes that the nonce decodes to", "penneo or symfony", dialect="atom"),
        case("no-preset", header(written="base64hex"), "digest_invalid",
             "the dialect is penneo,digest=base64hex"),
        case("emarsys-without-secret",
             header(parts=text, nonce=HEX_NONCE, written="base64hex"), "digest_invalid",
             "base64 of the hex digits of SHA-1", "the dialect is emarsys", secret=None),
    ]


def times():
    """Created and its age."""
    stale, future, invalid = "created_stale", "created_in_future", "created_invalid"
    form = "2026-01-02T03:04:05.678Z"
    return [
        case("61-seconds-old", aged("2026-01-15T12:29:00.000Z"), stale,
             "61 s old", "the window is 60 s"),
        case("61.2-seconds-old", aged("2026-01-15T12:28:59.800Z"), stale, "61.2 s old"),
        case("ahead", aged("2026-01-15T12:35:21Z"), future, "320 s ahead", "clock"),
        case("local-time-copenhagen", aged("2026-01-15T13:30:00Z"), future,
             "3599 s ahead", "UTC+01:00", "print the time in UTC"),
        case("local-time-kathmandu", aged("2026-01-15T18:15:02Z"), future, "UTC+05:45"),
        case("local-time-new-york", aged("2026-01-15T07:30:00.500Z"), stale, "UTC-05:00"),
        case("offset", aged("2026-01-15T13:30:00+01:00"), invalid,
             "an offset in place of Z", "accept=offset"),
        case("rfc-2822", aged("Thu, 15 Jan 2026 13:30:00 +0100"), invalid,
             "RFC 2822", "accept=rfc2822"),
        case("unix-time", aged("1768480200"), invalid, "a Unix time", form),
        case("space-for-t", aged("2026-01-15 12:30:00Z"), invalid, "capital T", form),
        case("small-z", aged("2026-01-15T12:30:00z"), invalid, "small z"),
        case("no-zone", aged("2026-01-15T12:30:00"), invalid, "no time zone", "UTC"),
        case("comma", aged("2026-01-15T12:30:00,5Z"), invalid, "comma before its fraction"),
        case("ten-decimals", aged("2026-01-15T12:30:00.0000000001Z"), invalid, "one to nine"),
        case("zone-without-colon", aged("2026-01-15T12:30:00+0000"), invalid, "±hh:mm"),
        case("no-such-day", aged("2026-02-30T12:30:00Z"), invalid, "no real date"),
        case("leap-second", aged("2026-01-15T12:30:60Z"), invalid, "no real date"),
    ]


def values():
    """Nonce and Username."""
    return [
        case("nonce-too-long", header(parts=(bytes(96), CREATED, SECRET),
                                      nonce=base64.b64encode(bytes(96)).decode()),
             "nonce_too_long", "128 characters", "64 is the most", "16 random bytes"),
        case("nonce-without-padding", header(nonce=NONCE.rstrip("=")), "nonce_invalid",
             "wrong padding"),
        case("nonce-for-urls", header(parts=(b"\xfb\xff\xfe", CREATED, SECRET), nonce="-__-"),
             "nonce_invalid", "the alphabet for URLs"),
        case("nonce-not-canonical", header(nonce=NONCE.replace("w==", "x==")), "nonce_invalid",
             "not canonical"),
        case("username-with-c1-control", header().replace('"key"', '"k\u0085y"'),
             "username_invalid", "control character"),
    ]


def grammar():
    """Faults of the header's form, each with its column."""
    malformed = "header_malformed"
    right = header()
    return [
        case("single-quotes", right.replace('"key"', "'key'"), malformed,
             "not in double quotes"),
        case("no-quotes", right.replace('"key"', "key"), malformed, "not in quotes"),
        case("curly-quotes", right.replace('"key"', "\u201ckey\u201d"), malformed,
             "not in double quotes"),
        case("no-comma", right.replace('", Nonce', '" Nonce'), malformed, "no comma"),
        case("two-commas", right.replace('", Nonce', '",, Nonce'), malformed,
             "more than one comma"),
        case("comma-at-the-end", right + ",", malformed, "behind the last value"),
        case("no-word", right.removeprefix("UsernameToken "), malformed,
             "UsernameToken is missing"),
        case("other-word", right.replace("UsernameToken", "WSSE", 1), malformed, '"WSSE"'),
        case("word-with-comma", right.replace("UsernameToken ", "UsernameToken, ", 1), malformed,
             "comma behind the first word"),
        case("second-token", right + ", " + right, malformed, "a second token"),
        case("open-quote", right[:-1], malformed, "not closed"),
        case("backslash", right.replace("key", "k\\\\ey"), malformed, "backslash"),
        case("twice", right + ', Username="key"', "parameter_duplicate", "Username is there twice"),
        case("unknown", right + ', Organization="acme"', "parameter_unknown", "Organization"),
        case("missing", right.split(", Created")[0], "parameter_missing", "Created is missing"),
        case("empty", right.replace(NONCE, ""), "parameter_missing", "Nonce is empty"),
        case("too-large", right.replace("key", "k" * 4096), "header_too_large", "4096"),
        case("doubled-word", "UsernameToken " + right, None),
        case("doubled-word-elsewhere", "UsernameToken " + right, malformed, "stands twice",
             dialect="symfony"),
    ]


def pastes():
    """The header as developers have it at hand."""
    right, old = header(), aged("2026-01-15T12:20:00Z")
    curl = (f"* Connected to api.example\n> GET / HTTP/1.1\r\n> Host: api.example\r\n"
            f"> Authorization: WSSE profile=\"UsernameToken\"\r\n> X-WSSE: {right}\r\n>\r\n"
            "< HTTP/1.1 401 Unauthorized\r\n")
    escaped = right.replace('"', '\\"')
    return [
        case("line", f"X-WSSE: {right}", None),
        case("line-in-small-letters", f"x-wsse:{right}\r\n", None),
        case("curl-v", curl, None),
        case("curl-v-two-headers", curl.replace(">\r\n", f"> X-Wsse: {old}\r\n>\r\n"),
             "header_malformed", "2 X-WSSE headers", "send one"),
        case("curl-argument", f"curl -H 'X-WSSE: {right}' https://api.example/", None),
        case("curl-argument-escaped", f'curl -H "X-WSSE: {escaped}" https://api.example/', None),
        case("server-date", curl + "< Date: Thu, 15 Jan 2026 12:37:00 GMT\r\n", None,
             "420 s behind the server's Date", "learn its offset"),
        case("nothing", "> GET / HTTP/1.1\r\n> Host: api.example\r\n", "header_missing",
             "no X-WSSE header", "curl -v"),
    ]

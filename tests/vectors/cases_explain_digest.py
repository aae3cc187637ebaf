"""Digests that were made in another way, found with the secret."""

import base64
import hashlib

from explain_builder import CREATED, HEX_NONCE, KEY, NONCE, SECRET, case, header


def cases():
    return digests() + more_slips() + other_dialects()


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
        case("another-secret-and-another-form",
             header(parts=(KEY, CREATED, "another secret"), written="hex"), "digest_invalid",
             "not made with this secret", "the hex digits of SHA-1", "compare the environment"),
        case("another-secret-without-padding",
             header(parts=(KEY, CREATED, "another secret")).replace('=", Nonce', '", Nonce'),
             "digest_invalid", "not made with this secret", "the right length"),
        case("hex-digest", header(written="hex"), "digest_invalid",
             "the hash's hex digits", "take the hash as bytes, not as hex text"),
        case("hex-digest-without-secret", header(written="hex"), "digest_invalid",
             "the hex digits of SHA-1", "not as hex text", secret=None),
        case("md5-digest", header(hashed=hashlib.md5), "digest_invalid", "MD5", "SHA-1"),
        case("base64-of-hex", header(written="base64hex"), "digest_invalid",
             "base64 of the hash's hex digits", "take the hash as bytes, not as hex text (PHP: "
             "sha1($text, true)); if the service wants it so, the dialect is "
             "penneo,digest=base64hex"),
        case("base64-of-upper-case-hex", header(written="base64HEX"), "digest_invalid",
             "sha1($text, true)"),
        case("upper-case-hex-for-emarsys",
             header(parts=(HEX_NONCE, CREATED, SECRET), nonce=HEX_NONCE, written="base64HEX"),
             "digest_invalid", "in lower case", dialect="emarsys"),
        case("base64-of-hex-without-secret", header(written="base64hex"), "digest_invalid",
             "base64 of the hex digits of SHA-1", "take the hash as bytes, not as hex text (PHP",
             "the dialect is emarsys", secret=None),
    ]


def more_slips():
    """Rarer slips in making the digest."""
    mismatch = "digest_mismatch"
    hex_secret = "00112233445566778899aabbccddeeff"
    return [
        case("space-behind-the-secret", header(parts=(KEY, CREATED, SECRET + " ")), mismatch,
             "a space behind the secret", "trim"),
        case("space-before-the-secret", header(parts=(KEY, CREATED, " " + SECRET)), mismatch,
             "a space before the secret"),
        case("secret-in-double-quotes", header(parts=(KEY, CREATED, f'"{SECRET}"')), mismatch,
             "the secret in quotes", "take the quotes away"),
        case("secret-in-single-quotes", header(parts=(KEY, CREATED, f"'{SECRET}'")), mismatch,
             "the secret in quotes"),
        case("username-for-the-secret", header(parts=(KEY, CREATED, "key")), mismatch,
             "the username in the secret's place"),
        case("hex-decoded-secret",
             header(parts=(KEY, CREATED, bytes.fromhex(hex_secret))), mismatch,
             "the bytes that the secret's hex digits stand for", "the secret's text",
             secret=hex_secret),
        case("username-first", header(parts=("key", KEY, CREATED, SECRET)), mismatch,
             "with the username in it", "leave the username out"),
        case("username-behind-the-nonce", header(parts=(KEY, "key", CREATED, SECRET)), mismatch,
             "with the username in it"),
        case("secret-alone", header(parts=(SECRET,)), mismatch, "of the secret alone"),
        case("hex-nonce-digested", header(parts=(HEX_NONCE, CREATED, SECRET)), mismatch,
             "of the nonce's hex digits", "digest the random bytes"),
        case("other-zone-same-decimals",
             header(parts=(KEY, CREATED.replace("Z", "+00:00"), SECRET)), mismatch, "another zone"),
        case("millis-digested-seconds-sent",
             header(parts=(KEY, "2026-01-15T12:30:00.417Z", SECRET),
                    created="2026-01-15T12:30:00Z"), mismatch,
             "other decimals", "print Created once"),
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

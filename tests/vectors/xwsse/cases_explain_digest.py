"""Digests that were made in another way, found with the secret."""

import base64
import hashlib

from .explain_builder import CREATED, HEX_NONCE, KEY, NONCE, SECRET, case, header, worded


def cases():
    return (digests() + more_slips() + nonce_slips() + created_slips() + secret_slips()
            + other_dialects())


def digests():
    """Slips in making the digest, found with the secret."""
    mismatch = "digest_mismatch"
    return [
        case("right", header(), None),
        case("base64-text-digested", header(parts=(NONCE, CREATED, SECRET)), mismatch,
             "the nonce's base64 text", "digest the random bytes"),
        case("newline", header(parts=(KEY, CREATED, SECRET + "\n")), mismatch,
             "a newline after the secret", "without the line's end"),
        case("other-precision", header(parts=(KEY, "2026-01-15T12:30:00Z", SECRET)), mismatch,
             "other decimals", "print Created once"),
        case("other-zone", header(parts=(KEY, "2026-01-15T12:30:00+00:00", SECRET)), mismatch,
             "another zone", "print Created once"),
        case("no-secret", header(parts=(KEY, CREATED)), mismatch, "an empty secret"),
        case("null-secret", header(parts=(KEY, CREATED, "null")), mismatch, 'the secret "null"'),
        case("other-order", header(parts=(SECRET, KEY, CREATED)), mismatch, "another order"),
        case("nonce-encoded-twice",
             header(nonce=base64.b64encode(NONCE.encode()).decode()), mismatch,
             "encoded twice", "encode the nonce once"),
        case("two-slips", header(parts=(NONCE, "2026-01-15T12:30:00Z", SECRET)), mismatch,
             "other decimals", "the nonce's base64 text"),
        case("another-secret", header(parts=(KEY, CREATED, "another secret")), mismatch,
             "not made with this secret", "check the environment"),
        case("another-secret-and-hex-nonce",
             header(parts=(KEY, CREATED, "another secret"), nonce=HEX_NONCE), mismatch,
             "not made with this secret"),
        case("another-secret-and-another-form",
             header(parts=(KEY, CREATED, "another secret"), written="hex"), "digest_invalid",
             "not made with this secret", "the hex digits of SHA-1", "check the environment"),
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
        case("space-after-the-secret", header(parts=(KEY, CREATED, SECRET + " ")), mismatch,
             "a space after the secret", "trim"),
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


def nonce_slips():
    """What was digested in the nonce's place: one cause, and what this dialect wants done."""
    digits, upper = HEX_NONCE, HEX_NONCE.upper()
    of_digits, twice = (base64.b64encode(text.encode()).decode() for text in (digits, NONCE))
    text_digested = "digest the nonce as it stands in the header"
    digits_sent = "put the hex digits into the header, and digest them as they stand there"
    bytes_sent = "digest the random bytes, and put their base64 into the header"
    these_sent = "put the base64 of these bytes into the header"
    stood_for = "of the bytes that the nonce's hex digits stand for"
    digits_digested = "of the nonce's hex digits, while the base64 of its bytes is in the header"
    stood_for_within = "of the bytes that the hex digits in the nonce's base64 stand for"
    other_case = "of the nonce's hex digits in the other case"
    rows = [
        # name, in the header, in the digest, cause; what to do for a raw and for a text dialect
        ("hex-sent-bytes-digested", digits, KEY, stood_for, these_sent, text_digested),
        ("hex-sent-base64-of-it-digested", digits, of_digits,
         "of the base64 of the nonce, while its text is in the header", bytes_sent, text_digested),
        ("hex-sent-upper-case-digested", digits, upper, other_case, bytes_sent, text_digested),
        ("upper-case-sent-hex-digested", upper, digits, other_case, bytes_sent, text_digested),
        ("base64-sent-hex-digested", NONCE, digits, digits_digested, bytes_sent, digits_sent),
        ("base64-sent-upper-case-hex-digested", NONCE, upper, digits_digested, bytes_sent,
         digits_sent),
        ("base64-of-hex-sent-bytes-digested", of_digits, KEY, stood_for_within, these_sent,
         digits_sent),
        ("base64-of-hex-sent-upper-case-digested", of_digits, upper, other_case, bytes_sent,
         digits_sent),
        ("base64-of-base64-sent-bytes-digested", twice, KEY,
         "of a nonce that is encoded twice in the header", "encode the nonce once for the header",
         text_digested),
    ]
    dialects = [("penneo", 0, {}), ("symfony", 0, {}), ("atom", 1, {}),
                ("emarsys", 1, {"written": "base64hex"}), ("huawei", 1, {"hashed": hashlib.sha256})]
    return [
        worded(f"{dialect}-{name}", header(parts=(digested, CREATED, SECRET), nonce=sent, **made),
               "digest_mismatch", f"PasswordDigest was made {cause}", remedies[is_text],
               dialect=dialect)
        for dialect, is_text, made in dialects
        for name, sent, digested, cause, *remedies in rows
    ] + [
        worded("base64-sent-bytes-digested", header(written="base64hex"), "digest_mismatch",
               "PasswordDigest was made of the bytes that the nonce decodes to, not of its text, which "
               "this dialect uses",
               f"{text_digested}; if the service wants it so, the dialect is emarsys,nonce=raw",
               dialect="emarsys"),
        worded("nonce-and-secret", header(parts=(KEY, CREATED, SECRET + "\n"), nonce=HEX_NONCE),
               "digest_mismatch",
               "PasswordDigest was made with a newline after the secret, and was made "
               + stood_for,
               f"read the secret without the line's end; {text_digested}", dialect="atom"),
    ]


def created_slips():
    """Another Created in the digest than in the header."""
    once = "print Created once, and use that text in the digest and in the header"
    zone, decimals, form = ("with another zone than the header's",
                            "with other decimals than the header's",
                            "in another form than the header's")
    rows = [
        # name, in the header, in the digest, cause
        ("zero-offset-sent-z-digested", "2026-01-15T12:30:00+00:00", "2026-01-15T12:30:00Z", zone),
        ("offset-sent-z-digested", "2026-01-15T13:30:00+01:00", "2026-01-15T12:30:00Z", zone),
        ("offset-sent-z-and-millis-digested", "2026-01-15T13:30:00+01:00",
         "2026-01-15T12:30:00.417Z", zone),
        ("zero-offset-sent-millis-digested", "2026-01-15T12:30:00+00:00",
         "2026-01-15T12:30:00.000+00:00", decimals),
        ("one-decimal-digested", "2026-01-15T12:30:00.678Z", "2026-01-15T12:30:00.6Z", decimals),
        ("two-decimals-digested", "2026-01-15T12:30:00.678Z", "2026-01-15T12:30:00.67Z", decimals),
        ("one-decimal-sent", "2026-01-15T12:30:00.6Z", "2026-01-15T12:30:00.678Z", decimals),
        ("rfc-2822-sent-z-digested", "Thu, 15 Jan 2026 13:30:00 +0100", "2026-01-15T12:30:00Z",
         form),
    ]
    return [
        worded(name, header(parts=(KEY, digested, SECRET), created=sent), "digest_mismatch",
               f"PasswordDigest was made of a Created {cause}", once,
               dialect="symfony,accept=offset+rfc2822")
        for name, sent, digested, cause in rows
    ]


def secret_slips():
    """A hash in the secret's place, written in every way."""
    written = {"hex": lambda raw: raw.hex(), "upper-case-hex": lambda raw: raw.hex().upper(),
               "base64": base64.b64encode, "bytes": lambda raw: raw}
    return [
        worded(f"{name}-of-the-secret-as-{form}",
               header(parts=(KEY, CREATED, write(hashed(SECRET.encode()).digest()))),
               "digest_mismatch", f"PasswordDigest was made with the {shown} of the secret",
               "use the secret itself, not a hash of it")
        for name, shown, hashed in [("md5", "MD5", hashlib.md5), ("sha1", "SHA-1", hashlib.sha1),
                                    ("sha256", "SHA-256", hashlib.sha256)]
        for form, write in written.items()
    ]


def other_dialects():
    """Digests that are right for another service."""
    text = (HEX_NONCE, CREATED, SECRET)
    bytes_sent = "digest the random bytes, and put their base64 into the header; "
    another = "if the service wants it so, the dialect is "
    of_text = ("PasswordDigest was made of the nonce's base64 text, not of the decoded bytes, which "
               "this dialect uses")
    return [
        worded("atom", header(parts=text, nonce=HEX_NONCE), "digest_mismatch", of_text,
               f"{bytes_sent}{another}atom"),
        worded("emarsys", header(parts=text, nonce=HEX_NONCE, written="base64hex"),
               "digest_invalid", f"{of_text}, and is written as base64 of the hash's hex digits",
               bytes_sent + "take the hash as bytes, not as hex text (PHP: sha1($text, true)); "
               f"{another}emarsys"),
        worded("huawei", header(parts=text, nonce=HEX_NONCE, hashed=hashlib.sha256),
               "digest_invalid", f"{of_text}, and is SHA-256, where SHA-1 is wanted",
               f"{bytes_sent}hash with SHA-1; {another}huawei"),
        worded("pywsse", header(hashed=hashlib.sha256), "digest_invalid",
               "PasswordDigest is SHA-256, where SHA-1 is wanted",
               f"hash with SHA-1; {another}pywsse"),
        worded("penneo-for-emarsys", header(), "digest_invalid",
               "PasswordDigest was made of the bytes that the nonce decodes to, not of its text, which "
               "this dialect uses, and is written as base64 of the hash bytes",
               "digest the nonce as it stands in the header; encode the hash's hex digits as "
               f"base64; {another}penneo or symfony", dialect="emarsys"),
        case("penneo-or-symfony", header(), "digest_mismatch",
             "the bytes that the nonce decodes to", "penneo or symfony", dialect="atom"),
        case("no-preset", header(written="base64hex"), "digest_invalid",
             "the dialect is penneo,digest=base64hex"),
        case("emarsys-without-secret",
             header(parts=text, nonce=HEX_NONCE, written="base64hex"), "digest_invalid",
             "base64 of the hex digits of SHA-1", "the dialect is emarsys", secret=None),
    ]

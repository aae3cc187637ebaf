"""Spellings of the nonce and of the digest (A7 to A10)."""

import base64

from .case_builder import (
    BASE, DIGEST, TEXT_NONCE, accepted, attack, numbered_nonce, signed, step, with_digest,
)
from .wsse_token import base64_text

HASH = base64.b64decode(DIGEST)
LOOSE_NOTE = ("Each digest is right for the bytes a lenient decoder would read, so only the "
              "spelling is at fault.")


def loose_nonce(nonce, entering, outcome="nonce_invalid"):
    """A nonce spelt wrongly, with a digest right for the bytes a lenient decoder reads."""
    return step(signed(nonce=nonce, entering=entering), outcome)


def nonce_spellings():
    return [
        attack(
            "A7", "tail-bits-two-bytes", "padding bits that are not zero, two bytes",
            [accepted(signed(nonce="YWI="))]
            + [loose_nonce(nonce, b"ab") for nonce in ("YWJ=", "YWK=", "YWL=")]
            + [step(signed(nonce="YWI="), "replayed")],
            LOOSE_NOTE),
        attack(
            "A7", "tail-bits-one-byte", "padding bits that are not zero, one byte",
            [accepted(signed(nonce="YQ=="))]
            + [loose_nonce(nonce, b"a") for nonce in ("YR==", "YS==", "YX==", "Yf==")]
            + [step(signed(nonce="YQ=="), "replayed")],
            LOOSE_NOTE),
        attack(
            "A7", "unpadded", "padding left out in part or whole",
            [loose_nonce("YWI", b"ab"), loose_nonce("YQ", b"a"), loose_nonce("YQ=", b"a"),
             loose_nonce("AAECAwQFBg", bytes(range(7))), accepted(signed(nonce="YWI="))],
            LOOSE_NOTE),
        attack(
            "A7", "overpadded", "more padding than there is room for",
            [loose_nonce("YWJj====", b"abc"), loose_nonce("YWJj=", b"abc"),
             loose_nonce("YWJj==", b"abc"), loose_nonce("YWI==", b"ab"),
             loose_nonce("YQ===", b"a"), accepted(signed(nonce="YWJj"))],
            LOOSE_NOTE),
        attack(
            "A7", "padding-inside", "data after padding",
            [loose_nonce("YW=Jj", b"abc"), loose_nonce("=YWJj", b"abc"),
             loose_nonce("YQ==YWJj", b"aabc"), loose_nonce("YQ==YWJj", b"a"),
             loose_nonce("YWI=YWI=", b"abab"), accepted(signed(nonce="YWJj"))],
            LOOSE_NOTE),
        attack(
            "A7", "padding-only", "nothing but padding, or less than a byte",
            [loose_nonce(nonce, b"") for nonce in ("=", "==", "====", "A", "A===", "A=")],
            LOOSE_NOTE),
        attack(
            "A7", "white-space", "spaces inside and around the nonce",
            [loose_nonce(nonce, b"abc")
             for nonce in ("YW Jj", " YWJj", "YWJj ", "YWI =", "\u00a0YWJj", "YW\u2003Jj")]
            + [accepted(signed(nonce="YWJj"))],
            LOOSE_NOTE),
        attack(
            "A7", "line-breaks", "line breaks and tabs in the nonce",
            [loose_nonce(nonce, b"abc", "header_malformed")
             for nonce in ("YW\nJj", "YWJj\n", "YW\r\nJj", "YW\tJj", "YWJj\0")]
            + [accepted(signed(nonce="YWJj"))],
            "Control bytes end the reading of the header before the nonce is looked at."),
        attack(
            "A7", "foreign-characters", "characters of no alphabet",
            [loose_nonce(nonce, b"abc")
             for nonce in ("YW!Jj", "YWJj.", "'YWJj'", "YWJj%0A", "\uff39WJj", "YWJ\u200bj")]
            + [loose_nonce("YWJjZA%3D%3D", b"abcd"), loose_nonce("YWJjZA\uff1d\uff1d", b"abcd"),
               accepted(signed(nonce="YWJj"))],
            LOOSE_NOTE),
        attack(
            "A7", "url-safe", "the URL-safe alphabet",
            [loose_nonce("YW-_", base64.b64decode("YW+/")),
             loose_nonce("YW-/", base64.b64decode("YW+/")),
             loose_nonce("YW+_", base64.b64decode("YW+/")),
             accepted(signed(nonce="YW+/"))],
            LOOSE_NOTE),
        attack(
            "A7", "sha256", "the same strictness where the hash is SHA-256",
            [step(signed("pywsse", nonce, entering=b"ab"), "nonce_invalid")
             for nonce in ("YWJ=", "YWI", "YWI==")]
            + [accepted(signed("pywsse", "YWI="))],
            LOOSE_NOTE, "pywsse"),
    ]


def refused_digests(digests, **header_fields):
    """Steps with a PasswordDigest of the wrong form."""
    return [step(with_digest(digest, **header_fields), "digest_invalid") for digest in digests]


def digest_spellings():
    hex_of_hash = HASH.hex()
    other = DIGEST.replace("U=", "")
    text_header = {"nonce": TEXT_NONCE}
    sha1_hex = base64.b64decode(
        signed("emarsys", TEXT_NONCE).split('PasswordDigest="')[1].split('"')[0]).decode()
    wrong_hex = [
        base64_text(sha1_hex.upper().encode()),
        base64_text(sha1_hex[:-1].encode()),
        base64_text((sha1_hex + "0").encode()),
        base64_text((sha1_hex[:-1] + "g").encode()),
        base64_text((" " + sha1_hex[1:]).encode()),
        base64_text(("0x" + sha1_hex[2:]).encode()),
        base64_text((sha1_hex + "\n").encode()),
        base64_text((sha1_hex + "0" * 24).encode()),
        base64_text(bytes.fromhex(sha1_hex)),
        sha1_hex,
    ]
    sha256_base64 = signed("huawei", TEXT_NONCE)
    return [
        attack(
            "A8", None, "padding bits of the digest that are not zero",
            refused_digests(other + tail for tail in ("V=", "W=", "X=")) + [accepted(BASE)],
            "They decode to the same hash; being refused, they use nothing of the honest one up."),
        attack(
            "A8", "after-the-honest-one", "other spellings of a digest already used",
            [accepted(BASE)] + refused_digests(other + tail for tail in ("V=", "W=", "X=", "U"))
            + [step(BASE, "replayed")],
            "No spelling gives a used digest a second life."),
        attack(
            "A8", "padding-and-alphabet", "padding, white space and the URL-safe alphabet",
            refused_digests([DIGEST[:-1], DIGEST + "=", DIGEST + " ", " " + DIGEST,
                             DIGEST.replace("+", "-"), DIGEST.replace("+", " "),
                             DIGEST.replace("=", "%3D"), DIGEST.replace("=", "\uff1d"),
                             DIGEST[:10] + " " + DIGEST[10:]])
            + [accepted(BASE)],
            "The digest is read as strictly as the nonce."),
        attack(
            "A8", "control-bytes", "a line break after the digest",
            [step(with_digest(DIGEST + "\n"), "header_malformed"),
             step(with_digest(DIGEST[:10] + "\r\n" + DIGEST[10:]), "header_malformed"),
             accepted(BASE)],
            "A control byte is a fault of the header."),
        attack(
            "A9", "hex", "the digest in hexadecimal, and base64 of that",
            refused_digests([hex_of_hash, hex_of_hash.upper(),
                             base64_text(hex_of_hash.encode()),
                             base64_text(DIGEST.encode())])
            + [accepted(BASE)],
            "Only base64 of the hash bytes is this dialect's digest."),
        attack(
            "A9", "lengths", "digests of the wrong length",
            refused_digests(["", base64_text(HASH[:1]), base64_text(HASH[:19]),
                             base64_text(HASH + b"\0"), base64_text(HASH * 2),
                             base64_text(HASH + bytes(12))])
            + [accepted(BASE)],
            "0, 1, 19, 21, 40 and 32 bytes; a prefix of the right hash is no hash."),
        attack(
            "A9", "other-hash", "SHA-256 where SHA-1 is due, and the reverse",
            [step(signed("symfony,hash=sha256"), "digest_invalid", dialect="symfony"),
             step(BASE, "digest_invalid", dialect="symfony,hash=sha256"),
             accepted(BASE, dialect="symfony"),
             step(sha256_base64, "digest_invalid", dialect="huawei,digest=base64hex"),
             accepted(sha256_base64, dialect="huawei")],
            "The hash is a setting and is never told from the length.", "symfony"),
        attack(
            "A9", "base64-of-hex", "what a base64-of-hex dialect takes and what it refuses",
            refused_digests(wrong_hex, **text_header)
            + [accepted(signed("emarsys", TEXT_NONCE))],
            "Exactly 40 lower-case hexadecimal digits, in canonical base64.", "emarsys"),
        attack(
            "A9", "base64-of-hex-padding", "padding bits of base64-of-hex that are not zero",
            refused_digests(
                [base64_text(sha1_hex.encode())[:-2] + tail for tail in ("", "=", "===")]
                + [base64_text(sha1_hex.encode())[:-3]
                   + following_letter(base64_text(sha1_hex.encode())[-3]) + "=="],
                **text_header)
            + [accepted(signed("emarsys", TEXT_NONCE))],
            "The outer encoding is as strict as any.", "emarsys"),
        attack(
            "A9", "same-length-wrong-value", "a digest that differs in its first or last bit",
            [step(with_digest(base64_text(bytes([HASH[0] ^ 0x80]) + HASH[1:])), "digest_mismatch"),
             step(with_digest(base64_text(HASH[:-1] + bytes([HASH[-1] ^ 1]))), "digest_mismatch"),
             step(with_digest(base64_text(bytes(20))), "digest_mismatch"),
             step(with_digest(base64_text(HASH[::-1])), "digest_mismatch"),
             accepted(BASE)],
            "All twenty bytes count."),
    ]


def following_letter(letter):
    """The base64 character after this one: of a canonical last character, its lowest bit set."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return alphabet[alphabet.index(letter) + 1]


def nonce_lengths():
    created_none = "penneo,unique=none"
    return [
        attack(
            "A10", "sixty-four", "nonces of 64 characters and fewer",
            [accepted(signed(created_none, base64_text(bytes(range(length)))))
             for length in (1, 7, 8, 16, 45, 46, 47, 48)],
            "48 bytes make exactly 64 characters.", created_none),
        attack(
            "A10", "sixty-five", "nonces of 65 characters and more",
            [step(signed(nonce="A" * 65, entering=b""), "nonce_too_long"),
             step(signed(nonce=base64_text(bytes(range(49)))), "nonce_too_long"),
             step(signed(nonce=base64_text(bytes(range(64)))), "nonce_too_long"),
             step(signed(nonce="!" * 65, entering=b""), "nonce_too_long"),
             step(signed(nonce="A" * 3900, entering=b""), "nonce_too_long")],
            "The length is judged before the encoding."),
        attack(
            "A10", "empty", "an empty nonce",
            [step(signed(nonce="", entering=b""), "parameter_missing")],
            "The digest is right for no nonce at all."),
        attack(
            "A10", "not-utf8", "nonce bytes that are no UTF-8",
            [accepted(signed(created_none, base64_text(data)))
             for data in (b"\xff\xfe", b"\x80" * 16, b"\x00" * 16, b"\xed\xa0\x80", b"\n\r\0\"\\",
                          bytes(range(0xD0, 0x100)))],
            "A raw nonce is bytes, never text.", created_none),
        attack(
            "A10", "text-nonce", "the limits of a text nonce",
            [accepted(signed("atom", "n" * 256)), accepted(signed("atom", "n")),
             step(signed("atom", "n" * 257), "nonce_too_long"),
             accepted(signed("atom", "!#$%&'()*+,-./:;<=>?@[]^_`{|}~"))],
            "All visible ASCII but the quote and the backslash.", "atom"),
        attack(
            "A10", "text-nonce-characters", "what a text nonce may not hold",
            [step(signed("atom", nonce, entering=nonce.encode()), "nonce_invalid")
             for nonce in ("a b", " ab", "ab ", "\u00e9", "a\u00a0b", "\uff41\uff42", "a\u200bb",
                           "\U0001f511", "a\u0085b")],
            "No white space, nothing beyond ASCII; the digest is right for the UTF-8 bytes.",
            "atom"),
        attack(
            "A10", "text-nonce-controls", "control bytes in a text nonce",
            [step(signed("atom", nonce, entering=nonce.encode()), "header_malformed")
             for nonce in ("a\tb", "a\nb", "a\0b", "a\x7fb", "a\x1bb")],
            "A control byte is a fault of the header.", "atom"),
        attack(
            "A10", "huawei", "the limit of 128 characters",
            [accepted(signed("huawei", "N" * 128)),
             step(signed("huawei", "N" * 129), "nonce_too_long")],
            "The limit belongs to the dialect.", "huawei"),
        attack(
            "A10", "raised-limit", "a raised and a lowered limit",
            [accepted(signed(nonce=base64_text(bytes(96))), dialect="penneo,max_nonce=128"),
             step(signed(nonce=base64_text(bytes(97))), "nonce_too_long",
                  dialect="penneo,max_nonce=128"),
             step(BASE, "nonce_too_long", dialect="penneo,max_nonce=7"),
             accepted(signed(created="2026-03-14T10:00:01Z"), dialect="penneo,max_nonce=8")],
            "A limit is met, not approached."),
        attack(
            "A10", "different-each-time", "a burst of fresh nonces",
            [accepted(signed("symfony", numbered_nonce(number))) for number in range(8)],
            "One user, one Created, eight nonces: only nonces are unique here.",
            "symfony"),
    ]


def cases():
    """A7 to A10."""
    return nonce_spellings() + digest_spellings() + nonce_lengths()

"""Odd characters, user names and secrets (C8 to C12)."""

from .case_builder import (
    BASE, CREATED, NONCE, SECRET, WORD, accepted, accepted_names, all_malformed, attack, named,
    numbered_nonce, signed, step,
)
from .wsse_dialect import parse_dialect
from .wsse_token import format_header, make_digest

AFTER_USERNAME = BASE[len(WORD + 'Username="user"'):]


def control_characters():
    controls = ["\0", "\r", "\n", "\r\n", "\x7f", "\x1b", "\t", "\x01", "\x1f", "\x0b", "\x0c"]
    opaque = ["%0d%0a", "a\u2028b", "a\u2029b", "\u202euser", "\u2066user\u2069", "user\u200b",
              "\ufeffuser", "us\u00ader", "\U0001f511", "<script>", "$(id)", "user\u00a0",
              "\ue000", "\U0010ffff", "%00"]
    next_line = ["us\u0085er", "\u0080user", "user\u009f", "us\u009ber"]
    return [
        all_malformed("C8", "ascii-controls", "control bytes in a user name",
                      [named("us" + control + "er") for control in controls]
                      + [named(control + "user") for control in ("\0", "\n", "\x7f")]
                      + [named("user" + control) for control in ("\0", "\n", "\x7f")]),
        all_malformed("C8", "ignored-value", "control bytes in an ignored value",
                      [f'{BASE}, Extra="a{control}b"' for control in controls],
                      ignore_unknown=True,
                      note="An ignored value must still be a value."),
        all_malformed("C8", "between", "control bytes between parameters",
                      [BASE.replace(", ", "," + control, 1)
                       for control in ("\0", "\n", "\r\n ", "\x7f", "\x0b", "\x0c", "\x1b")]
                      + [BASE + "\0", BASE + "\n", "\n" + BASE, "\0" + BASE]),
        attack("C8", "c1-controls", "control characters beyond ASCII in a user name",
               [step(named(name), "username_invalid") for name in next_line]
               + [accepted(named("user"))],
               "U+0080 to U+009F are control characters too; the secret store holds these names.",
               secrets={name: [SECRET] for name in next_line + ["user"]}),
        attack("C8", "opaque", "names that look odd but hold no control character",
               accepted_names(opaque),
               "They are looked up as they are; escaping them is a matter of logs.", "symfony",
               {name: [SECRET] for name in opaque}),
        attack("C8", "unknown", "odd names that nobody holds",
               [step(named(name), "username_unknown") for name in opaque] + [accepted(BASE)],
               "Nothing is trimmed, decoded or folded on the way to the secret store."),
    ]


def raw_bytes():
    before, after = (WORD + 'Username="').encode(), ('"' + AFTER_USERNAME).encode()
    not_utf8 = [b"\xff\xfe", b"j\xf8rgen", b"caf\xe9", b"\xc0\x80", b"\xc1\xbf", b"\xe0\x80\x80",
                b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80",
                b"\xc3", b"\xe2\x82", b"\x80", b"\xf0\x9f\x94", b"\xc0\xa2"]
    return [
        all_malformed("C9", "username", "a user name that is not UTF-8",
                      [before + name + after for name in not_utf8]),
        all_malformed("C9", "elsewhere", "bytes that are not UTF-8 in other places",
                      [b"\xff\xfe", b"\xff\xfe" + BASE.encode(), BASE.encode() + b"\xff",
                       BASE.encode().replace(b"YWJj", b"YW\xe9j"),
                       BASE.encode().replace(b"Z\"", b"\xff\""),
                       BASE.encode().replace(b"UsernameToken", b"UsernameTok\xe9n"),
                       BASE.encode("utf-16"), BASE.encode("utf-16-le"),
                       BASE.encode("utf-16-be")]),
        all_malformed("C9", "ignored-value", "bytes that are not UTF-8 in an ignored value",
                      [BASE.encode() + b', Extra="' + name + b'"' for name in not_utf8],
                      ignore_unknown=True),
        attack("C9", "utf8", "the same names in UTF-8",
               [accepted(signed("symfony", numbered_nonce(1), username="j\u00f8rgen").encode()),
                accepted(signed("symfony", numbered_nonce(2), username="caf\u00e9").encode())],
               "Bytes beyond ASCII are welcome as UTF-8.", "symfony",
               {"j\u00f8rgen": [SECRET], "caf\u00e9": [SECRET]}),
    ]


def usernames():
    right_length = ["u", "u" * 255, "u" * 256, "\u00e9" * 128, "\U0001f511" * 64, "e\u0301" * 85]
    too_long = ["u" * 257, "\u00e9" * 128 + "u", "\U0001f511" * 64 + "u", "u" * 1000]
    opaque = ["null", "None", "../x", "{u1}", "*", "?", "user:admin", "undefined", "0", "-1",
              "' OR 1=1 --", "${user}", "%s", "a/b", "..", "{", "[a-z]*", "user ", " user",
              "x-wsse", "digest", "nonce"]
    distinct = {"key": ["first secret"], "Key": ["second secret"],
                "\u00e9": ["composed"], "e\u0301": ["decomposed"], "key ": ["third secret"]}
    return [
        attack("C10", "empty", "an empty user name",
               [step(named(""), "username_invalid"), accepted(named("user"))],
               "The secret store even holds a secret for it.",
               secrets={"": [SECRET], "user": [SECRET]}),
        attack("C10", "lengths", "user names of 1, 255 and 256 bytes",
               accepted_names(right_length),
               "The length counts bytes of UTF-8.", "symfony",
               {name: [SECRET] for name in right_length}),
        attack("C10", "too-long", "user names of 257 bytes and more",
               [step(named(name), "username_invalid") for name in too_long]
               + [accepted(named("user"))],
               "The secret store holds them; the rule refuses them first.",
               secrets={name: [SECRET] for name in too_long + ["user"]}),
        attack("C10", "opaque", "names that mean something elsewhere",
               accepted_names(opaque),
               "They are names like any other.", "symfony",
               {name: [SECRET] for name in opaque}),
        attack("C10", "opaque-unknown", "the same names when nobody holds them",
               [step(named(name), "username_unknown") for name in opaque] + [accepted(BASE)],
               "No pattern matches another's name."),
        attack("C11", "own-secrets", "names that differ little, each with its own secret",
               [accepted(named(name, secrets[0])) for name, secrets in distinct.items()],
               "Same nonce, same Created: claims keep the names apart too.", "symfony", distinct),
        attack("C11", "foreign-secrets", "one name's secret under a name that differs little",
               [step(named("Key", "first secret"), "digest_mismatch"),
                step(named("key", "second secret"), "digest_mismatch"),
                step(named("e\u0301", "composed"), "digest_mismatch"),
                step(named("\u00e9", "decomposed"), "digest_mismatch"),
                step(named("key ", "first secret"), "digest_mismatch"),
                step(named("KEY", "first secret"), "username_unknown"),
                step(named(" key", "first secret"), "username_unknown"),
                step(named("key  ", "third secret"), "username_unknown"),
                step(named("\u00c9", "composed"), "username_unknown"),
                step(named("\uff4bey", "first secret"), "username_unknown"),
                step(named("\u212aey", "second secret"), "username_unknown"),
                accepted(named("key", "first secret"))],
               "Case, composition and spaces all tell names apart.", "symfony", distinct),
    ]


def secrets():
    empty = {"user": [""]}
    guesses = {"": "t4uP/liK7e5R4JzUOUBilAQNyq8=", "null": "IGIblzLZ++gseBsipqioA1sJkUw=",
               "None": "jsomLVaw5t7/IkVYy94hWSaEt2o="}
    guessed = [format_header("nobody", digest, NONCE, CREATED) for digest in guesses.values()]
    more = [format_header("nobody", make_digest(parse_dialect("penneo"), b"abcd", CREATED, secret),
                          NONCE, CREATED)
            for secret in ("undefined", "false", "0", "nobody", "password", "\0", " ", "dummy",
                           "[]", "{}")]
    doc_empty = format_header("user", "TnaV4SZKRVAXjfWU4YQk3LPnEOY=", "AAECAwQFBgc=",
                              "2024-01-15T12:30:00Z")
    return [
        attack("C12", "unknown-user", "guessed secrets for an unknown user",
               [step(header, "username_unknown") for header in guessed + more] + [accepted(BASE)],
               "Nothing a store might give for nobody is a secret."),
        attack("C12", "known-user", "guessed secrets for a known user",
               [step(header.replace('"nobody"', '"user"'), "digest_mismatch")
                for header in guessed + more] + [accepted(BASE)],
               "The secret of the user is another one."),
        attack("C12", "empty-secret", "an empty secret in the store",
               [step(signed(secret=""), "username_unknown"),
                step(signed(secret="null"), "username_unknown")],
               "An empty secret is no secret: the user is as good as unknown.", secrets=empty),
        attack("C12", "empty-secret-published", "a published digest of the empty secret",
               [step(doc_empty, "username_unknown", now="2024-01-15T12:30:01Z")],
               "A known answer that can be computed and must not be accepted.", "symfony", empty),
        attack("C12", "empty-beside-real", "an empty secret beside real ones",
               [step(signed(secret=""), "digest_mismatch"), accepted(BASE),
                accepted(signed(secret="another", nonce=numbered_nonce(1),
                                created="2026-03-14T10:00:01Z"))],
               "The real secrets keep working in any place of the list.",
               secrets={"user": ["", SECRET, "", "another"]}),
        attack("C12", "no-secrets", "a user without any active secret",
               [step(signed(secret=secret), "username_unknown") for secret in ("", SECRET)],
               "No active secret is as good as no user.", secrets={"user": []}),
        attack("C12", "near-secrets", "secrets that are nearly right",
               [step(signed(secret=secret), "digest_mismatch")
                for secret in ("S3cr3t", "s3cr3t ", " s3cr3t", "s3cr3t\n", "s3cr3", "s3cr3tt",
                               "s3cr3t\0", "czNjcjN0")] + [accepted(BASE)],
               "Secrets are bytes; nothing is trimmed or decoded."),
    ]


def cases():
    """C8 to C12."""
    return control_characters() + raw_bytes() + usernames() + secrets()

"""The header's form, and that of its values."""

import base64
from urllib.parse import quote

from .explain_builder import CREATED, KEY, NONCE, SECRET, case, header, worded


def cases():
    return values() + encodings() + grammar() + more_grammar() + line_ends()


def values():
    """Nonce and Username."""
    def twice(nonce):
        return base64.b64encode(base64.b64encode(nonce)).decode()

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
        case("nonce-encoded-twice-without-secret", header(nonce=twice(bytes(range(16)))), None,
             "decodes to base64 once more", "encode the random bytes once", secret=None),
        case("nonce-encoded-twice-without-padding", header(nonce=twice(bytes(range(100, 118)))),
             None, "decodes to base64 once more", "encode the random bytes once", secret=None),
        case("username-with-c1-control", header().replace('"key"', '"k\u0085y"'),
             "username_invalid", "control character"),
    ]


def encodings():
    """Values that something on the way, or nothing, has changed."""
    right = header()
    plus = header(parts=(b"\xfb\xef\xbe" * 4, CREATED, SECRET), nonce="++++++++++++++++")
    digest = right.split('"')[3]
    return [
        case("percent-encoded-nonce", right.replace(NONCE, NONCE.replace("=", "%3D")),
             "nonce_invalid", "Nonce is percent-encoded", "a header is not a URL"),
        case("percent-encoded-digest", right.replace(digest, digest.replace("=", "%3d")),
             "digest_invalid", "PasswordDigest is percent-encoded"),
        case("percent-encoded-created",
             right.replace(CREATED, CREATED.replace(":", "%3A")),
             "created_invalid", "Created is percent-encoded"),
        case("percent-encoded-and-another-secret",
             header(parts=(KEY, CREATED, "x")).replace(NONCE, NONCE.replace("=", "%3D")),
             "nonce_invalid", "Nonce is percent-encoded"),
        case("percent-encoded-header", "X-WSSE: " + quote(right), "header_malformed",
             "the header is percent-encoded"),
        case("percent-encoded-value", quote(right), "header_malformed",
             "the header is percent-encoded"),
        case("space-for-plus", plus.replace("+++", "  +", 1), "nonce_invalid",
             "a + was turned into a space"),
        case("escaped-for-html", "X-WSSE: " + right.replace('"', "&quot;"), "header_malformed",
             "escaped for HTML"),
        case("secret-for-digest", right.replace(digest, SECRET), "digest_invalid",
             "the secret itself was sent", "replace that secret now",
             "send the digest in its place"),
        case("secret-for-username", right.replace('"key"', f'"{SECRET}"'), None,
             "the secret itself was sent", "replace that secret now"),
        case("secret-beside", right + f', Password="{SECRET}"', "parameter_unknown",
             "the secret itself was sent", "replace that secret now"),
        case("digest-of-plus-signs", right.replace(digest, "+f" * 20), "digest_invalid",
             "base64 of 30 bytes"),
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
        case("comma-at-the-end", right + ",", malformed, "after the last value"),
        case("no-word", right.removeprefix("UsernameToken "), malformed,
             "UsernameToken is missing"),
        case("other-word", right.replace("UsernameToken", "WSSE", 1), malformed, '"WSSE"'),
        case("word-with-comma", right.replace("UsernameToken ", "UsernameToken, ", 1), malformed,
             "comma after the first word"),
        case("second-token", right + ", " + right, malformed, "a second token"),
        case("open-quote", right[:-1], malformed, "not closed"),
        case("backslash", right.replace("key", "k\\\\ey"), malformed, "backslash"),
        case("twice", right + ', Username="key"', "parameter_duplicate", "Username is there twice"),
        case("unknown", right + ', Organization="acme"', "parameter_unknown", "Organization"),
        case("missing", right.split(", Created")[0], "parameter_missing", "Created is missing"),
        case("empty", right.replace(NONCE, ""), "parameter_missing", "Nonce is empty"),
        case("too-large", right.replace("key", "k" * 4096), "header_too_large", "4096"),
        case("doubled-word", "UsernameToken " + right, None),
        case("tripled-word", "UsernameToken UsernameToken " + right, malformed,
             "stands there once more"),
        case("word-only", "X-WSSE: UsernameToken", malformed, "no parameter follows"),
        case("doubled-word-elsewhere", "UsernameToken " + right, malformed, "stands twice",
             dialect="symfony"),
    ]


def more_grammar():
    """Rarer faults of the header's form."""
    malformed = "header_malformed"
    right = header()
    unfilled = "a placeholder was not filled in"
    return [
        case("name-in-the-value", "X-WSSE: X-WSSE: " + right, malformed,
             "the header's name stands in its value"),
        case("german-quotes", right.replace('"key"', "\u201ekey\u201c"), malformed,
             "not in double quotes"),
        case("semicolons", right.replace('", ', '"; '), malformed, "a semicolon", "a comma"),
        case("colon-behind-the-word", right.replace("UsernameToken", "UsernameToken:", 1),
             malformed, "a colon after the first word"),
        case("semicolon-behind-the-word", right.replace("UsernameToken", "UsernameToken;", 1),
             malformed, "a semicolon after the first word"),
        case("escaped-quotes", right.replace('"', '\\"'), malformed,
             "a backslash before the quote"),
        case("empty-header", "X-WSSE:\r\n", malformed, "the X-WSSE header is empty"),
        case("no-break-space", right.replace(", Nonce", ",\u00a0Nonce"), malformed,
             "white space other than space and tab"),
        case("value-in-quotes-sent", f"> GET / HTTP/1.1\n> X-WSSE: '{right}'\n", malformed,
             "the whole value is in quotes"),
        case("placeholder-nonce", right.replace(NONCE, "{{nonce}}"), "nonce_invalid", unfilled),
        case("placeholder-username", right.replace('"key"', '"${API_KEY}"'), None, unfilled),
        case("placeholder-created", right.replace(CREATED, "undefined"), "created_invalid",
             unfilled),
        case("placeholder-header", "X-WSSE: {{wsse}}", malformed, unfilled),
        case("shell-variable", "> GET / HTTP/1.1\n> X-WSSE: $X_WSSE\n", malformed, unfilled),
        case("folded", "> GET / HTTP/1.1\r\n> X-WSSE: "
             + right.replace(", Nonce", ",\r\n>  Nonce") + "\r\n", None,
             "broken over lines", "on one line"),
        case("folded-raw", "GET / HTTP/1.1\r\nX-WSSE: "
             + right.replace(", Nonce", ",\r\n\tNonce") + "\r\n\r\n", None, "broken over lines"),
        case("folded-line", "X-WSSE: " + right.replace(", Nonce", ",\n  Nonce"), None,
             "broken over lines"),
        case("wrapped-value", right.replace(", ", ",\n"), None, "broken over lines"),
    ]


def line_ends():
    """A line end within a value: a verifier gets it too. Between two values it is the paste's."""
    right = header()
    digest = right.split('"')[3]
    long_nonce = base64.b64encode(bytes(range(96))).decode()
    long = header(parts=(bytes(range(96)), CREATED, SECRET), nonce=long_nonce)
    chunks = long_nonce[:76] + "\r\n" + long_nonce[76:] + "\r\n"
    problem = "there is a line end in the value"
    remedy = ("leave it out: write base64 without line breaks (Ruby: strict_encode64), and trim "
              "what was read; if only the terminal broke the line, paste it in one piece")
    pasted = {
        "behind-the-digest": "X-WSSE: " + right.replace(digest, digest + "\n"),
        "behind-the-digest-crlf": "X-WSSE: " + right.replace(digest, digest + "\r\n"),
        "behind-the-digest-cr": "X-WSSE: " + right.replace(digest, digest + "\r"),
        "behind-the-nonce": right.replace(NONCE, NONCE + "\n"),
        "behind-the-username": right.replace('"key"', '"key\n"'),
        "within-the-digest": "X-WSSE: " + right.replace(digest, digest[:20] + "\n" + digest[20:]),
        "within-the-digest-folded":
            "X-WSSE: " + right.replace(digest, digest[:20] + "\r\n  " + digest[20:]),
        "of-curl":
            "> GET / HTTP/1.1\r\n> X-WSSE: " + right.replace(digest, digest + "\n> ") + "\r\n",
        "of-a-raw-request": "GET / HTTP/1.1\r\nX-WSSE: " + right.replace(digest, digest + "\n")
                            + "\r\nHost: api.example\r\n\r\n",
    }
    return [
        worded(f"line-end-{name}", text, "header_malformed", problem, remedy)
        for name, text in pasted.items()
    ] + [
        worded("line-ends-of-chunks", "X-WSSE: " + long.replace(long_nonce, chunks),
               "header_malformed", problem, remedy, dialect="penneo,max_nonce=128"),
        case("blanks-around", "  " + right + " " * 4096, None),
        case("blanks-within", right.replace(", Nonce", "," + " " * 4096 + "Nonce"),
             "header_too_large", "4096"),
    ]

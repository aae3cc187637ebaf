"""Broken headers, and what the diagnosis must say of each.

Every digest is made here with hashlib, wrongly on purpose. `mentions` are pieces of the first
finding, its problem and its remedy, that a developer needs to see.
"""

import base64
import hashlib
import json
from urllib.parse import quote

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
              "base64HEX": base64.b64encode(raw.hex().upper().encode()),
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
    return (digests() + more_slips() + other_dialects() + times() + created_forms() + values()
            + encodings() + grammar() + more_grammar() + pastes() + requests() + code())


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
        case("local-time-new-york", aged("2026-01-15T07:30:00.500Z"), stale,
             "which is what the local time of UTC-05:00 labelled Z would give",
             "sign each request when it is sent", "print the time in UTC"),
        case("no-such-zone", aged("2026-01-15T14:00:00Z"), future,
             "5399 s ahead", "check the clock"),
        case("quarter-of-an-hour-old", aged("2026-01-15T12:15:00Z"), stale,
             "the window is 60 s", "check the clock"),
        case("12-hour-clock", aged("2026-01-15T00:30:00Z"), stale, "a 12-hour clock", "HH"),
        case("12-hour-clock-ahead", aged("2026-01-16T00:30:00Z"), future, "a 12-hour clock", "HH"),
        case("a-hair-too-old", aged("2026-01-15T12:29:00.999600Z"), stale,
             "60.0004 s old", "the window is 60 s"),
        case("last-year", aged("2025-01-15T12:30:00Z"), stale, "the year is 2025"),
        case("next-year", aged("2027-01-15T12:30:00Z"), future, "the year is 2027", "yyyy"),
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


def created_forms():
    """Texts for Created that are no strict instant."""
    another = "another format"
    return [
        case(f"created-{name}", aged(created), "created_invalid", *mentions)
        for name, created, *mentions in [
            ("without-seconds", "2026-01-15T12:30Z", "no seconds"),
            ("of-javascript", "Thu Jan 15 2026 13:30:00 GMT+0100 (CET)", another, "toISOString"),
            ("american", "01/15/2026 12:30:00", another),
            ("week-date", "2026-W03-4T12:30:00Z", another),
            ("day-first", "15-01-2026T12:30:00Z", another),
            ("points", "2026-01-15T12.30.00Z", another),
            ("slashes", "2026/01/15T12:30:00Z", another),
            ("basic", "20260115T123000Z", another),
            ("one-digit", "2026-1-5T12:30:00Z", another),
            ("two-zones", "2026-01-15T12:30:00Z+01:00", "two zones"),
            ("http-date", "Thu, 15 Jan 2026 12:30:00 GMT", "an HTTP date"),
            ("date-only", "2026-01-15", another),
        ]
    ]


def encodings():
    """Values that something on the way, or nothing, has changed."""
    right = header()
    plus = header(parts=(b"\xfb\xef\xbe" * 4, CREATED, SECRET), nonce="++++++++++++++++")
    digest = right.split('"')[3]
    return [
        case("percent-encoded-nonce", right.replace(NONCE, NONCE.replace("=", "%3D")),
             "nonce_invalid", "Nonce is percent-encoded", "a header is no URL"),
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
             malformed, "a colon behind the first word"),
        case("semicolon-behind-the-word", right.replace("UsernameToken", "UsernameToken;", 1),
             malformed, "a semicolon behind the first word"),
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
        case("line-end-in-the-digest", "X-WSSE: " + right.replace('=", Nonce', '=\n", Nonce'), None,
             "broken over lines", "without line breaks"),
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
        case("server-date", curl + "< Date: Thu, 15 Jan 2026 12:37:00 GMT\r\n", "created_stale",
             "420 s old by the server's Date", "learn its offset"),
        case("old-when-asked-fresh-when-sent",
             curl.replace(right, old) + "< Date: Thu, 15 Jan 2026 12:20:05 GMT\r\n", None,
             "has aged", "sign afresh"),
        case("nothing", "> GET / HTTP/1.1\r\n> Host: api.example\r\n", "header_missing",
             "no X-WSSE header", "curl -v"),
    ]


def requests():
    """Blocks with requests and answers, of which some say nothing of the token."""
    missing = "header_missing"
    right, other = header(), aged("2026-01-15T12:29:30Z")
    challenge = '< WWW-Authenticate: WSSE realm="api", profile="UsernameToken"\r\n'

    def request(path, *headers):
        lines = [f"GET {path} HTTP/1.1", "Host: api.example", *headers, ""]
        return "".join(f"> {line}\r\n" for line in lines)

    refused = "< HTTP/1.1 401 Unauthorized\r\n" + challenge + "<\r\n"
    moved = "< HTTP/1.1 302 Found\r\n<\r\n"
    token = f"X-WSSE: {right}"
    return [
        case("challenge-only", request("/") + refused, missing, "no X-WSSE header"),
        case("authorization-only",
             request("/", 'Authorization: WSSE profile="UsernameToken"') + refused, missing,
             "no X-WSSE header"),
        case("body-with-username", request("/") + refused + '{"username": "key"}', missing,
             "no X-WSSE header"),
        case("body-with-parameters",
             request("/") + refused + "Username=key is not known", missing, "no X-WSSE header"),
        case("word-without-parameter", "which username do you mean?", missing,
             "no X-WSSE header"),
        case("raw-answer", "HTTP/1.1 401 Unauthorized\r\nX-Hint: Username=key\r\n", missing,
             "no X-WSSE header"),
        case("terminal-session", f"$ curl -v -H '{token}' https://api.example/\n"
             + request("/", token) + refused, None),
        case("redirect-with-the-same-token", request("/", token) + moved + request("/new", token)
             + refused, None, "the same token was sent in 2 requests", "retry"),
        case("retry-with-another-token", request("/", f"X-WSSE: {other}") + refused
             + request("/", token) + refused, None),
        case("last-request-without-token", request("/", token) + moved + request("/new") + refused,
             None),
        case("raw-request", f"GET / HTTP/1.1\r\nHost: api.example\r\n{token}\r\n\r\n"
             "HTTP/1.1 401 Unauthorized\r\nDate: Thu, 15 Jan 2026 12:37:00 GMT\r\n",
             "created_stale", "by the server's Date"),
        case("last-date-counts", request("/", token) + "< Date: Thu, 15 Jan 2026 12:37:00 GMT\r\n"
             + request("/", token.replace("X-WSSE", "X-Other"))
             + "< Date: Thu, 15 Jan 2026 12:30:02 GMT\r\n", None),
        case("token-in-authorization", request("/", f"Authorization: {right}"), missing,
             "the token is in Authorization", "X-WSSE"),
        case("token-in-authorization-line", f"Authorization: WSSE {right}", missing,
             "the token is in Authorization"),
    ]


def code():
    """The header as it stands in programs, logs and other tools' files."""
    right = header()
    escaped, tick = right.replace('"', '\\"'), right.replace('"', '`"')
    pasted = {
        "json": f'{{"X-WSSE": "{escaped}"}}',
        "json-with-slashes": '{"X-WSSE": "%s"}' % escaped.replace("/", "\\/"),
        "har": f'{{"name":"X-WSSE","value":"{escaped}"}}, {{"name":"Accept","value":"*/*"}}',
        "postman": f'{{\n  "key": "X-WSSE",\n  "value": "{escaped}"\n}}',
        "php": f"$headers = ['X-WSSE' => '{right}', 'Accept' => '*/*'];",
        "python": f"headers = {{'Accept': '*/*', 'X-WSSE': '{right}'}}",
        "python-item": f"headers['X-WSSE'] = '{right}'",
        "javascript": f"request.setRequestHeader('X-WSSE', '{right}');",
        "javascript-template": f"request.setHeader('X-WSSE', `{right}`)",
        "powershell": f"-Headers @{{'X-WSSE' = '{right}'}}",
        "powershell-ticks": f'-Headers @{{"X-WSSE" = "{tick}"}}',
        "httpie": f"http https://api.example X-WSSE:'{right}' Accept:'*/*'",
        "curl-without-space": f"curl -HX-WSSE:'{right}' https://api.example",
        "log-prefix": f"2026-01-15 12:30:01 INFO sent X-WSSE: {right}",
        "log-in-json": f'{{"message": "sent X-WSSE: {escaped}"}}',
        "cgi": f"HTTP_X_WSSE: {right}",
        "quoted-value": f"'{right}'",
        "double-quoted-value": f'"{escaped}"',
        "value-in-unescaped-quotes": f'"{right}"',
        "header-in-quotes": f'"X-WSSE: {escaped}"',
        "byte-order-mark": f"\ufeffX-WSSE: {right}",
        "byte-order-mark-and-value": f"\ufeff{right}",
        "url-with-the-name": f"curl https://api.example/x-wsse -H 'X-WSSE: {right}'",
        "url-with-the-name-and-more": f"curl https://api.example/x-wsse:1 -H 'X-WSSE: {right}'",
        "php-joined": f"""'X-WSSE: ' . '{right}'""",
        "json-in-json": json.dumps(json.dumps({"X-WSSE": right})),
        "json-in-json-in-a-log": json.dumps({"message": json.dumps({"X-WSSE": right})}),
        "browser": f"accept:\n*/*\nx-wsse:\n{right}\nhost:\napi.example",
        "name-on-its-own-line": f"x-wsse\n{right}",
        "value-before-name": f'{{"value": "{escaped}", "name": "X-WSSE"}}',
        "without-a-name": f"$token = '{right}'; // sent below",
    }
    shell = f'curl -H "X-WSSE: {right}" https://api.example/'
    return [case(f"code-{name}", text, None) for name, text in pasted.items()] + [
        case("shell-takes-the-quotes", shell, "header_malformed",
             "the shell takes the inner quotes away", "put the whole argument in single quotes"),
    ]

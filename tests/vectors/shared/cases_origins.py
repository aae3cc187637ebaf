"""Cases of origins.json: whom a client hook signs for. All expected values are typed in by hand from the rules in README.md."""

# A text, and the origin that it is of.
ORIGINS = (
    ("https://api.example", "https://api.example"),
    ("https://api.example/v1", "https://api.example"),
    ("HTTPS://API.Example:443/v1?q=1#f", "https://api.example"),
    ("https://api.example:", "https://api.example"),
    ("https://api.example:/", "https://api.example"),
    ("https://api.example:0443/", "https://api.example"),
    ("https://api.example:8443", "https://api.example:8443"),
    ("https://api.example:1", "https://api.example:1"),
    ("https://api.example:65535/", "https://api.example:65535"),
    ("https://api.example:80", "https://api.example:80"),
    ("https://api.example.", "https://api.example."),
    ("https://user:pa%20ss@api.example/", "https://api.example"),
    ("https://user:pass@api.example:8443/", "https://api.example:8443"),
    ("https://api.example:1@evil.example/", "https://evil.example"),
    ("https://api.example@evil.example/", "https://evil.example"),
    ("https://api.example?x=https://other.example", "https://api.example"),
    ("https://api_1.example/", "https://api_1.example"),
    ("https://api.example#@other.example/", "https://api.example"),
    ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
    ("https://[2001:DB8:0:0::1]:443/", "https://[2001:db8::1]"),
    ("https://[2001:db8:0:0:0:0:0:1]/", "https://[2001:db8::1]"),
    ("https://[::1]:8443", "https://[::1]:8443"),
    ("https://192.0.2.1/", "https://192.0.2.1"),
    ("https://localhost", "https://localhost"),
)

# The same over plain http to this machine: nobody on the way can read it.
LOOPBACK = (
    ("http://localhost", "http://localhost"),
    ("http://localhost:80/", "http://localhost"),
    ("http://LOCALHOST:8080/", "http://localhost:8080"),
    ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
    ("http://127.255.0.9:8080/", "http://127.255.0.9:8080"),
    ("http://[::1]:8080/", "http://[::1]:8080"),
    ("http://[0:0::1]:8080/", "http://[::1]:8080"),
)

# And to any other: everyone on the way can.
CLEAR_TEXT = (
    ("http://api.example:80", "http://api.example"),
    ("HTTP://API.EXAMPLE", "http://api.example"),
    ("http://api.example:443", "http://api.example:443"),
    ("http://localhost.:8080/", "http://localhost.:8080"),
    ("http://localhost.example:8080/", "http://localhost.example:8080"),
    ("http://127.0.0.1.example:8080/", "http://127.0.0.1.example:8080"),
    ("http://1270.0.0.example/", "http://1270.0.0.example"),
    ("http://0.0.0.0:8080/", "http://0.0.0.0:8080"),
    ("http://10.0.0.1:8080/", "http://10.0.0.1:8080"),
    ("http://128.0.0.1/", "http://128.0.0.1"),
    ("http://[::]:8080/", "http://[::]:8080"),
    ("http://[::2]/", "http://[::2]"),
    ("http://127.0.0.1@api.example/", "http://api.example"),
)

# Texts that are not an origin.
NO_ORIGINS = (
    "",
    "/v1",
    "//api.example",
    "api.example",
    "api.example:443",
    "localhost:8080",
    "ftp://api.example",
    "ws://api.example/socket",
    "wss://api.example/socket",
    "https://",
    "https://:443",
    "https://@/",
    " https://api.example",
    "https://api example/",
    "https://api.example\\@other.example/",
    "https://other.example\\.api.example/",
    "https://other.example\\@api.example/",
    "https://api.example%2f.other.example/",
    "https://api.exa\tmple/",
    "https://api.example\n.other.example/",
    "https://api.example\n",
    "https://api.example\0.other.example/",
    "https://api.example:0",
    "https://api.example:65536",
    "https://api.example:99999",
    "https://api.example:x",
    "https://api.example:-1",
    "https://api.example:+443",
    "https://api.example:4 43",
    "https://api.example:443:443/",
    "https://api.example:\u0664\u0664\u0663/",
    "https://[::1/",
    "https://[::g]/",
    "https://[1:2:3]/",
    "https://[::1%25eth0]/",
    "https://[v1.x]/",
)

# What some clients read in a way of their own: they are named, and do not run the case.
READ_OTHERWISE = (
    ("https:/api.example", None, None, ["node"]),
    ("https:///api.example", None, None, ["node"]),
    ("https://b\u00fccher.example/", None, None, ["node"]),
    ("https://api\u3002example/", None, None, ["node"]),
    ("https://api.example@x@other.example/", None, None, ["node", "rust"]),
    ("http://127.1:8080/", "http://127.1:8080", True, ["node"]),
    ("http://0177.0.0.1:8080/", "http://0177.0.0.1:8080", True, ["node"]),
    ("http://127.0.0.01:8080/", "http://127.0.0.01:8080", True, ["node"]),
    ("http://0x7f.1:8080/", "http://0x7f.1:8080", True, ["node"]),
    ("http://2130706433:8080/", "http://2130706433:8080", True, ["node"]),
)

SAME = (
    ("https://api.example", "https://api.example/v1?q#f"),
    ("https://api.example", "HTTPS://API.Example:443/v1"),
    ("https://api.example:443", "https://api.example/"),
    ("https://api.example:0443/", "https://api.example/"),
    ("https://api.example:", "https://api.example:443/"),
    ("https://api.example:8443", "https://api.example:8443/"),
    ("https://api.example/v1", "https://api.example/v2"),
    ("https://user:pass@api.example/", "https://api.example/"),
    ("http://localhost:80", "http://localhost/"),
    ("http://LocalHost", "http://localhost/"),
    ("https://[2001:DB8:0::1]:443", "https://[2001:db8::1]/"),
)

OTHER = (
    ("https://api.example", "https://api.example:8443/"),
    ("https://api.example", "https://www.api.example/"),
    ("https://api.example", "https://example/"),
    ("https://api.example", "https://api.example./"),
    ("https://api.example", "https://api.example.evil.example/"),
    ("https://api.example", "https://evil.example/https://api.example"),
    ("https://api.example", "https://evil.example?https://api.example"),
    ("https://api.example", "https://evil.example#@api.example/"),
    ("https://api.example", "https://api.example@evil.example/"),
    ("https://localhost", "http://localhost/"),
    ("https://localhost:80", "http://localhost:80/"),
    ("http://localhost", "http://127.0.0.1/"),
    ("http://127.0.0.1", "http://[::1]/"),
    ("https://[2001:db8::1]", "https://[2001:db8::2]/"),
)

SIGNED, UNSIGNED, REFUSED = "signed", "unsigned", "refused_clear_text"


def cases():
    listed = [(text, origin, False, []) for text, origin in ORIGINS + LOOPBACK]
    listed += [(text, origin, True, []) for text, origin in CLEAR_TEXT]
    listed += [(text, None, None, []) for text in NO_ORIGINS]
    listed += READ_OTHERWISE
    return [{"text": text, "origin": origin, "clear_text": clear_text} | ({"differs": differs} if differs else {})
            for text, origin, clear_text, differs in listed]


def pairs():
    return [{"a": a, "b": b, "same": same} for same, listed in ((True, SAME), (False, OTHER)) for a, b in listed]


def outcomes():
    return bound_to_the_first() + named() + refused_at_construction()


def sends(identity, requests, origins=None, allow_http=False):
    """A client, and what becomes of its requests one after the other."""
    return {"id": identity, "origins": origins, "allow_http": allow_http,
            "requests": [{"url": url, "outcome": outcome} for url, outcome in requests]}


def not_made(identity, why, origins):
    """A client that cannot be made."""
    return {"id": identity, "origins": origins, "allow_http": False, "refused_at": "construction", "refused_as": why}


def bound_to_the_first():
    return [
        sends("first-https", [
            ("https://api.example/v1", SIGNED),
            ("HTTPS://API.example:443/v2", SIGNED),
            ("https://www.api.example/", UNSIGNED),
            ("https://api.example:8443/", UNSIGNED),
            ("https://api.example./", UNSIGNED),
            ("http://api.example/", UNSIGNED),
            ("http://localhost/", UNSIGNED),
            ("https://api.example/v3", SIGNED),
        ]),
        sends("first-refused-settles-nothing", [
            ("http://api.example/", REFUSED),
            ("http://other.example/", REFUSED),
            ("https://api.example/", SIGNED),
            ("http://api.example/", UNSIGNED),
            ("https://other.example/", UNSIGNED),
        ]),
        sends("first-loopback-name", [
            ("http://localhost:8080/", SIGNED),
            ("http://LOCALHOST:8080/v1", SIGNED),
            ("http://127.0.0.1:8080/", UNSIGNED),
            ("http://localhost/", UNSIGNED),
            ("https://localhost:8080/", UNSIGNED),
        ]),
        sends("first-loopback-ipv4", [("http://127.255.0.9:8080/", SIGNED), ("http://127.0.0.1:8080/", UNSIGNED)]),
        sends("first-loopback-ipv6", [("http://[0:0::1]:8080/", SIGNED), ("http://[::1]:8080/", SIGNED)]),
        sends("first-nearly-loopback", [(f"http://{host}:8080/", REFUSED) for host in (
            "localhost.", "localhost.example", "127.0.0.1.example", "1270.0.0.example", "0.0.0.0", "10.0.0.1", "[::]",
            "[::ffff:127.0.0.1]",
        )]),
        sends("first-http-allowed", [
            ("http://api.example/", SIGNED),
            ("http://api.example:80/v1", SIGNED),
            ("https://api.example/", UNSIGNED),
            ("http://other.example/", UNSIGNED),
        ], allow_http=True),
    ]


def named():
    return [
        sends("named-one", [
            ("https://other.example/", UNSIGNED),
            ("http://api.example/", UNSIGNED),
            ("https://api.example/v1", SIGNED),
        ], ["https://api.example"]),
        sends("named-in-other-letters", [
            ("https://api.example/v1", SIGNED),
            ("https://api.example:8443/", UNSIGNED),
        ], ["HTTPS://API.Example:443/v2?q#f"]),
        sends("named-two", [
            ("https://b.example:8443/", SIGNED),
            ("https://a.example/", SIGNED),
            ("https://b.example/", UNSIGNED),
            ("https://a.example:8443/", UNSIGNED),
        ], ["https://a.example", "https://b.example:8443"]),
        sends("named-and-imitated", [
            ("https://evil.example/https://api.example", UNSIGNED),
            ("https://evil.example?https://api.example", UNSIGNED),
            ("https://evil.example/#@api.example/", UNSIGNED),
            ("https://api.example.evil.example/", UNSIGNED),
            ("https://evil-api.example/", UNSIGNED),
            ("https://example/", UNSIGNED),
        ], ["https://api.example"]),
        sends("named-loopback", [
            ("http://localhost:8080/", SIGNED),
            ("http://[::1]:8080/", SIGNED),
            ("http://127.0.0.1:8080/", UNSIGNED),
            ("http://api.example/", UNSIGNED),
        ], ["http://localhost:8080", "http://[::1]:8080"]),
        sends("named-http-allowed", [
            ("http://api.example/", SIGNED),
            ("https://api.example/", UNSIGNED),
            ("http://other.example/", UNSIGNED),
        ], ["http://api.example"], allow_http=True),
    ]


def refused_at_construction():
    return [
        not_made("named-http", "clear_text", ["http://api.example"]),
        not_made("named-http-beside-https", "clear_text", ["https://api.example", "http://api.example"]),
        not_made("named-nearly-loopback", "clear_text", ["http://localhost."]),
        not_made("named-no-scheme", "not_an_origin", ["api.example"]),
        not_made("named-websocket", "not_an_origin", ["wss://api.example"]),
        not_made("named-port-zero", "not_an_origin", ["https://api.example:0"]),
        not_made("named-backslash", "not_an_origin", ["https://api.example\\@other.example"]),
        not_made("named-beside-an-origin", "not_an_origin", ["https://api.example", "ftp://api.example"]),
        not_made("named-empty-text", "not_an_origin", [""]),
        not_made("named-none", "no_origins", []),
    ]

"""The header in what a developer pastes."""

import json

from .explain_builder import aged, case, header


def cases():
    return pastes() + requests() + code()


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

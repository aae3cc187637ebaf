"""Compares the hooks that each language promises with what its package ships and what its README names.

    python3 hooks.py --page FILE [--write]

It fails where one is missing, where the package ships one that nobody promised, and where the page holds another table.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Typed in, from what was promised: language → what it is for → the hook's names there. The first is where it lies: a
# feature of Cargo, a module of Python, a subpath of npm, a class of PHP, a file of C. The others are what it exports.
CLIENTS: dict[str, dict[str, list[str]]] = {
    "Rust": {
        "tower, hyper": ["client", "SignLayer", "OriginSigner"],
        "tower's retry": ["retry", "RetryOn401"],
        "reqwest": ["reqwest", "WsseClientBuilder"],
    },
    "Python": {
        "requests": ["requests", "WsseAuth", "WsseAdapter"],
        "httpx": ["httpx", "WsseAuth", "WsseTransport", "AsyncWsseTransport"],
        "aiohttp": ["aiohttp", "WsseMiddleware"],
        "urllib": ["urllib", "WsseHandler"],
        "HTTPie": ["httpie"],
    },
    "Node": {
        "fetch": ["fetch", "createWsseFetch"],
        "undici": ["undici", "createWsseInterceptor"],
        "axios": ["axios", "installWsse"],
        "got": ["got", "createWsseGot"],
    },
    "C": {"libcurl": ["sign_curl.c"], "C++": ["xwsse.hpp"]},
    "PHP": {
        "Guzzle": [r"Guzzle\WsseMiddleware"],
        "PSR-18": [r"Psr18\WsseClient"],
        "Symfony HttpClient": [r"Symfony\WsseHttpClient"],
    },
}
SERVERS: dict[str, dict[str, list[str]]] = {
    "Rust": {"tower": ["server", "VerifyLayer", "AsyncVerifier"], "axum": ["axum", "WsseIdentity"]},
    "Python": {
        "WSGI": ["wsgi", "WsseMiddleware"],
        "ASGI": ["asgi", "WsseMiddleware"],
        "Starlette": ["starlette", "WsseBackend"],
        "FastAPI": ["fastapi", "Wsse"],
        "Flask": ["flask", "Wsse"],
        "Django": ["django", "WsseMiddleware", "WsseBackend"],
        "Django REST framework": ["drf", "WsseAuthentication"],
    },
    "Node": {
        "node:http": ["http", "createAuthenticator", "refuse"],
        "Express, connect": ["express", "wsse"],
        "Fastify": ["fastify", "wsse"],
        "Koa": ["koa", "wsse"],
        "Hono": ["hono", "wsse"],
        "Nest": ["nest", "WsseGuard"],
        "Fetch requests": ["web", "createAuthenticator"],
    },
    "C": {"a server of one's own": ["verify_server.c"]},
    "PHP": {
        "PSR-15": [r"Psr15\WsseMiddleware"],
        "Symfony security": [r"Symfony\WsseAuthenticator"],
        "plain PHP": [r"Server\Guard"],
    },
}
READMES = {
    "Rust": "http/README.md",
    "Python": "bindings-python/README.md",
    "Node": "bindings-node/README.md",
    "C": "bindings-c/README.md",
    "PHP": "bindings-php/README.md",
}


def text(path: str | Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def rust() -> dict[str, set[str]]:
    """Features, and what is public behind each: the module's `pub use`, under the feature that guards it."""
    features = tomllib.loads(text("http/Cargo.toml"))["features"]
    # These watch over other hooks, and are none.
    shipped: dict[str, set[str]] = {name: set() for name in features if name not in ("default", "tracing", "metrics")}
    for side in ("client", "server"):
        uses = re.findall(r'(?:#\[cfg\(feature = "(\w+)"\)\]\n)?pub use (\w+::[^;]+);', text(f"http/src/{side}/mod.rs"))
        for feature, use in uses:
            shipped.setdefault(feature or side, set()).update(re.findall(r"\b[A-Z]\w+", use))
    return {name: names for name, names in shipped.items() if name not in ("tracing", "metrics")}


def python() -> dict[str, set[str]]:
    """Modules whose name has no underscore in front, and their `__all__`."""
    shipped = {}
    for path in (ROOT / "bindings-python/python/xwsse").glob("[!_]*.py"):
        if path.stem in ("testing", "drf_spectacular"):
            continue  # for tests of programs, and for the schema of a hook: they are not hooks
        tree = ast.parse(path.read_text(encoding="utf-8"))
        lists = [
            ast.literal_eval(node.value)
            for node in tree.body
            if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets)
        ]
        shipped[path.stem] = {name for names in lists for name in names}
    return shipped


def node() -> dict[str, set[str]]:
    """Subpath exports but that for tests, and what their sources export."""
    exports = json.loads(text("bindings-node/package.json"))["exports"]
    names = [subpath.removeprefix("./") for subpath in exports if subpath not in (".", "./testing", "./package.json")]
    exported = re.compile(r"^export (?:async )?(?:function|const|class) (\w+)", re.MULTILINE)
    return {name: set(exported.findall(text(f"bindings-node/src/{name}.ts"))) for name in names}


def c() -> dict[str, set[str]]:
    """Examples, and the headers beside xwsse.h."""
    files = [*(ROOT / "bindings-c/examples").glob("*.c"), *(ROOT / "bindings-c/include").glob("*.hpp")]
    return {path.name: set() for path in files}


def php() -> dict[str, set[str]]:
    """Classes that are not marked as internal, of the namespaces for other libraries and for servers, and not for tests."""
    shipped = {}
    for path in (ROOT / "bindings-php/src").glob("*/*.php"):
        if path.parent.name == "Testing":
            continue
        source = path.read_text(encoding="utf-8")
        # What only answers or is only thrown is no hook.
        if "@internal" not in source and path.stem != "Refusal" and not path.stem.endswith("Exception"):
            shipped[f"{path.parent.name}\\{path.stem}"] = set()
    return shipped


SHIPPED = {"Rust": rust, "Python": python, "Node": node, "C": c, "PHP": php}


def problems() -> list[str]:
    found = []
    for language, readme in READMES.items():
        shipped, page = SHIPPED[language](), text(readme)
        promised = [hook for table in (CLIENTS, SERVERS) for hook in table[language].values()]
        for place, *names in promised:
            if place not in shipped:
                found.append(f"{language}: {place} is promised and not shipped")
            missing = set(names) - shipped.get(place, set())
            found += [f"{language}: {place} does not export {name}" for name in sorted(missing)]
            found += [f"{readme} does not name {name} of {place}" for name in unnamed(language, place, names, page)]
        extra = set(shipped) - {place for place, *_ in promised}
        found += [f"{language}: {place} is shipped, and hooks.py does not know it" for place in sorted(extra)]
    return found


def unnamed(language: str, place: str, names: list[str], page: str) -> list[str]:
    """What the README does not name, as its language writes it."""
    wanted = {
        "Rust": [place, *names],
        "Python": [f"xwsse.{place}.{name}" for name in names] or [f"{place}"],
        "Node": [f"xwsse/{place}", *names],
        "C": [place],
        "PHP": [f"Xwsse\\{place}"],
    }[language]
    return [name for name in wanted if not re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", page, re.IGNORECASE)]


def table() -> str:
    """Language × hook, as Markdown."""
    lines = ["| | clients | servers |", "|---|---|---|"]
    for language in READMES:
        cells = [", ".join(f"{title} (`{shown(language, hook)}`)" for title, hook in side[language].items()) for side in (CLIENTS, SERVERS)]
        lines.append(f"| {language} | {cells[0]} | {cells[1]} |")
    return "\n".join(lines) + "\n"


def shown(language: str, hook: list[str]) -> str:
    form = {"Rust": "feature {}", "Python": "xwsse.{}", "Node": "xwsse/{}", "C": "{}", "PHP": "Xwsse\\{}"}
    return form[language].format(hook[0])


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--page", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found, matrix = problems(), table()
    if options.write and not found:
        options.page.write_text(matrix, encoding="utf-8")
    elif not options.page.exists() or options.page.read_text(encoding="utf-8") != matrix:
        found.append(f"{options.page} does not hold this table; run with --write")
    print(matrix)
    for problem in found:
        print(f"FAILED hooks: {problem}")
    count = sum(len(side[language]) for side in (CLIENTS, SERVERS) for language in READMES)
    print(f"{count} hooks, {len(found)} problems")
    return 1 if found else 0


sys.exit(main())

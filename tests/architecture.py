#!/usr/bin/env python3
"""The drawing in ARCHITECTURE.md is its data: fails on any import that it does not have.

    python3 tests/architecture.py

Rooms: dependencies in the manifests, and `use` lines. Floors: in a crate that has them, a file imports only files of
floors below its own, or of its own floor to the left. In a binding, a scheme's folder imports no other scheme's.
"""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DRAWING = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
ROOM_OF = {"xwsse_authn": "authn", "xwsse": "core", "xwsse_http": "http"}
SCHEMES = ("xwsse", "apikey", "soap")


def blocks(kind):
    """The fenced blocks of this kind: what follows the kind on the fence, and the lines."""
    for fence, body in re.findall(rf"```{kind}([^\n]*)\n(.*?)```", DRAWING, re.DOTALL):
        yield fence.strip(), body.splitlines()


def arrows():
    """Which rooms each room may import."""
    [(_, lines)] = blocks("arrows")
    return {room.strip(): set(to.split()) for room, to in (line.split("->") for line in lines)}


def sources(room):
    """(path, text without comments and unit tests) of the Rust files of a room."""
    for folder in ("src", "native"):
        for path in sorted((ROOT / room / folder).glob("**/*.rs")):
            if not path.stem.endswith("loom"):
                text = re.sub(r"//.*", "", path.read_text("utf-8"))
                yield path, re.split(r"#\[cfg\(.*\btest\b.*\)\]\s*mod ", text)[0]


def wrong_rooms(drawn):
    """Dependencies and `use` lines that the drawing lacks."""
    for room, allowed in drawn.items():
        manifest = tomllib.loads((ROOT / room / "Cargo.toml").read_text("utf-8"))
        for name in manifest.get("dependencies", {}):
            to = ROOM_OF.get(name.replace("-", "_"))
            if to and to not in allowed:
                yield f"{room}/Cargo.toml: depends on {to}"
        for path, text in sources(room):
            for crate in re.findall(r"\b(xwsse(?:_authn|_http)?)::", text):
                if (to := ROOM_OF[crate]) not in allowed | {room} and not is_own(room, crate):
                    yield f"{path.relative_to(ROOT)}: uses {to}"


def is_own(room, crate):
    """Whether it is the room's own module of that name."""
    return crate == "xwsse" and room.startswith("bindings-")


def wrong_floors(crate, lines):
    """Imports that go up, or to the right."""
    place = {name: (floor, at) for floor, line in enumerate(lines) for at, name in enumerate(line.split())}
    for path, text in sources(crate):
        name = path.relative_to(ROOT / crate / "src").parts[0].removesuffix(".rs")
        if name == "lib":
            continue
        if name not in place:
            yield f"{path.relative_to(ROOT)}: {name} has no floor"
            continue
        for to in set(re.findall(r"\bcrate::(\w+)::", text)) & place.keys() - {name}:
            (floor, at), (to_floor, to_at) = place[name], place[to]
            if to_floor > floor or (to_floor == floor and to_at > at):
                yield f"{path.relative_to(ROOT)}: imports {to}, which is above it"


def wrong_folders(room):
    """Imports of one scheme's folder by another's, in a binding."""
    for path, text in sources(room):
        for scheme in set(SCHEMES) & set(path.relative_to(ROOT).parts[2:-1]):
            for other in set(SCHEMES) - {scheme}:
                if f"crate::{other}::" in text:
                    yield f"{path.relative_to(ROOT)}: imports the scheme {other}"


def main():
    drawn = arrows()
    wrong = list(wrong_rooms(drawn))
    for crate, lines in blocks("floors"):
        wrong += wrong_floors(crate, lines)
    for room in drawn:
        wrong += wrong_folders(room)
    for line in wrong:
        print(line)
    print(f"== architecture: {len(drawn)} rooms, {len(wrong)} arrows that ARCHITECTURE.md does not draw")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

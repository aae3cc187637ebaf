"""Whether this is one of several worker processes: each would have a memory store of its own."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import PurePath

_SERVERS = {"gunicorn", "uvicorn", "hypercorn", "granian"}
_told = False


def warn_of_workers() -> None:
    """Says once that a store which was made by default is not enough, where a known server has several workers."""
    global _told
    count = _workers()
    if _told or count < 2:
        return
    _told = True
    logging.getLogger("xwsse").warning(
        "%d workers each have a replay store of their own, and each of them would accept the same token once; give "
        "the Verifier a store that they share, or MemoryReplayStore() if that is what you want",
        count,
    )


def _workers() -> int:
    """As the command line of a server says, or the variable that servers read."""
    program = PurePath(sys.argv[0])
    is_server = program.stem in _SERVERS or program.parent.name in _SERVERS  # python -m
    words = sys.argv[1:] if is_server else []
    for word, following in zip(words, [*words[1:], ""]):
        name, _, value = word.partition("=")
        if name in ("-w", "--workers"):
            return _number(value or following)
        if word.startswith("-w") and word[2:].isdigit():
            return _number(word[2:])
    return _number(os.environ.get("WEB_CONCURRENCY", ""))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 1

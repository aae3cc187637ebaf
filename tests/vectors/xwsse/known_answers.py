"""Comparing this implementation with a file of known answers from elsewhere.

The file is a JSON list of entries with `secret`, `nonce`, `nonce_mode`, `created`, `hash`,
`digest_encoding`, `digest`, `nonce_bytes_hex`, and perhaps `username`, `header` and, for
tokens to refuse, `role`.
"""

import json

from .wsse_created import format_created, parse_created
from .wsse_dialect import parse_dialect
from .wsse_token import canonical_base64, digest_text, digest_input, format_header, hash_bytes
from .wsse_verifier import verify

DIGEST_FORMS = {"base64": "base64", "base64-of-hex": "base64hex"}
STAND_IN_USERNAME = "user"


def compare(path):
    """Print what was compared; the number of differences."""
    with open(path, encoding="utf-8") as file:
        entries = json.load(file)
    differences = 0
    expressed = 0
    for entry in entries:
        problems = _digest_problems(entry)
        dialect = _dialect_of(entry)
        if dialect:
            expressed += 1
            outcome, more_problems = _verify_problems(entry, dialect)
            problems += more_problems
            print(f"{entry['id']}: digest, nonce bytes, header under {dialect}: {outcome}")
        else:
            print(f"{entry['id']}: digest only")
        for problem in problems:
            print(f"  DIFFERS: {problem}")
        differences += len(problems)
    print(f"{len(entries)} known answers, {expressed} of them expressed in a dialect, "
          f"{differences} differences")
    return differences


def _digest_problems(entry):
    nonce = bytes.fromhex(entry["nonce_bytes_hex"])
    hashed = hash_bytes(entry["hash"], digest_input(nonce, entry["created"], entry["secret"]))
    digest = digest_text(DIGEST_FORMS[entry["digest_encoding"]], hashed)
    return [] if digest == entry["digest"] else [f"digest {digest} is not {entry['digest']}"]


def _dialect_of(entry):
    """A dialect that judges the entry, or None when its nonce cannot be expressed in any.

    A nonce that was decoded leniently is expressed as raw: where strict decoding gives other
    bytes or none, the token is one to refuse.
    """
    nonce_mode = {"raw": "raw", "raw-lenient": "raw", "text": "text"}.get(entry["nonce_mode"])
    if nonce_mode is None:
        return None
    return (f"symfony,nonce={nonce_mode},hash={entry['hash']},"
            f"digest={DIGEST_FORMS[entry['digest_encoding']]},accept=offset+rfc2822")


def _verify_problems(entry, dialect):
    """The outcome at the moment of Created, and what is wrong with it."""
    username = entry.get("username") or STAND_IN_USERNAME
    header = format_header(username, entry["digest"], entry["nonce"], entry["created"])
    problems = []
    if entry.get("header", header) != header:
        problems.append(f"header {header} is not {entry['header']}")
    instant = parse_created(entry["created"], parse_dialect(dialect).accept)
    now = "2024-01-15T12:30:00Z" if instant is None else format_created(instant, "nanos")
    outcome = verify([header.encode("utf-8")], dialect, {username: [entry["secret"]]}, now, set())
    to_refuse = entry.get("role") == "refuse" or entry["secret"] == ""
    if (outcome == "accepted") == to_refuse:
        problems.append(f"outcome is {outcome}")
    strict = (entry["nonce"].encode("utf-8") if entry["nonce_mode"] == "text"
              else canonical_base64(entry["nonce"]))
    if not to_refuse and (strict is None or strict.hex() != entry["nonce_bytes_hex"]):
        problems.append("the nonce does not decode to nonce_bytes_hex")
    return outcome, problems

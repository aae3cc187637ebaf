#!/usr/bin/env python3
"""Writes the shared vectors as C: the tests need no parser of JSON.

vectors_to_c.py FOLDER_OF_VECTORS > vectors_data.c
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(sys.argv[1])
EPOCH = date(1970, 1, 1).toordinal()


def cases(name: str) -> list[dict[str, Any]]:
    return json.loads((FOLDER / f"{name}.json").read_text("ascii"))["cases"]


def literal(raw: bytes | str | None) -> str:
    """A slice; octal, because a digit behind \\x would belong to it."""
    if raw is None:
        return "{NULL, 0}"
    raw = raw.encode() if isinstance(raw, str) else raw
    text = "".join(
        chr(byte) if 32 <= byte < 127 and chr(byte) not in '"\\?' else f"\\{byte:03o}" for byte in raw
    )
    return f'{{"{text}", {len(raw)}}}'


def text(value: str) -> str:
    return literal(value).removeprefix("{").rpartition(",")[0]


def octets(digits: str) -> str:
    return "{" + ", ".join(f"0x{byte:02x}" for byte in bytes.fromhex(digits)) + "}"


def array(items: list[str]) -> str:
    """An array of C99 may not be empty."""
    return "{" + ", ".join(items or ["{0}"]) + "}"


def instant(rfc3339: str) -> str:
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?Z", rfc3339)
    assert match, rfc3339
    year, month, day, hour, minute, second = map(int, match.groups()[:6])
    days = date(year, month, day).toordinal() - EPOCH
    nanos = int((match[7] or "").ljust(9, "0"))
    return f"{{{days * 86400 + hour * 3600 + minute * 60 + second}, {nanos}u}}"


def duration(seconds: float) -> str:
    whole = int(seconds)
    return f"{{{whole}u, {round((seconds - whole) * 1e9)}u}}"


def slices(name: str, items: list[str]) -> str:
    print(f"static const xwsse_slice {name}[] = {array(items)};")
    return name


def table(struct: str, name: str, rows: list[str]) -> None:
    print(f"const struct {struct} {name}[] = {{\n  " + ",\n  ".join(rows) + "\n};")
    print(f"const size_t {name}_len = {len(rows)};\n")


def tokens() -> None:
    rows = []
    for case in cases("xwsse/tokens"):
        claims = [
            f"{{{octets(claim['id_hex'])}, XWSSE_CLAIM_KIND_{claim['kind'].upper()}}}"
            for claim in case["claims"]
        ]
        plain = case["username"].isascii() and case["username"].isprintable()
        rows.append(
            "{" + ", ".join([
                text(case["id"]), literal(case["dialect"]), literal(case["username"]), literal(case["secret"]),
                literal(case["nonce"]), literal(bytes.fromhex(case["nonce_bytes_hex"])), literal(case["created"]),
                literal(case["digest"]), literal(case["header"]),
                f"{{{case['created_unix']}, {case['created_nanos']}u}}", instant(case["opens"]),
                instant(case["keep_until"]), octets(case["claimant_hex"]),
                array(claims), str(len(claims)), str(int(plain)),
            ]) + "}"
        )
    table("token_case", "token_cases", rows)


def created() -> None:
    """Each text in a header whose digest is right."""
    rows = []
    for case in cases("xwsse/created"):
        written, nonce = case["text"], b"0123456789abcdef"
        # What cannot stand in a header is for the vectors of headers.
        if not written or not written.isprintable() or '"' in written or "\\" in written:
            continue
        digest = base64.b64encode(hashlib.sha1(nonce + written.encode() + b"secret").digest()).decode()
        header = (
            f'UsernameToken Username="key", PasswordDigest="{digest}", '
            f'Nonce="{base64.b64encode(nonce).decode()}", Created="{written}"'
        )
        at = f"{{{case['unix']}, {case['nanos']}u}}" if case["valid"] else "{0, 0u}"
        rows.append(f"{{{literal('penneo,accept=' + case['accept'])}, {literal(header)}, {int(case['valid'])}, {at}}}")
    table("created_case", "created_cases", rows)


def dialects() -> None:
    words = ("nonce", "hash", "digest", "created", "accept", "unique", "word", "unknown")
    rows = []
    for case in cases("xwsse/dialects"):
        if case["kind"] == "invalid":
            rows.append(
                f"{{{literal(case['text'])}, 0, {{NULL, 0}}, {array([])}, {{0}}, {{0}}, 0, {case['position']}}}"
            )
            continue
        rows.append(
            f"{{{literal(case['text'])}, 1, {literal(case['text'].split(',')[0])}, "
            f"{array([literal(case[word]) for word in words])}, "
            f"{duration(case['max_age'])}, {duration(case['max_future'])}, {case['max_nonce']}, 0}}"
        )
    table("dialect_case", "dialect_cases", rows)


def rejections() -> None:
    rows = [f"{{{case['number']}, {text(case['code'])}, {case['status']}}}" for case in cases("shared/rejections")]
    table("rejection_case", "rejection_cases", rows)


def status(outcome: str | None) -> str:
    return "XWSSE_OK" if outcome in (None, "accepted") else f"XWSSE_{outcome.upper()}"


def headers() -> None:
    rows = []
    for number, case in enumerate(cases("xwsse/attacks") + cases("xwsse/headers")):
        secrets = [
            f"{{{literal(username)}, {literal(secret)}}}"
            for username, found in case["secrets"].items()
            for secret in found
            if secret
        ]
        steps = []
        for at, step in enumerate(case["steps"]):
            values = step["values"] if "values" in step else map(bytes.fromhex, step["values_hex"])
            values = [literal(value) for value in values]
            steps.append(
                f"{{{slices(f'values_{number}_{at}', values)}, {len(values)}, "
                f"{literal(step.get('dialect', case['dialect']))}, {instant(step['now'])}, {status(step['outcome'])}}}"
            )
        print(f"static const struct entry secrets_{number}[] = {array(secrets)};")
        print(f"static const struct step steps_{number}[] = {array(steps)};")
        name = "-".join(str(case[key]) for key in ("id", "row", "case") if key in case)
        rows.append(
            f"{{{text(name)}, {text(case['note'])}, {{secrets_{number}, {len(secrets)}}}, "
            f"steps_{number}, {len(steps)}}}"
        )
    table("header_case", "header_cases", rows)


def explain() -> None:
    rows = []
    for number, case in enumerate(cases("xwsse/explain")):
        mentions = [literal(piece) for piece in case["mentions"]]
        rows.append(
            f"{{{text(case['id'])}, {literal(case['pasted'])}, {literal(case['dialect'])}, {literal(case['secret'])}, "
            f"{instant(case['now'])}, {status(case['verdict'])}, "
            f"{slices(f'mentions_{number}', mentions)}, {len(mentions)}}}"
        )
    table("explain_case", "explain_cases", rows)


print('/* Written by vectors_to_c.py from the shared vectors. */\n#include "vectors.h"\n')
for write in (tokens, created, dialects, rejections, headers, explain):
    write()
